package io.geckos.server.connection;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory clients may keep in use, all together: what has come of their requests, what was made of it, and answers
 * they have not taken. Once it is nearly used up, connections are closed ({@link OpenConnections}); once it is used up,
 * nobody gets more. The sums are in docs/limits.md.
 */
public final class MemoryBudget {
    /** The share of the heap, in percent. The rest is the server's own: code, buffers, and what listings remember. */
    private static final int SHARE = 65;

    /** From this share of the budget on, in percent, connections are closed. */
    private static final int CROWDED = 94;

    /** They are closed until this share of it, in percent, is in use. */
    private static final int CALM = 85;

    private final long most;
    private final AtomicLong used = new AtomicLong();

    /** Grants at most {@code most} bytes. */
    public MemoryBudget(long most) {
        this.most = most;
    }

    /** A share of the heap of this process. */
    public static MemoryBudget ofHeap() {
        return new MemoryBudget(Runtime.getRuntime().maxMemory() / 100 * SHARE);
    }

    /** Takes so many bytes, or nothing and answers false. */
    boolean take(long bytes) {
        if (used.addAndGet(bytes) <= most) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }

    /** Gives back what was taken. */
    void give(long bytes) {
        used.addAndGet(-bytes);
    }

    /** How many bytes are in use. */
    long used() {
        return used.get();
    }

    /** Whether connections have to be closed. */
    boolean isCrowded() {
        return used.get() > most / 100 * CROWDED;
    }

    /** How many bytes should be given back while it is crowded. */
    long excess() {
        return used.get() - most / 100 * CALM;
    }
}
