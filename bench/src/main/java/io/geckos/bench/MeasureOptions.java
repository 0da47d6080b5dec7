package io.geckos.bench;

import io.geckos.bench.http.Endpoint;
import io.geckos.bench.http.RequestFailure;
import io.geckos.bench.load.LoadPlan;
import io.geckos.bench.load.MeasureRounds;
import io.geckos.bench.load.RunResult;
import io.geckos.bench.load.Workload;
import io.geckos.bench.report.ResultComparison;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The options and the measuring that the commands have in common. */
final class MeasureOptions {
    @Parameters(
            arity = "1..*",
            paramLabel = "WORKLOAD",
            description =
                    "put, get, head, delete, list, mixed, multipart, overwrite-hot-key, many-small-in-one-directory")
    private List<Workload> workloads = new ArrayList<>();

    @Mixin
    private EndpointOptions endpoints = new EndpointOptions();

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Option(names = "--prepared", description = "the objects of get, head and list are there from an earlier run")
    private boolean prepared;

    @Option(names = "--clean", description = "deletes the objects in the end")
    private boolean clean;

    @Mixin
    private ReportOptions reports = new ReportOptions();

    List<Endpoint> endpoints() {
        return endpoints.endpoints();
    }

    /**
     * Measures every workload on every endpoint, started by {@code launcher} where there is one, prints each result by
     * {@code print}, and writes the chosen reports.
     */
    Outcome measure(int rounds, Optional<String> launcher, Function<RunResult, String> print)
            throws RequestFailure, IOException, InterruptedException {
        List<Endpoint> servers = endpoints();
        List<LoadPlan> loads = workloads.stream().distinct().map(load::load).toList();
        MeasureRounds.Plan plan = new MeasureRounds.Plan(rounds, prepared, clean, launcher);
        List<RunResult> results = new MeasureRounds(servers, loads, plan, reports.progress())
                .run(result -> System.out.print(print.apply(result)));
        Outcome outcome = new Outcome(results, ResultComparison.of(servers, results));
        reports.write(results, outcome.comparisons());
        return outcome;
    }

    /**
     * The results of all measurements.
     *
     * @param results in the order they were measured
     * @param comparisons one for each workload
     */
    record Outcome(List<RunResult> results, List<ResultComparison> comparisons) {
        /** The exit code: 0 if every request was answered correctly, else 1. */
        int exitCode() {
            return results.stream().allMatch(result -> result.failed() == 0) ? 0 : 1;
        }
    }

    /** A converter from text. {@code parser} throws {@link IllegalArgumentException} with the allowed values. */
    static <T> ITypeConverter<T> converter(Function<String, T> parser) {
        return text -> {
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }
}
