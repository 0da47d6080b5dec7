package io.geckos.storage.rados.data;

import io.geckos.domain.error.StorageException.Busy;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long ago bytes were written to which nothing refers yet. Those that are older than the grace period are taken for bytes
 * of a dead gateway and removed; so what is still being written is renewed in time. For one thread.
 */
public final class UnreferencedAge {
    private final Duration most;
    private final LongSupplier nanoTime;
    private long renewed;

    /**
     * Begins at 0. {@code most} is the age from which on it is too late, {@code nanoTime} a clock like
     * {@link System#nanoTime}.
     */
    UnreferencedAge(Duration most, LongSupplier nanoTime) {
        this.most = most;
        this.nanoTime = nanoTime;
        this.renewed = nanoTime.getAsLong();
    }

    private long nanos() {
        return nanoTime.getAsLong() - renewed;
    }

    /**
     * Runs {@code renewal} if it is time for it; then the age is 0 again.
     *
     * @throws Busy if it is too late: the bytes may be about to be removed
     */
    public void renew(Runnable renewal) {
        requireYoung();
        if (nanos() > most.toNanos() / 2) {
            long now = nanoTime.getAsLong();
            renewal.run();
            requireYoung();
            renewed = now;
        }
    }

    /** Throws {@link Busy} if it is too late. */
    public void requireYoung() {
        if (nanos() > most.toNanos()) {
            throw new Busy("an upload stood still for longer than half of storage.grace");
        }
    }
}
