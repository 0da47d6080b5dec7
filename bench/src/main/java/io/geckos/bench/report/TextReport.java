package io.geckos.bench.report;

import io.geckos.bench.http.Endpoint;
import io.geckos.bench.load.LoadPlan;
import io.geckos.bench.load.RunResult;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** The results as text for people. */
public final class TextReport {
    private TextReport() {}

    /** The report of one run: a row for each operation, then the resources of server and driver. */
    public static String of(RunResult result) {
        TextTable table = new TextTable();
        table.row("operation", "requests", "failed", "req/s", "MB/s", "p50 ms", "p90 ms", "p99 ms", "max ms");
        result.operations().forEach((operation, figures) -> {
            Histogram latency = figures.latency();
            table.row(
                    operation.title(),
                    count(latency.getTotalCount()),
                    count(figures.failures()),
                    number("%,.0f", result.perSecond(latency.getTotalCount())),
                    number("%,.1f", result.perSecond(figures.bytes()) / 1e6),
                    number("%.3f", ReportFigure.millis(latency, 50)),
                    number("%.3f", ReportFigure.millis(latency, 90)),
                    number("%.3f", ReportFigure.millis(latency, 99)),
                    number("%.3f", ReportFigure.millis(latency, 100)));
        });
        return headline(result.load()) + " on " + result.endpoint().name() + ", "
                + number("%.1f s", ReportFigure.seconds(result.time())) + "\n" + table + usage(result)
                + failures(result);
    }

    /** The same load on several endpoints: medians of the rounds, and the ratio of each to the first endpoint's. */
    public static String of(ResultComparison comparison) {
        TextTable table = new TextTable();
        List<ReportFigure> figures = List.of(ReportFigure.values());
        table.row(cells("endpoint", figures.stream().map(ReportFigure::title).toList()));
        for (Endpoint endpoint : comparison.endpoints()) {
            table.row(cells(
                    endpoint.name(),
                    figures.stream()
                            .map(figure -> figure.format(comparison.median(endpoint, figure)))
                            .toList()));
        }
        Endpoint first = comparison.endpoints().getFirst();
        for (Endpoint endpoint :
                comparison.endpoints().subList(1, comparison.endpoints().size())) {
            table.row(cells(
                    first.name() + " : " + endpoint.name(),
                    figures.stream()
                            .map(figure -> ratio(comparison.ratio(endpoint, figure)))
                            .toList()));
        }
        return headline(comparison.load()) + ", medians of " + comparison.rounds() + " rounds\n" + table;
    }

    /** One run in a line. */
    public static String line(RunResult result) {
        return result.load().workload().title() + " on " + result.endpoint().name() + ": "
                + Stream.of(
                                ReportFigure.REQUESTS,
                                ReportFigure.MEGABYTES,
                                ReportFigure.P50,
                                ReportFigure.P99,
                                ReportFigure.SERVER_CPU)
                        .filter(figure -> figure.of(result).isPresent())
                        .map(figure -> figure.title() + " " + figure.format(figure.of(result)))
                        .collect(Collectors.joining(", "))
                + "\n" + failures(result);
    }

    /** The description of a load in one line. */
    public static String headline(LoadPlan load) {
        LoadPlan.Drive drive = load.drive();
        String pace = drive.rate() > 0 ? number(", %,.0f due each second", drive.rate()) : "";
        return load.workload().title() + ": " + load.objects().sizes() + ", " + drive.connections() + " connections, "
                + load.signing().title() + pace;
    }

    private static String usage(RunResult result) {
        return List.of(
                        ReportFigure.SERVER_CPU,
                        ReportFigure.SERVER_CPU_PER_GB,
                        ReportFigure.RSS,
                        ReportFigure.HIGHEST_RSS,
                        ReportFigure.CLIENT_CPU)
                .stream()
                .filter(figure -> figure.of(result).isPresent())
                .map(figure -> figure.title() + " " + figure.format(figure.of(result)))
                .collect(Collectors.joining(", ", "", "\n"));
    }

    private static String failures(RunResult result) {
        return result.failures().entrySet().stream()
                .map(failure -> "FAILED " + failure.getValue() + " times: " + failure.getKey() + "\n")
                .sorted()
                .collect(Collectors.joining());
    }

    private static String ratio(OptionalDouble ratio) {
        return ratio.isPresent() ? number("%.2f", ratio.getAsDouble()) : "-";
    }

    private static String[] cells(String first, List<String> others) {
        return Stream.concat(Stream.of(first), others.stream()).toArray(String[]::new);
    }

    private static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
