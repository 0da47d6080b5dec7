package io.geckos.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * A chart of latency by percentile, as SVG. Both axes are logarithmic, so that the slowest requests have as much room
 * as the usual ones.
 */
public final class LatencyChart {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 380;
    private static final int LEFT = 70;
    private static final int RIGHT = 190;
    private static final int TOP = 40;
    private static final int BOTTOM = 50;
    private static final double STEP = 0.02;

    /** Colours that colour-blind readers can distinguish. */
    private static final String[] COLOURS = {
        "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#8c6d31"
    };

    private static final List<String> PERCENTILES =
            List.of("0%", "90%", "99%", "99.9%", "99.99%", "99.999%", "99.9999%");

    /**
     * One coordinate system.
     *
     * @param title the title above the panel
     * @param series latencies in nanoseconds, by name
     */
    public record Panel(String title, Map<String, Histogram> series) {}

    private final StringBuilder svg = new StringBuilder(1 << 14);

    private LatencyChart() {}

    /** The panels one below the other. */
    public static String of(List<Panel> panels) {
        LatencyChart chart = new LatencyChart();
        chart.svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">%n",
                WIDTH,
                HEIGHT * panels.size()));
        chart.svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        for (int i = 0; i < panels.size(); i++) {
            chart.panel(panels.get(i), i * HEIGHT);
        }
        return chart.svg.append("</svg>\n").toString();
    }

    private void panel(Panel panel, int offset) {
        Scale x = nines(panel, LEFT, WIDTH - RIGHT);
        Scale y = decades(panel, offset + HEIGHT - BOTTOM, offset + TOP);
        text(LEFT, offset + TOP - 16, "start", panel.title());
        grid(x, y);
        int number = 0;
        for (Map.Entry<String, Histogram> series : panel.series().entrySet()) {
            String colour = COLOURS[number % COLOURS.length];
            int legend = offset + TOP + 10 + 18 * number;
            line(series.getValue(), x, y, colour);
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"%d\" width=\"14\" height=\"4\" fill=\"%s\"/>%n",
                    WIDTH - RIGHT + 12,
                    legend - 6,
                    colour));
            text(WIDTH - RIGHT + 32, legend, "start", series.getKey());
            number++;
        }
    }

    /** A scale with as many nines as the longest series has requests for. */
    private static Scale nines(Panel panel, int from, int to) {
        double most = panel.series().values().stream()
                .mapToDouble(LatencyChart::nines)
                .max()
                .orElse(1);
        return new Scale(0, Math.clamp(Math.ceil(most), 1, PERCENTILES.size() - 1), from, to);
    }

    private static double nines(Histogram latency) {
        return Math.log10((double) Math.max(1, latency.getTotalCount()));
    }

    private static Scale decades(Panel panel, int from, int to) {
        double least = panel.series().values().stream()
                .mapToDouble(latency -> logMillis(latency.getMinNonZeroValue()))
                .min()
                .orElse(0);
        double most = panel.series().values().stream()
                .mapToDouble(latency -> logMillis(latency.getMaxValue()))
                .max()
                .orElse(0);
        return new Scale(Math.floor(least), Math.max(Math.ceil(most), Math.floor(least) + 1), from, to);
    }

    private static double logMillis(long nanos) {
        // The smallest value of a series without requests is the largest possible number.
        return Math.log10(Math.clamp(nanos, 1_000, 3_600_000_000_000L) / 1e6);
    }

    private void grid(Scale x, Scale y) {
        for (int nines = 0; nines <= x.to(); nines++) {
            rule(x.at(nines), y.at(y.from()), x.at(nines), y.at(y.to()));
            text(x.at(nines), y.at(y.from()) + 18, "middle", PERCENTILES.get(nines));
        }
        for (double decade = y.from(); decade <= y.to(); decade++) {
            rule(x.at(x.from()), y.at(decade), x.at(x.to()), y.at(decade));
            text(LEFT - 8, y.at(decade) + 4, "end", plain(Math.pow(10, decade)));
        }
        text(x.at(x.to() / 2), y.at(y.from()) + 38, "middle", "percentile of requests, by latency in ms");
    }

    private void line(Histogram latency, Scale x, Scale y, String colour) {
        if (latency.getTotalCount() == 0) {
            return;
        }
        svg.append("<polyline fill=\"none\" stroke-width=\"2\" stroke=\"")
                .append(colour)
                .append("\" points=\"");
        double end = Math.min(x.to(), nines(latency));
        for (int i = 0; i * STEP < end + STEP; i++) {
            double nines = Math.min(i * STEP, end);
            double millis = logMillis(latency.getValueAtPercentile(100 * (1 - Math.pow(10, -nines))));
            svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", x.at(nines), y.at(Math.max(millis, y.from()))));
        }
        svg.append("\"/>\n");
    }

    private void rule(double fromX, double fromY, double toX, double toY) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>%n",
                fromX,
                fromY,
                toX,
                toY));
    }

    private void text(double x, double y, String anchor, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, escaped));
    }

    private static String plain(double value) {
        return value >= 1 ? String.format(Locale.ROOT, "%,.0f", value) : Double.toString(value);
    }

    /**
     * A linear mapping of values to pixels.
     *
     * @param from the value at {@code fromPixel}
     * @param to the value at {@code toPixel}
     */
    private record Scale(double from, double to, int fromPixel, int toPixel) {
        double at(double value) {
            return fromPixel + (value - from) / (to - from) * (toPixel - fromPixel);
        }
    }
}
