package io.geckos.bench.report;

import io.geckos.bench.http.Endpoint;
import io.geckos.bench.load.LoadPlan;
import io.geckos.bench.load.RunResult;
import io.geckos.bench.measure.MeasuredOperation;
import io.geckos.bench.measure.OperationTally;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonWriterFactory;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The results as JSON for programs: every run, and the comparison of each workload. */
public final class JsonReport {
    private static final double[] PERCENTILES = {50, 75, 90, 95, 99, 99.9, 99.99};

    private JsonReport() {}

    public static String of(List<RunResult> results, List<ResultComparison> comparisons, Instant time) {
        JsonArrayBuilder runs = Json.createArrayBuilder();
        results.forEach(result -> runs.add(run(result)));
        JsonArrayBuilder compared = Json.createArrayBuilder();
        comparisons.forEach(comparison -> compared.add(comparison(comparison)));
        JsonObject report = Json.createObjectBuilder()
                .add("time", time.toString())
                .add("machine", machine())
                .add("runs", runs)
                .add("comparisons", compared)
                .build();
        JsonWriterFactory pretty = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true));
        StringWriter text = new StringWriter();
        pretty.createWriter(text).writeObject(report);
        return text.append("\n").toString();
    }

    private static JsonObjectBuilder machine() {
        return Json.createObjectBuilder()
                .add("processors", Runtime.getRuntime().availableProcessors())
                .add("system", System.getProperty("os.name") + " " + System.getProperty("os.version"))
                .add("architecture", System.getProperty("os.arch"))
                .add("java", System.getProperty("java.vm.version"));
    }

    private static JsonObjectBuilder run(RunResult result) {
        JsonArrayBuilder operations = Json.createArrayBuilder();
        result.operations().forEach((operation, figures) -> operations.add(operation(operation, figures)));
        JsonObjectBuilder failures = Json.createObjectBuilder();
        result.failures().forEach(failures::add);
        return Json.createObjectBuilder()
                .add("endpoint", result.endpoint().name())
                .add("load", load(result.load()))
                .add("seconds", ReportFigure.seconds(result.time()))
                .add("figures", figures(result))
                .add("operations", operations)
                .add("failures", failures);
    }

    private static JsonObjectBuilder load(LoadPlan load) {
        LoadPlan.Drive drive = load.drive();
        return Json.createObjectBuilder()
                .add("workload", load.workload().title())
                .add("sizes", load.objects().sizes().toString())
                .add("keys", load.objects().count())
                .add("directories", load.objects().keys().directories())
                .add("connections", drive.connections())
                .add("signing", load.signing().title())
                .add("rate", drive.rate())
                .add("partSize", load.shape().partSize())
                .add("pageSize", load.shape().pageSize())
                .add("mix", load.shape().mix().toString());
    }

    private static JsonObjectBuilder figures(RunResult result) {
        JsonObjectBuilder figures = Json.createObjectBuilder();
        for (ReportFigure figure : ReportFigure.values()) {
            add(figures, figure.id(), figure.of(result));
        }
        return figures;
    }

    private static JsonObjectBuilder operation(MeasuredOperation operation, OperationTally.Figures figures) {
        JsonObjectBuilder latency = Json.createObjectBuilder();
        for (double percentile : PERCENTILES) {
            latency.add("p" + trimmed(percentile), ReportFigure.millis(figures.latency(), percentile));
        }
        latency.add("max", ReportFigure.millis(figures.latency(), 100));
        latency.add("mean", figures.latency().getMean() / 1e6);
        return Json.createObjectBuilder()
                .add("operation", operation.title())
                .add("requests", figures.latency().getTotalCount())
                .add("failed", figures.failures())
                .add("bytes", figures.bytes())
                .add("latencyMillis", latency);
    }

    private static JsonObjectBuilder comparison(ResultComparison comparison) {
        JsonArrayBuilder endpoints = Json.createArrayBuilder();
        for (Endpoint endpoint : comparison.endpoints()) {
            JsonObjectBuilder medians = Json.createObjectBuilder();
            JsonObjectBuilder ratios = Json.createObjectBuilder();
            for (ReportFigure figure : ReportFigure.values()) {
                add(medians, figure.id(), comparison.median(endpoint, figure));
                add(ratios, figure.id(), comparison.ratio(endpoint, figure));
            }
            endpoints.add(Json.createObjectBuilder()
                    .add("endpoint", endpoint.name())
                    .add("medians", medians)
                    .add("ratiosOfFirst", ratios));
        }
        return Json.createObjectBuilder()
                .add("load", load(comparison.load()))
                .add("rounds", comparison.rounds())
                .add("endpoints", endpoints);
    }

    private static void add(JsonObjectBuilder to, String name, OptionalDouble value) {
        if (value.isPresent()) {
            to.add(name, value.getAsDouble());
        }
    }

    private static String trimmed(double percentile) {
        return percentile == Math.rint(percentile) ? Long.toString((long) percentile) : Double.toString(percentile);
    }
}
