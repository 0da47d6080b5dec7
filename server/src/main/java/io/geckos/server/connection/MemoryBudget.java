package io.geckos.server.connection;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that all clients together may use: for requests that have arrived in part, for the objects made from them,
 * and for answers that the clients have not taken. When it is nearly used up, connections are closed
 * ({@link OpenConnections}). When it is used up, no connection gets more. The sums are in docs/limits.md.
 */
public final class MemoryBudget {
    /**
     * The share of the heap, in percent. The rest is for the server itself: code, buffers, and the caches of listings.
     */
    private static final int SHARE = 65;

    /** The share of the budget, in percent, from which on connections are closed. */
    private static final int CROWDED = 94;

    /** The share of the budget, in percent, down to which connections are closed. */
    private static final int CALM = 85;

    private final long most;
    private final AtomicLong used = new AtomicLong();

    /** A budget of {@code most} bytes. */
    public MemoryBudget(long most) {
        this.most = most;
    }

    /** A budget that is a share of the heap of this process. */
    public static MemoryBudget ofHeap() {
        return new MemoryBudget(Runtime.getRuntime().maxMemory() / 100 * SHARE);
    }

    /** Takes so many bytes. Answers false, and takes nothing, if there are not enough. */
    boolean take(long bytes) {
        if (used.addAndGet(bytes) <= most) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }

    /** Gives bytes back. */
    void give(long bytes) {
        used.addAndGet(-bytes);
    }

    /** The number of bytes in use. */
    long used() {
        return used.get();
    }

    /** Whether connections have to be closed. */
    boolean isCrowded() {
        return used.get() > most / 100 * CROWDED;
    }

    /** The number of bytes that closing connections should free. */
    long excess() {
        return used.get() - most / 100 * CALM;
    }
}
