package io.geckos.server;

import io.geckos.s3.S3Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The requests being served just now, for whoever wants to know what the server is doing. */
final class RunningRequests {
    private final Map<String, Running> running = new ConcurrentHashMap<>();

    /**
     * A request being served. How many bytes of bodies were received and sent is written by the request's own thread, so
     * that others may see it a little late.
     *
     * @param began of {@link System#nanoTime}
     */
    record Running(S3Request request, Instant at, long began, LongSupplier received, LongSupplier sent) {}

    void begin(Running request) {
        running.put(request.request().id(), request);
    }

    /** Whether it was running until now; so of several that end a request, one does. */
    boolean end(S3Request request) {
        boolean ended = running.remove(request.id()) != null;
        if (running.isEmpty()) {
            synchronized (this) {
                notifyAll();
            }
        }
        return ended;
    }

    /** Waits until none is running, no longer than {@code limit}. */
    synchronized void awaitNone(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            for (long left = limit.toMillis(); left > 0 && !running.isEmpty(); ) {
                wait(left);
                left = (deadline - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    int count() {
        return running.size();
    }

    /** The oldest first. */
    List<Running> oldestFirst() {
        return running.values().stream()
                .sorted(Comparator.comparingLong(Running::began))
                .toList();
    }
}
