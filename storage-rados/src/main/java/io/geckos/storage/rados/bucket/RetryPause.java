package io.geckos.storage.rados.bucket;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** Pauses of random length between attempts, ever longer ones, for as long as there is time. For one thread. */
public final class RetryPause {
    private static final long FIRST_NANOS = 500_000;
    private static final long LONGEST_NANOS = 50_000_000;

    private final long end;
    private long nanos = FIRST_NANOS;

    public RetryPause(Duration time) {
        end = System.nanoTime() + time.toNanos();
    }

    public boolean isOver() {
        return System.nanoTime() - end >= 0;
    }

    public void await() {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(nanos) + 1);
        nanos = Math.min(LONGEST_NANOS, nanos * 2);
    }
}
