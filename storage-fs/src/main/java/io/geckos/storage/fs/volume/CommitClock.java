package io.geckos.storage.fs.volume;

import io.geckos.storage.fs.files.FileStatus;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Modification times for data files: the time of day, in nanoseconds since 1970, but never the same twice. They step by
 * microseconds, which is the coarsest a file system may keep them in.
 */
public final class CommitClock {
    private static final long STEP = 1_000;
    private final InstantSource time;
    private final AtomicLong last = new AtomicLong();

    /** Follows the time of day that {@code time} tells. */
    public CommitClock(InstantSource time) {
        this.time = time;
    }

    public long next() {
        long now = Math.floorDiv(FileStatus.nanos(time.instant()), STEP) * STEP;
        return last.updateAndGet(previous -> Math.max(now, previous + STEP));
    }
}
