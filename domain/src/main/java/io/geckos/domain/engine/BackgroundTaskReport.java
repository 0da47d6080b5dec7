package io.geckos.domain.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The progress and the results of a {@link BackgroundTask} since the engine was opened.
 *
 * @param scheduled whether the task also runs without being started
 * @param running whether a run is under way just now, or about to begin
 * @param began when the latest run began
 * @param ended when the latest run ended, finished or not
 * @param finished when the latest run ended that neither failed nor was stopped
 * @param figures counts of the work done, by names of the task's own: lower-case words joined by dots, and
 *     perhaps the name of a key behind the last dot
 * @param problems the latest few problems that an operator should look at, at most a sentence each
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
