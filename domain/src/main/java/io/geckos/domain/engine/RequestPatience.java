package io.geckos.domain.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How long one request waits for a storage that does not answer. A request makes several calls one after the other, and an engine
 * several operations for each of them; if each waited until its own timeout, their sum would be long. So the first operation that
 * times out sets an end for all others of the request. Background tasks have no request, and no such end. Safe for many threads.
 */
public final class RequestPatience implements AutoCloseable {
    // A scoped value would add a kilobyte of stack to each request that waits for the disk.
    private static final ThreadLocal<@Nullable RequestPatience> CURRENT = new ThreadLocal<>();

    /** An operation that takes longer than this part of its timeout is slow. */
    private static final int SLOW = 4;

    private final LongSupplier nanoTime;
    private Optional<Long> slowSince = Optional.empty();
    private Optional<Long> end = Optional.empty();

    /** {@code nanoTime} is a clock like {@link System#nanoTime}. */
    RequestPatience(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Begins a request, whose calls share their patience as long as they are made by this thread, which closes it. */
    public static RequestPatience begin() {
        RequestPatience patience = new RequestPatience(System::nanoTime);
        CURRENT.set(patience);
        return patience;
    }

    @Override
    public void close() {
        CURRENT.remove();
    }

    /** Makes work that another thread does a part of the request that this thread serves, if it serves one. */
    public static <T> Supplier<T> sharedBy(Supplier<T> work) {
        return current()
                .<Supplier<T>>map(patience -> () -> patience.during(work))
                .orElse(work);
    }

    private <T> T during(Supplier<T> work) {
        CURRENT.set(this);
        try {
            return work.get();
        } finally {
            CURRENT.remove();
        }
    }

    /** That of the request that this thread serves; empty if it serves none. */
    public static Optional<RequestPatience> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /**
     * The nanoseconds that an operation may wait from now on, 0 or more; empty as long as no operation timed out, so that
     * each has its own timeout.
     */
    public synchronized Optional<Long> nanosLeft() {
        return end.map(it -> Math.max(0, it - nanoTime.getAsLong()));
    }

    /**
     * Takes note of an operation that was answered.
     *
     * @param began when it began, by {@link System#nanoTime}
     * @param ended when it was answered
     * @param timeout how long it might have taken
     */
    public synchronized void answered(long began, long ended, Duration timeout) {
        if (ended - began <= timeout.toNanos() / SLOW) {
            slowSince = Optional.empty();
        } else if (slowSince.isEmpty()) {
            slowSince = Optional.of(began);
        }
    }

    /**
     * Takes note of an operation that was not answered in time. From the first of the slow ones before it on, the request has
     * twice the timeout; but the time that a slow operation takes is always left, to find out what has become of a write.
     */
    public synchronized void timedOut(long began, Duration timeout) {
        if (end.isEmpty()) {
            long all = slowSince.orElse(began) + 2 * timeout.toNanos();
            long least = nanoTime.getAsLong() + timeout.toNanos() / SLOW;
            end = Optional.of(all - least > 0 ? all : least);
        }
    }
}
