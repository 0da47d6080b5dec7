package io.geckos.bench.measure;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * The resources of a process at one moment.
 *
 * @param second the seconds since the watch began
 * @param rss bytes resident
 * @param descriptors files and sockets open
 * @param heap the bytes in use, if the process reports them
 */
public record ProcessSample(long second, long rss, long descriptors, Optional<Long> heap) {
    /** A line for each. */
    public static String csv(List<ProcessSample> samples) {
        StringBuilder csv = new StringBuilder("second,rss_bytes,heap_bytes,descriptors\n");
        for (ProcessSample sample : samples) {
            csv.append(sample.second).append(',').append(sample.rss).append(',');
            sample.heap.ifPresent(csv::append);
            csv.append(',').append(sample.descriptors).append('\n');
        }
        return csv.toString();
    }

    /** A comparison of the medians of the second and of the last quarter. It shows a resource that grows for ever. */
    public static String summary(List<ProcessSample> samples) {
        int quarter = Math.max(1, samples.size() / 4);
        List<ProcessSample> early =
                samples.subList(quarter < samples.size() ? quarter : 0, Math.min(2 * quarter, samples.size()));
        List<ProcessSample> late = samples.subList(samples.size() - quarter, samples.size());
        return row("RSS MB", early, late, sample -> sample.rss >> 20)
                + row("heap MB", early, late, sample -> sample.heap.orElse(0L) >> 20)
                + row("descriptors", early, late, ProcessSample::descriptors);
    }

    private static String row(
            String title, List<ProcessSample> early, List<ProcessSample> late, ToLongFunction<ProcessSample> value) {
        return String.format(
                Locale.ROOT,
                "%-12s median %,d in the second quarter, %,d in the last; most %,d%n",
                title,
                median(early, value),
                median(late, value),
                late.stream().mapToLong(value).max().orElse(0));
    }

    private static long median(List<ProcessSample> samples, ToLongFunction<ProcessSample> value) {
        return samples.stream()
                .mapToLong(value)
                .sorted()
                .skip(samples.size() / 2)
                .findFirst()
                .orElse(0);
    }
}
