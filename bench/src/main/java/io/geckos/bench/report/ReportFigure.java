package io.geckos.bench.report;

import io.geckos.bench.load.RunResult;
import io.geckos.bench.measure.ProcessMonitor;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** The figures of a run that are compared, with their units. */
public enum ReportFigure {
    FAILED("failed", "failed", 0),
    REQUESTS("req/s", "requestsPerSecond", 0),
    MEGABYTES("MB/s", "megabytesPerSecond", 1),
    P50("p50 ms", "p50Millis", 3),
    P90("p90 ms", "p90Millis", 3),
    P99("p99 ms", "p99Millis", 3),
    MAX("max ms", "maxMillis", 3),
    SERVER_CPU("server CPU µs", "serverCpuMicrosPerRequest", 1),
    SERVER_CPU_PER_GB("CPU s/GB", "serverCpuSecondsPerGigabyte", 2),
    RSS("RSS MB", "serverRssMegabytes", 1),
    HIGHEST_RSS("highest RSS MB", "serverHighestRssMegabytes", 1),
    CLIENT_CPU("driver CPU µs", "driverCpuMicrosPerRequest", 1);

    private final String title;
    private final String id;
    private final int decimals;

    ReportFigure(String title, String id, int decimals) {
        this.title = title;
        this.id = id;
        this.decimals = decimals;
    }

    /** The heading of its column. */
    String title() {
        return title;
    }

    /** The name in JSON. */
    String id() {
        return id;
    }

    /** The value of the figure; empty if it could not be measured. */
    OptionalDouble of(RunResult result) {
        return switch (this) {
            case FAILED -> OptionalDouble.of((double) result.failed());
            case REQUESTS -> OptionalDouble.of(result.perSecond(result.requests()));
            case MEGABYTES -> OptionalDouble.of(result.perSecond(result.bytes()) / 1e6);
            case P50 -> OptionalDouble.of(millis(result.latency(), 50));
            case P90 -> OptionalDouble.of(millis(result.latency(), 90));
            case P99 -> OptionalDouble.of(millis(result.latency(), 99));
            case MAX -> OptionalDouble.of(millis(result.latency(), 100));
            case SERVER_CPU -> server(result, usage -> result.microsEach(usage.cpu()));
            case SERVER_CPU_PER_GB ->
                result.bytes() == 0
                        ? OptionalDouble.empty()
                        : server(result, usage -> seconds(usage.cpu()) / (result.bytes() / 1e9));
            case RSS -> server(result, usage -> usage.rss() / 1e6);
            case HIGHEST_RSS -> server(result, usage -> usage.highestRss() / 1e6);
            case CLIENT_CPU -> OptionalDouble.of(result.microsEach(result.clientCpu()));
        };
    }

    String format(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%,." + decimals + "f", value.getAsDouble()) : "-";
    }

    /** A latency in milliseconds, which is what all reports use. */
    public static double millis(Histogram latency, double percentile) {
        return latency.getValueAtPercentile(percentile) / 1e6;
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static OptionalDouble server(RunResult result, ToDoubleFunction<ProcessMonitor.Usage> reading) {
        return result.server().stream().mapToDouble(reading).findFirst();
    }
}
