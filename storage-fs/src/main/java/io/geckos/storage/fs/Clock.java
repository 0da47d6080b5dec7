package io.geckos.storage.fs;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Modification times for data files: the time of day, in nanoseconds since 1970, but never the same twice. They step by
 * microseconds, which is the coarsest a file system may keep them in.
 */
final class Clock {
    private static final long STEP = 1_000;
    private final AtomicLong last = new AtomicLong();

    long next() {
        long now = Math.floorDiv(Stat.nanos(Instant.now()), STEP) * STEP;
        return last.updateAndGet(previous -> Math.max(now, previous + STEP));
    }
}
