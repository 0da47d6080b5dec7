package io.geckos.bench;

import static java.util.Objects.requireNonNull;

import io.geckos.bench.report.TextReport;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures several servers in turn. */
@Command(
        name = "compare",
        description =
                "Puts several servers under the same loads in turn, over rounds, and prints medians, and the ratio of the first"
                        + " server's to each other's.",
        sortOptions = false,
        abbreviateSynopsis = true)
final class CompareCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private MeasureOptions options = new MeasureOptions();

    @Option(names = "--rounds", defaultValue = "5", paramLabel = "N", description = "(${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--launch",
            paramLabel = "COMMAND",
            description =
                    "starts each server anew in each round and measures it alone, from its first answer on: a command of the"
                            + " shell that becomes the server, to which name and port of the endpoint are appended")
    private Optional<String> launcher = Optional.empty();

    @Override
    public Integer call() throws Exception {
        if (rounds < 1 || options.endpoints().size() < 2) {
            throw new ParameterException(
                    requireNonNull(command).commandLine(),
                    "compare takes two or more of --endpoint, and --rounds of 1 or more");
        }
        MeasureOptions.Outcome outcome = options.measure(rounds, launcher, TextReport::line);
        outcome.comparisons().forEach(comparison -> System.out.print("\n" + TextReport.of(comparison)));
        return outcome.exitCode();
    }
}
