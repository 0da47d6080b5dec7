package io.geckos.bench;

import static java.util.Objects.requireNonNull;

import io.geckos.bench.measure.HeapMetricsReader;
import io.geckos.bench.measure.ProcessMonitor;
import io.geckos.bench.measure.ProcessSample;
import io.geckos.bench.report.GrowthChart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Watches what a process takes while others put it under load. */
@Command(
        name = "watch",
        description = "Watches the memory and file descriptors of a process, and writes them as CSV and as a chart.",
        sortOptions = false,
        abbreviateSynopsis = true)
final class WatchCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec command;

    @Option(names = "--pid", required = true, paramLabel = "N", description = "of the process")
    private long pid;

    @Option(
            names = "--metrics",
            paramLabel = "URL",
            description = "where it tells its heap, like http://127.0.0.1:9001/metrics")
    private @Nullable URI metrics;

    @Option(names = "--seconds", defaultValue = "60", paramLabel = "N", description = "to watch (${DEFAULT-VALUE})")
    private long seconds;

    @Option(names = "--every", defaultValue = "1", paramLabel = "SECONDS", description = "(${DEFAULT-VALUE})")
    private long every;

    @Option(names = "--csv", paramLabel = "FILE", description = "writes all that was seen there")
    private @Nullable Path csv;

    @Option(names = "--chart", paramLabel = "FILE", description = "writes it there as SVG")
    private @Nullable Path chart;

    @Override
    public Integer call() throws IOException {
        if (every < 1 || seconds < every) {
            throw new ParameterException(
                    requireNonNull(command).commandLine(),
                    "--every: allowed are 1 or more, and no more than --seconds");
        }
        List<ProcessSample> samples = watch();
        if (csv != null) {
            Files.writeString(csv, ProcessSample.csv(samples));
        }
        if (chart != null) {
            Files.writeString(chart, GrowthChart.of(samples));
        }
        System.out.print(ProcessSample.summary(samples));
        return 0;
    }

    private List<ProcessSample> watch() {
        ProcessMonitor process = ProcessMonitor.of(pid);
        Optional<HeapMetricsReader> heap = Optional.ofNullable(metrics).map(HeapMetricsReader::new);
        List<ProcessSample> samples = new ArrayList<>();
        long began = System.nanoTime();
        for (long second = 0; second <= seconds; second += every) {
            for (long due = began + TimeUnit.SECONDS.toNanos(second); System.nanoTime() < due; ) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            try {
                samples.add(new ProcessSample(
                        second, process.rss(), process.descriptors(), heap.map(HeapMetricsReader::used)));
            } catch (UncheckedIOException e) {
                if (samples.isEmpty()) {
                    throw e;
                }
                // The process has ended: report the samples so far.
                return samples;
            }
        }
        return samples;
    }
}
