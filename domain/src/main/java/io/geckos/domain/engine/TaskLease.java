package io.geckos.domain.engine;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The lease of a run of a background task, renewed while the run goes on. A run asks before each change whether it still has the lease:
 * the server may have stood still for longer than the lease lasts, or an operator may have broken it. Safe for many threads.
 */
public final class TaskLease {
    /** How long other servers wait for one that has died. */
    public static final Duration DURATION = Duration.ofMinutes(5);

    /** How old a renewal may be. A run that stood still for longer asks before it goes on. */
    private static final Duration RENEWAL = Duration.ofSeconds(30);

    private final DocumentStore.Lease lease;
    private final LongSupplier nanoTime;
    private long renewed;
    private boolean held = true;

    /** The lease was taken just now, for {@link #DURATION}; {@code nanoTime} is a clock like {@link System#nanoTime}. */
    public TaskLease(DocumentStore.Lease lease, LongSupplier nanoTime) {
        this.lease = lease;
        this.nanoTime = nanoTime;
        this.renewed = nanoTime.getAsLong();
    }

    /** The run has lost its lease, and another server may be at the same task. */
    public static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Lost() {
            super("the lease of this run has ended, and another server may go on");
        }
    }

    /** Renews the lease if it is time for it. Once this is false, or renewing has failed, it stays false. */
    public synchronized boolean isHeld() {
        long now = nanoTime.getAsLong();
        if (held && now - renewed > RENEWAL.toNanos()) {
            held = false;
            held = lease.renew();
            renewed = now;
        }
        return held;
    }

    /** As {@link #isHeld}; throws {@link Lost} if it is false. */
    public void require() {
        if (!isHeld()) {
            throw new Lost();
        }
    }
}
