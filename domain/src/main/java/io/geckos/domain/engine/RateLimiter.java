package io.geckos.domain.engine;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets so much a second pass, be it bytes or objects. For one thread, which waits here until it is interrupted or its task is
 * stopped.
 */
public final class RateLimiter {
    private static final long SECOND = 1_000_000_000;

    /** Shorter naps would cost more than they spare. */
    private static final long LEAST_NAP = 50_000_000;

    private final long perSecond;
    private final LongSupplier nanoTime;
    private final Sleep sleep;
    private long due;

    /** Lets {@code perSecond} pass; only an interrupt ends a wait. */
    public RateLimiter(long perSecond) {
        this(perSecond, TimeUnit.NANOSECONDS::sleep);
    }

    /** With another way to spend time, which can also end it. */
    public RateLimiter(long perSecond, Sleep sleep) {
        this(perSecond, System::nanoTime, sleep);
    }

    /** By a clock of its own; for tests. */
    RateLimiter(long perSecond, LongSupplier nanoTime, Sleep sleep) {
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
    public interface Sleep {
        /** Spends so much time, or less where what is done is to end. */
        void nanos(long nanos) throws InterruptedException;

        /** Tells whether what is done is to end. */
        default boolean isOver() {
            return false;
        }
    }

    /** Thrown where a thread waits that is to end. */
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super(null, null, false, false);
        }
    }

    /**
     * Waits until {@code amount} may pass; what is too little to wait for is waited for later.
     *
     * @throws Stopped if the thread is or was interrupted, or what it does is to end
     */
    public void pass(long amount) {
        requireGoing();
        long now = nanoTime.getAsLong();
        due = (due - now > 0 ? due : now) + (long) ((double) amount * SECOND / perSecond);
        if (due - now < LEAST_NAP) {
            return;
        }
        try {
            sleep.nanos(due - now);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
        requireGoing();
    }

    private void requireGoing() {
        if (Thread.currentThread().isInterrupted() || sleep.isOver()) {
            throw new Stopped();
        }
    }
}
