package io.geckos.bench.measure;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Decides when the next step is due. Safe for use by several threads. */
public sealed interface RequestPace {
    /** The {@link System#nanoTime} at which the caller's next step is due. Each call answers another step. */
    long next();

    /** A pace of {@code rate} steps a second. With 0 there is no fixed pace. */
    static RequestPace of(double rate, long start) {
        return rate > 0 ? new Fixed(rate, start) : new AtOnce();
    }

    /** Each connection begins a step as soon as its last one has ended. */
    record AtOnce() implements RequestPace {
        @Override
        public long next() {
            return System.nanoTime();
        }
    }

    /**
     * Steps are due at equal intervals, even if earlier ones have not ended. Any free connection takes the next step.
     */
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
