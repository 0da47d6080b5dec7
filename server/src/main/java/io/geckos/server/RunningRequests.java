package io.geckos.server;

import io.geckos.s3.S3Request;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The requests being served just now, for whoever wants to know what the server is doing. */
final class RunningRequests {
    private final Map<String, Running> running = new ConcurrentHashMap<>();

    /**
     * A request being served.
     *
     * @param began of {@link System#nanoTime}
     */
    record Running(S3Request request, long began) {}

    void begin(S3Request request, long began) {
        running.put(request.id(), new Running(request, began));
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
