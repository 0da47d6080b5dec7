package io.geckos.storage.fs;

import java.util.concurrent.TimeUnit;

/** Lets so much a second pass, whatever it counts. For one thread, which an interrupt ends. */
final class Pace {
    private final long perSecond;
    private long due = System.nanoTime();

    Pace(long perSecond) {
        if (perSecond <= 0) {
            throw new IllegalArgumentException("nothing would ever pass");
        }
        this.perSecond = perSecond;
    }

    /** Thrown where a thread waits that is to end. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super(null, null, false, false);
        }
    }

    /**
     * Waits until {@code amount} may pass.
     *
     * @throws Stopped if the thread is or was interrupted
     */
    void pass(long amount) {
        if (Thread.currentThread().isInterrupted()) {
            throw new Stopped();
        }
        long now = System.nanoTime();
        due = Math.max(due, now) + (long) ((double) amount * Stat.SECOND / perSecond);
        try {
            TimeUnit.NANOSECONDS.sleep(due - now);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
    }
}
