package io.geckos.bench.report;

import io.geckos.bench.http.Endpoint;
import io.geckos.bench.load.LoadPlan;
import io.geckos.bench.load.RunResult;
import io.geckos.bench.load.Workload;
import io.geckos.bench.measure.OperationTally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/**
 * The results of one workload, by endpoint in the given order. The first endpoint is the one with which the others are
 * compared.
 *
 * @param results never empty, and for each endpoint as many as there were rounds
 */
public record ResultComparison(Map<Endpoint, List<RunResult>> results) {
    /** One comparison for each workload among the results, in the order they were first measured. */
    public static List<ResultComparison> of(List<Endpoint> endpoints, List<RunResult> results) {
        Map<Workload, Map<Endpoint, List<RunResult>>> sorted = new LinkedHashMap<>();
        for (RunResult result : results) {
            Map<Endpoint, List<RunResult>> byEndpoint =
                    sorted.computeIfAbsent(result.load().workload(), workload -> inOrder(endpoints));
            byEndpoint
                    .computeIfAbsent(among(endpoints, result.endpoint()), endpoint -> new ArrayList<>())
                    .add(result);
        }
        return sorted.values().stream().map(ResultComparison::new).toList();
    }

    /** The endpoint by its name: a server that was started for a run has the number of another process each time. */
    private static Endpoint among(List<Endpoint> endpoints, Endpoint measured) {
        return endpoints.stream()
                .filter(endpoint -> endpoint.name().equals(measured.name()))
                .findFirst()
                .orElse(measured);
    }

    private static Map<Endpoint, List<RunResult>> inOrder(List<Endpoint> endpoints) {
        Map<Endpoint, List<RunResult>> byEndpoint = new LinkedHashMap<>();
        endpoints.forEach(endpoint -> byEndpoint.put(endpoint, new ArrayList<>()));
        return byEndpoint;
    }

    public List<Endpoint> endpoints() {
        return List.copyOf(results.keySet());
    }

    public LoadPlan load() {
        return first().load();
    }

    public int rounds() {
        return of(endpoints().getFirst()).size();
    }

    /** The first result. With one endpoint and one round it is the only one. */
    public RunResult first() {
        return of(endpoints().getFirst()).getFirst();
    }

    private List<RunResult> of(Endpoint endpoint) {
        return results.getOrDefault(endpoint, List.of());
    }

    /** The median over all rounds; empty if the figure could not be measured. */
    public OptionalDouble median(Endpoint endpoint, ReportFigure figure) {
        double[] values = of(endpoint).stream()
                .map(figure::of)
                .flatMapToDouble(OptionalDouble::stream)
                .sorted()
                .toArray();
        if (values.length == 0) {
            return OptionalDouble.empty();
        }
        int middle = values.length / 2;
        return OptionalDouble.of(values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2);
    }

    /** The first endpoint's median divided by this one's; empty if one is missing, or if the divisor is 0. */
    public OptionalDouble ratio(Endpoint endpoint, ReportFigure figure) {
        OptionalDouble first = median(endpoints().getFirst(), figure);
        OptionalDouble other = median(endpoint, figure);
        return first.isEmpty() || other.isEmpty() || other.getAsDouble() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(first.getAsDouble() / other.getAsDouble());
    }

    /** Latency over all rounds. */
    public Histogram latency(Endpoint endpoint) {
        Histogram all = OperationTally.emptyHistogram();
        of(endpoint).forEach(result -> all.add(result.latency()));
        return all;
    }
}
