package io.geckos.bench.measure;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** When the next step is due. Safe for use by several threads. */
public sealed interface RequestPace {
    /** Answers the {@link System#nanoTime} at which a step is due that is only this caller's. */
    long next();

    /** A rate of 0 is none. */
    static RequestPace of(double rate, long start) {
        return rate > 0 ? new Fixed(rate, start) : new AtOnce();
    }

    /** Each connection goes on when its last step has ended. */
    record AtOnce() implements RequestPace {
        @Override
        public long next() {
            return System.nanoTime();
        }
    }

    /** Steps are due at even distances, whether or not those before have ended; any free connection takes the next. */
    final class Fixed implements RequestPace {
        private final double interval;
        private final long start;
        private final AtomicLong taken = new AtomicLong();

        Fixed(double rate, long start) {
            this.interval = TimeUnit.SECONDS.toNanos(1) / rate;
            this.start = start;
        }

        @Override
        public long next() {
            return start + (long) (interval * taken.getAndIncrement());
        }
    }
}
