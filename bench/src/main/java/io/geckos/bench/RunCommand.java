package io.geckos.bench;

import static java.util.Objects.requireNonNull;

import io.geckos.bench.report.TextReport;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures one server. */
@Command(
        name = "run",
        description = "Puts one server under load and prints throughput and latency.",
        sortOptions = false,
        abbreviateSynopsis = true)
final class RunCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private MeasureOptions options = new MeasureOptions();

    @Override
    public Integer call() throws Exception {
        if (options.endpoints().size() != 1) {
            throw new ParameterException(
                    requireNonNull(command).commandLine(), "--endpoint: run takes one, compare takes several");
        }
        return options.measure(1, Optional.empty(), result -> TextReport.of(result) + "\n")
                .exitCode();
    }
}
