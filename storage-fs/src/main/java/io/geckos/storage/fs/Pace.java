package io.geckos.storage.fs;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Lets so much a second pass, whatever it counts. For one thread, which an interrupt ends. */
final class Pace {
    /** Shorter naps would cost more than they spare. */
    private static final long LEAST_NAP = 50_000_000;

    private final long perSecond;
    private final LongSupplier nanoTime;
    private final Sleep sleep;
    private long due;

    Pace(long perSecond) {
        this(perSecond, System::nanoTime, TimeUnit.NANOSECONDS::sleep);
    }

    /** By a clock of its own; for tests. */
    Pace(long perSecond, LongSupplier nanoTime, Sleep sleep) {
        if (perSecond <= 0) {
            throw new IllegalArgumentException("nothing would ever pass");
        }
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
        this.sleep = sleep;
        this.due = nanoTime.getAsLong();
    }

    /** How time is spent. */
    @FunctionalInterface
    interface Sleep {
        void nanos(long nanos) throws InterruptedException;
    }

    /** Thrown where a thread waits that is to end. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super(null, null, false, false);
        }
    }

    /**
     * Waits until {@code amount} may pass; what is too little to wait for is waited for later.
     *
     * @throws Stopped if the thread is or was interrupted
     */
    void pass(long amount) {
        if (Thread.currentThread().isInterrupted()) {
            throw new Stopped();
        }
        long now = nanoTime.getAsLong();
        due = (due - now > 0 ? due : now) + (long) ((double) amount * Stat.SECOND / perSecond);
        if (due - now < LEAST_NAP) {
            return;
        }
        try {
            sleep.nanos(due - now);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
    }
}
