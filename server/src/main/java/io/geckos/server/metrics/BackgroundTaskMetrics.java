package io.geckos.server.metrics;

import io.geckos.domain.engine.BackgroundTask;
import io.geckos.domain.engine.BackgroundTaskReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Metrics of the background tasks: whether each is running, when it finished last, and what it counts. */
final class BackgroundTaskMetrics {
    private BackgroundTaskMetrics() {}

    /** Writes the metrics. A task that has not finished since the start has no time. */
    static void write(List<BackgroundTask> chores, PrometheusText text) {
        Map<String, Integer> scheduled = new TreeMap<>();
        Map<String, Integer> running = new TreeMap<>();
        Map<String, Long> finished = new TreeMap<>();
        for (BackgroundTask chore : chores) {
            BackgroundTaskReport report = chore.report();
            scheduled.put(chore.name(), report.scheduled() ? 1 : 0);
            running.put(chore.name(), report.running() ? 1 : 0);
            report.finished().ifPresent(it -> finished.put(chore.name(), it.getEpochSecond()));
        }
        Map<Map<String, String>, Long> figures = new LinkedHashMap<>();
        for (BackgroundTask chore : chores) {
            new TreeMap<>(chore.report().figures())
                    .forEach((figure, value) -> figures.put(labels(chore.name(), figure), value));
        }
        text.gauges("geckos3_chore_scheduled", "1 where it runs by itself, 0 where it is off", "chore", scheduled);
        text.gauges("geckos3_chore_running", "1 while it runs", "chore", running);
        text.gauges("geckos3_chore_last_finished_timestamp_seconds", "When a whole run ended last", "chore", finished);
        text.gauges("geckos3_chore_figure", "What its latest run has counted", figures);
    }

    private static Map<String, String> labels(String chore, String figure) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("chore", chore);
        labels.put("figure", figure);
        return labels;
    }
}
