package io.geckos.bench.load;

import io.geckos.bench.http.Endpoint;
import io.geckos.bench.measure.MeasuredOperation;
import io.geckos.bench.measure.OperationTally;
import io.geckos.bench.measure.ProcessMonitor;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * The results of one run.
 *
 * @param endpoint the server under load
 * @param load the load
 * @param time the time from the first request to the end of the last
 * @param operations the figures by operation, without warm-up, preparation and checks
 * @param failures the number of failures by kind, including those in preparation and checks
 * @param clientCpu the processor time of this driver
 * @param server the usage of the server's process, if it could be watched
 */
public record RunResult(
        Endpoint endpoint,
        LoadPlan load,
        Duration time,
        Map<MeasuredOperation, OperationTally.Figures> operations,
        Map<String, Long> failures,
        Duration clientCpu,
        Optional<ProcessMonitor.Usage> server) {
    private static final double NANOS = 1e9;

    /** Requests that succeeded. */
    public long requests() {
        return operations.values().stream()
                .mapToLong(figures -> figures.latency().getTotalCount())
                .sum();
    }

    public long bytes() {
        return operations.values().stream()
                .mapToLong(OperationTally.Figures::bytes)
                .sum();
    }

    public double perSecond(long amount) {
        return amount * NANOS / Math.max(1, time.toNanos());
    }

    /** Processor time for each request that succeeded, in microseconds. */
    public double microsEach(Duration cpu) {
        return cpu.toNanos() / 1e3 / Math.max(1, requests());
    }

    /** Latency of all requests that succeeded, in nanoseconds. */
    public Histogram latency() {
        Histogram all = OperationTally.emptyHistogram();
        operations.values().forEach(figures -> all.add(figures.latency()));
        return all;
    }

    /** Failures of all kinds. */
    public long failed() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }
}
