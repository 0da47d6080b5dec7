package io.geckos.bench.report;

import io.geckos.bench.measure.ProcessSample;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A chart of a process's resources over time, as SVG: resident memory and heap in one panel, file descriptors in
 * another.
 */
public final class GrowthChart {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 240;
    private static final int LEFT = 70;
    private static final int RIGHT = 110;
    private static final int TOP = 30;
    private static final int BOTTOM = 30;

    private final StringBuilder svg = new StringBuilder(1 << 14);
    private final List<ProcessSample> samples;

    private GrowthChart(List<ProcessSample> samples) {
        this.samples = samples;
    }

    /** A chart of at least one sample, in the order of time. */
    public static String of(List<ProcessSample> samples) {
        GrowthChart chart = new GrowthChart(samples);
        chart.add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">",
                WIDTH, 2 * HEIGHT);
        chart.add("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
        double megabytes = chart.most(sample -> sample.rss() / 1e6);
        chart.axes(0, "MB", megabytes);
        chart.line(0, megabytes, "#0072b2", "RSS", sample -> sample.rss() / 1e6);
        if (samples.getFirst().heap().isPresent()) {
            chart.line(0, megabytes, "#d55e00", "heap", sample -> sample.heap().orElse(0L) / 1e6);
        }
        double descriptors = chart.most(ProcessSample::descriptors);
        chart.axes(HEIGHT, "file descriptors", descriptors);
        chart.line(HEIGHT, descriptors, "#009e73", "open", ProcessSample::descriptors);
        return chart.svg.append("</svg>\n").toString();
    }

    private double most(ToDoubleFunction<ProcessSample> value) {
        return Math.max(1, samples.stream().mapToDouble(value).max().orElse(1));
    }

    private void axes(int offset, String title, double most) {
        add("<text x=\"%d\" y=\"%d\">%s</text>", LEFT, offset + TOP - 12, title);
        add("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%,.0f</text>", LEFT - 8, offset + TOP + 4, most);
        add("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">0</text>", LEFT - 8, offset + HEIGHT - BOTTOM + 4);
        add(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%,d s</text>",
                WIDTH - RIGHT, offset + HEIGHT - BOTTOM + 18, samples.getLast().second());
        add(
                "<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"#888\"/>",
                LEFT, offset + TOP, offset + HEIGHT - BOTTOM, WIDTH - RIGHT);
    }

    private void line(int offset, double most, String colour, String name, ToDoubleFunction<ProcessSample> value) {
        StringBuilder points = new StringBuilder();
        double last = 0;
        double seconds = Math.max(1, samples.getLast().second());
        for (ProcessSample sample : samples) {
            double x = LEFT + (WIDTH - RIGHT - LEFT) * sample.second() / seconds;
            last = offset + HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value.applyAsDouble(sample) / most;
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, last));
        }
        add("<polyline fill=\"none\" stroke-width=\"1.5\" stroke=\"%s\" points=\"%s\"/>", colour, points);
        add("<text x=\"%d\" y=\"%.1f\" fill=\"%s\">%s</text>", WIDTH - RIGHT + 8, last + 4, colour, name);
    }

    @SuppressWarnings("AnnotateFormatMethod") // The annotation would be a dependency.
    private void add(String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
