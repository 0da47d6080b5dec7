package io.geckos.server.metrics;

import io.geckos.domain.engine.LatencyHistogram;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes figures that are not Micrometer meters, in the text format of Prometheus. Whole numbers stay whole, and the
 * bounds of histograms are plain decimals; the Prometheus library makes floating-point numbers of both.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition formats</a>
 */
public final class PrometheusText {
    private static final List<String> BOUNDS = LatencyHistogram.STEPS.stream()
            .map(step ->
                    BigDecimal.valueOf(step.toNanos(), 9).stripTrailingZeros().toPlainString())
            .toList();

    private final StringBuilder text = new StringBuilder();

    /** Writes gauges with one name and several labels. Writes nothing if there are none. */
    public PrometheusText gauges(String name, String description, String label, Map<String, ? extends Number> values) {
        if (!values.isEmpty()) {
            head(name, description, "gauge");
            values.forEach((key, value) -> line(name, label(label, key), value));
        }
        return this;
    }

    /** Writes gauges with one name, each with labels of its own. Writes nothing if there are none. */
    PrometheusText gauges(String name, String description, Map<Map<String, String>, ? extends Number> values) {
        if (!values.isEmpty()) {
            head(name, description, "gauge");
            values.forEach((labels, value) -> line(name, labels(labels), value));
        }
        return this;
    }

    public PrometheusText gauge(String name, String description, Number value) {
        head(name, description, "gauge");
        line(name, "", value);
        return this;
    }

    /** Writes a counter. */
    PrometheusText counter(String name, String description, Number value) {
        head(name, description, "counter");
        line(name, "", value);
        return this;
    }

    /** Writes a gauge with the value 1, whose labels are the information. */
    PrometheusText info(String name, String description, Map<String, String> labels) {
        head(name, description, "gauge");
        line(name, labels(labels), 1);
        return this;
    }

    private static String labels(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(label -> label(label.getKey(), label.getValue()))
                .collect(Collectors.joining(","));
    }

    private static String label(String name, String value) {
        String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return name + "=\"" + escaped + '"';
    }

    /** Writes one histogram. */
    PrometheusText histogram(String name, LatencyHistogram timings) {
        head(name, timings.description(), "histogram");
        series(name, "", timings.snapshot());
        return this;
    }

    /** Writes histograms with one name and several labels, without those that are empty. */
    PrometheusText histograms(String name, String label, Map<String, LatencyHistogram> all) {
        boolean first = true;
        for (Map.Entry<String, LatencyHistogram> one : all.entrySet()) {
            LatencyHistogram.Snapshot snapshot = one.getValue().snapshot();
            if (snapshot.counts().stream().allMatch(count -> count == 0)) {
                continue;
            }
            if (first) {
                head(name, one.getValue().description(), "histogram");
                first = false;
            }
            series(name, label(label, one.getKey()), snapshot);
        }
        return this;
    }

    private void series(String name, String labels, LatencyHistogram.Snapshot snapshot) {
        String comma = labels.isEmpty() ? "" : ",";
        long count = 0;
        for (int i = 0; i < snapshot.counts().size(); i++) {
            count += snapshot.counts().get(i);
            String bound = i < BOUNDS.size() ? BOUNDS.get(i) : "+Inf";
            line(name + "_bucket", labels + comma + "le=\"" + bound + '"', count);
        }
        line(name + "_sum", labels, snapshot.nanos() / 1e9);
        line(name + "_count", labels, count);
    }

    private void head(String name, String description, String type) {
        text.append("# HELP ").append(name).append(' ').append(description).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private void line(String name, String labels, Number value) {
        text.append(name);
        if (!labels.isEmpty()) {
            text.append('{').append(labels).append('}');
        }
        text.append(' ').append(value).append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
