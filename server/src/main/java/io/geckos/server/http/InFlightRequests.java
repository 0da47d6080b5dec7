package io.geckos.server.http;

import io.geckos.s3.api.S3Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** The requests that are being served at the moment, for operators. */
public final class InFlightRequests {
    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private final AtomicInteger untold = new AtomicInteger();

    /**
     * A request that is being served. Its own thread counts the received and sent bytes, so other threads may see the
     * counts a little late.
     *
     * @param began the start, by {@link System#nanoTime}
     */
    public record Running(S3Request request, Instant at, long began, LongSupplier received, LongSupplier sent) {}

    void begin(Running request) {
        untold.incrementAndGet();
        running.put(request.request().id(), request);
    }

    /** Ends a request and then runs {@code tell}. Does nothing if another thread has ended it before. */
    public void end(S3Request request, Runnable tell) {
        if (running.remove(request.id()) == null) {
            return;
        }
        try {
            tell.run();
        } finally {
            if (untold.decrementAndGet() == 0) {
                synchronized (this) {
                    notifyAll();
                }
            }
        }
    }

    /** Waits until all requests have ended and been reported, but no longer than {@code limit}. */
    public synchronized void awaitNone(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            for (long left = limit.toMillis(); left > 0 && untold.get() > 0; ) {
                wait(left);
                left = (deadline - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    public int count() {
        return running.size();
    }

    /** All requests, the oldest first. */
    public List<Running> oldestFirst() {
        return running.values().stream()
                .sorted(Comparator.comparingLong(Running::began))
                .toList();
    }
}
