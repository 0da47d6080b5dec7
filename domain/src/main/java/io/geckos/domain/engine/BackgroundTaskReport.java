package io.geckos.domain.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a {@link BackgroundTask} is. All of it is since the engine was opened.
 *
 * @param scheduled whether it runs by itself
 * @param running whether a run is under way just now, or about to begin
 * @param began when a run began last
 * @param ended when a run ended last, finished or not
 * @param finished when a run last came to its end, neither stopped nor failed
 * @param figures what it did, in the engine's own terms: lower-case words joined by dots
 * @param problems the latest that an operator should see to, a sentence or less each, and not very many
 */
public record BackgroundTaskReport(
        boolean scheduled,
        boolean running,
        Optional<Instant> began,
        Optional<Instant> ended,
        Optional<Instant> finished,
        Map<String, Long> figures,
        List<String> problems) {
    /** The collections are copied. */
    public BackgroundTaskReport {
        figures = Map.copyOf(figures);
        problems = List.copyOf(problems);
    }
}
