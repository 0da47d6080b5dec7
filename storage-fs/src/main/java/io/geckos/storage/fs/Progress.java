package io.geckos.storage.fs;

import io.geckos.domain.Chore;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How a chore goes on: one thread does it, any may ask. */
final class Progress {
    private static final int MOST_PROBLEMS = 100;

    private final String name;
    private final Map<String, Long> figures = new TreeMap<>();
    private final Deque<String> problems = new ArrayDeque<>();
    private boolean running;
    private @Nullable Instant began;
    private @Nullable Instant ended;

    Progress(String name) {
        this.name = name;
    }

    synchronized void begin() {
        began = Instant.now();
        running = true;
    }

    synchronized void end() {
        ended = Instant.now();
        running = false;
    }

    synchronized void set(String figure, long value) {
        figures.put(figure, value);
    }

    synchronized void add(String figure, long more) {
        figures.merge(figure, more, Long::sum);
    }

    /** How much it is; 0 if it was never told. */
    synchronized long get(String figure) {
        return figures.getOrDefault(figure, 0L);
    }

    synchronized void problem(String problem) {
        if (problems.size() == MOST_PROBLEMS) {
            problems.removeFirst();
        }
        problems.addLast(problem);
    }

    /** What was seen before is not seen any more. */
    synchronized void clear() {
        figures.clear();
        problems.clear();
    }

    synchronized Chore chore() {
        return new Chore(
                name,
                running,
                Optional.ofNullable(began),
                Optional.ofNullable(ended),
                Map.copyOf(figures),
                List.copyOf(problems));
    }
}
