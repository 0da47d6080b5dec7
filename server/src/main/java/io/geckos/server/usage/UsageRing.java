package io.geckos.server.usage;

import io.geckos.domain.engine.StorageUsage.Figures;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Samples of intervals of equal length, at most one in each. As long as the clock goes on, those that are too old go. Where
 * it jumps, nobody knows when it was wrong; then only one goes if there are too many, the one farthest from the newcomer. So
 * a sample that was taken by a wrong clock costs one other, and goes itself later.
 *
 * @param length of an interval
 * @param size how many samples are kept, and of how many intervals they are told
 * @param runs oldest first, without overlaps
 */
record UsageRing(Duration length, int size, List<UsageRun> runs) {
    UsageRing {
        runs = List.copyOf(runs);
    }

    /** A ring without samples. */
    static UsageRing empty(Duration length, int size) {
        return new UsageRing(length, size, List.of());
    }

    private long numberOf(Instant time) {
        return Math.max(0, time.getEpochSecond() / length.toSeconds());
    }

    /** Whether there is a sample of the interval that contains {@code time}. */
    boolean has(Instant time) {
        long number = numberOf(time);
        return runs.stream().anyMatch(run -> run.first() <= number && number < run.end());
    }

    /** The ring with a sample of the interval that contains {@code time}, unless there is one. */
    UsageRing with(Instant time, Figures figures) {
        if (has(time)) {
            return this;
        }
        long number = numberOf(time);
        List<UsageRun> all = new ArrayList<>();
        if (!runs.isEmpty()
                && runs.getLast().end() <= number
                && number - runs.getLast().end() < size) {
            // The clock goes on, so what is too old will never be told again.
            runs.forEach(run -> all.addAll(run.within(number - size + 1, number)));
        } else {
            all.addAll(runs);
        }
        all.add(new UsageRun(number, 1, figures));
        all.sort(Comparator.comparingLong(UsageRun::first));
        if (all.stream().mapToInt(UsageRun::count).sum() > size) {
            UsageRun first = all.getFirst();
            UsageRun last = all.getLast();
            boolean isOldest = number - first.first() >= last.end() - 1 - number;
            UsageRun shortened = isOldest ? all.removeFirst() : all.removeLast();
            all.addAll(
                    isOldest ? 0 : all.size(),
                    isOldest
                            ? shortened.within(shortened.first() + 1, shortened.end())
                            : shortened.within(shortened.first(), shortened.end() - 1));
        }
        return new UsageRing(length, size, joined(all));
    }

    private static List<UsageRun> joined(List<UsageRun> ordered) {
        List<UsageRun> joined = new ArrayList<>();
        for (UsageRun run : ordered) {
            UsageRun last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && last.end() == run.first() && last.figures().equals(run.figures())) {
                joined.set(joined.size() - 1, new UsageRun(last.first(), last.count() + run.count(), run.figures()));
            } else {
                joined.add(run);
            }
        }
        return joined;
    }

    /** The samples of the latest intervals until {@code now}, the oldest first. Intervals without a sample are left out. */
    List<UsageSample> samples(Instant now) {
        long end = numberOf(now) + 1;
        List<UsageSample> samples = new ArrayList<>();
        for (UsageRun run : runs) {
            for (UsageRun told : run.within(end - size, end)) {
                for (long number = told.first(); number < told.end(); number++) {
                    samples.add(new UsageSample(Instant.ofEpochSecond(number * length.toSeconds()), told.figures()));
                }
            }
        }
        return samples;
    }

    /** The runs as an array in JSON. */
    String json() {
        return runs.stream().map(UsageRun::json).collect(Collectors.joining(",", "[", "]"));
    }

    /**
     * Reads what {@link #json} wrote into a ring like this one. Throws {@link IllegalArgumentException} if it is too much or
     * out of order.
     */
    UsageRing parse(JsonArray json) {
        List<UsageRun> read = new ArrayList<>();
        for (JsonValue value : json) {
            read.add(UsageRun.parse(value.asJsonArray()));
        }
        long total = 0;
        for (int i = 0; i < read.size(); i++) {
            total += read.get(i).count();
            if (i > 0 && read.get(i).first() < read.get(i - 1).end()) {
                throw new IllegalArgumentException("run " + i + " begins before the end of the one before it");
            }
        }
        if (total > size) {
            throw new IllegalArgumentException("there are " + total + " samples; at most " + size + " are kept");
        }
        return new UsageRing(length, size, read);
    }
}
