package io.geckos.server.usage;

import io.geckos.domain.engine.StorageUsage.Figures;
import jakarta.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Consecutive intervals of time in which the same was stored.
 *
 * @param first the number of the first interval since 1970
 * @param count how many intervals there are, at least 1
 */
record UsageRun(long first, int count, Figures figures) {
    /** Throws {@link IllegalArgumentException} for a run without intervals. */
    UsageRun {
        if (first < 0 || count < 1) {
            throw new IllegalArgumentException("not a run of intervals: " + count + " from " + first);
        }
    }

    /** The number of the interval after the last one. */
    long end() {
        return first + count;
    }

    /** The intervals of this run from {@code low} to before {@code high}; none if there are no such intervals. */
    List<UsageRun> within(long low, long high) {
        long from = Math.max(first, low);
        long until = Math.min(end(), high);
        return from < until ? List.of(new UsageRun(from, (int) (until - from), figures)) : List.of();
    }

    /** The run as an array in JSON. */
    String json() {
        return LongStream.of(
                        first,
                        count,
                        figures.objects(),
                        figures.bytes(),
                        figures.noncurrentVersions(),
                        figures.noncurrentBytes(),
                        figures.deleteMarkers(),
                        figures.uploads(),
                        figures.uploadBytes())
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** Reads what {@link #json} wrote. May throw the exceptions of wrong types, sizes and ranges. */
    static UsageRun parse(JsonArray json) {
        List<Long> values = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
            values.add(json.getJsonNumber(i).longValueExact());
        }
        return new UsageRun(
                values.get(0),
                Math.toIntExact(values.get(1)),
                new Figures(
                        values.get(2),
                        values.get(3),
                        values.get(4),
                        values.get(5),
                        values.get(6),
                        values.get(7),
                        values.get(8)));
    }
}
