package io.geckos.domain.engine;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Limits a thread to a number of bytes or objects a second, by making it wait. A wait ends early when the thread is
 * interrupted or its task is stopped. For one thread.
 */
public final class RateLimiter {
    private static final long SECOND = 1_000_000_000;

    /** The shortest wait, in nanoseconds. Shorter ones would cost more than they spare. */
    private static final long LEAST_NAP = 50_000_000;

    private final long perSecond;
    private final LongSupplier nanoTime;
    private final Sleep sleep;
    private long due;

    /** Limits to {@code perSecond}; only an interrupt ends a wait early. */
    public RateLimiter(long perSecond) {
        this(perSecond, TimeUnit.NANOSECONDS::sleep);
    }

    /** Limits to {@code perSecond}; {@code sleep} does the waiting and can end it early. */
    public RateLimiter(long perSecond, Sleep sleep) {
        this(perSecond, System::nanoTime, sleep);
    }

    /** For tests, which have their own clock. */
    RateLimiter(long perSecond, LongSupplier nanoTime, Sleep sleep) {
        if (perSecond <= 0) {
            throw new IllegalArgumentException("nothing would ever pass");
        }
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
        this.sleep = sleep;
        this.due = nanoTime.getAsLong();
    }

    /** The way a thread waits. */
    @FunctionalInterface
    public interface Sleep {
        /** Waits that many nanoseconds, or less if the task has been stopped. */
        void nanos(long nanos) throws InterruptedException;

        /** Tells whether the task has been stopped. */
        default boolean isOver() {
            return false;
        }
    }

    /** Thrown to a waiting thread whose task has been stopped. */
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super(null, null, false, false);
        }
    }

    /**
     * Waits until {@code amount} may pass. Amounts that are too small for a wait add up to a later one.
     *
     * @throws Stopped if the thread is interrupted, or its task has been stopped
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
