package io.geckos.server.usage;

import io.geckos.domain.engine.StorageUsage.Figures;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The samples of the latest intervals of equal length, at most one in each. A new sample takes the place of the oldest one.
 * Intervals without a sample are left out.
 *
 * @param length of an interval
 * @param size how many intervals are kept
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
        return time.getEpochSecond() / length.toSeconds();
    }

    /** Whether there is a sample of the interval that contains {@code time}. */
    boolean has(Instant time) {
        long number = numberOf(time);
        return runs.stream().anyMatch(run -> run.first() <= number && number < run.end());
    }

    /**
     * The ring with a sample of the interval that contains {@code time}, unless there is one. Samples of later intervals go: the
     * clock of the server was wrong when they were taken.
     */
    UsageRing with(Instant time, Figures figures) {
        long number = numberOf(time);
        List<UsageRun> kept = new ArrayList<>();
        runs.forEach(run -> kept.addAll(run.within(number - size + 1, number + 1)));
        UsageRun last = kept.isEmpty() ? null : kept.getLast();
        if (last != null && last.end() == number && last.figures().equals(figures)) {
            kept.set(kept.size() - 1, new UsageRun(last.first(), last.count() + 1, figures));
        } else if (last == null || last.end() <= number) {
            kept.add(new UsageRun(number, 1, figures));
        }
        return new UsageRing(length, size, kept);
    }

    /** The samples, the oldest first. */
    List<UsageSample> samples() {
        List<UsageSample> samples = new ArrayList<>();
        for (UsageRun run : runs) {
            for (long number = run.first(); number < run.end(); number++) {
                samples.add(new UsageSample(Instant.ofEpochSecond(number * length.toSeconds()), run.figures()));
            }
        }
        return samples;
    }

    /** The runs as an array in JSON. */
    String json() {
        return runs.stream().map(UsageRun::json).collect(Collectors.joining(",", "[", "]"));
    }

    /** Reads what {@link #json} wrote into a ring like this one. Throws {@link IllegalArgumentException} if it is too much or out of order. */
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
