package io.geckos.bench;

import io.geckos.bench.http.Endpoint;
import io.geckos.bench.load.ProgressListener;
import io.geckos.bench.load.RunResult;
import io.geckos.bench.load.TerminalProgressBar;
import io.geckos.bench.report.JsonReport;
import io.geckos.bench.report.LatencyChart;
import io.geckos.bench.report.ResultComparison;
import io.geckos.bench.report.TextReport;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The command-line options for the files to which results are written. */
final class ReportOptions {
    @Option(names = "--json", paramLabel = "FILE", description = "writes all results there as JSON")
    private @Nullable Path json;

    @Option(names = "--chart", paramLabel = "FILE", description = "writes latencies by percentile there as SVG")
    private @Nullable Path chart;

    @Option(names = "--no-progress", description = "shows no progress bar on a terminal either")
    private boolean quiet;

    /** A progress bar if the output is a terminal. */
    @SuppressWarnings("SystemConsoleNull") // JDK 25 has none again where there is no terminal
    ProgressListener progress() {
        Console console = System.console();
        return quiet || console == null || !console.isTerminal() ? ProgressListener.NONE : new TerminalProgressBar();
    }

    void write(List<RunResult> results, List<ResultComparison> comparisons) throws IOException {
        if (json != null) {
            Files.writeString(json, JsonReport.of(results, comparisons, Instant.now()));
        }
        if (chart != null) {
            List<LatencyChart.Panel> panels = comparisons.stream()
                    .map(comparison ->
                            new LatencyChart.Panel(TextReport.headline(comparison.load()), series(comparison)))
                    .toList();
            Files.writeString(chart, LatencyChart.of(panels));
        }
    }

    /** The lines of a chart: one for each endpoint. With one endpoint and one round, one for each operation. */
    private static Map<String, Histogram> series(ResultComparison comparison) {
        Map<String, Histogram> series = new LinkedHashMap<>();
        List<Endpoint> endpoints = comparison.endpoints();
        if (endpoints.size() == 1 && comparison.rounds() == 1) {
            comparison
                    .first()
                    .operations()
                    .forEach((operation, figures) -> series.put(operation.title(), figures.latency()));
        } else {
            endpoints.forEach(endpoint -> series.put(endpoint.name(), comparison.latency(endpoint)));
        }
        return series;
    }
}
