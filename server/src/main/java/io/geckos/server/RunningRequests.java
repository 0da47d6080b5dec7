package io.geckos.server;

import io.geckos.s3.S3Request;
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

    void end(S3Request request) {
        running.remove(request.id());
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
