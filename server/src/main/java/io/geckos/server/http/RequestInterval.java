package io.geckos.server.http;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The requests that ended within an interval of time.
 *
 * @param from the beginning of the interval
 * @param received the number of bytes of bodies of requests
 * @param sent the number of bytes of bodies of answers
 * @param slowest the longest duration of a request; zero if there was none
 * @param durations how many requests took at most each of {@link #BOUNDS} and longer than the bound before, and at last how
 *     many took longer than all
 */
public record RequestInterval(
        Instant from, Counts counts, long received, long sent, Duration slowest, List<Long> durations) {
    /** The bounds by which durations are counted, ascending. */
    static final List<Duration> BOUNDS = LongStream.of(
                    100,
                    200,
                    500,
                    1_000,
                    2_000,
                    5_000,
                    10_000,
                    20_000,
                    50_000,
                    100_000,
                    200_000,
                    500_000,
                    1_000_000,
                    2_000_000,
                    5_000_000,
                    10_000_000,
                    30_000_000,
                    60_000_000)
            .mapToObj(micros -> Duration.ofNanos(micros * 1_000))
            .toList();

    private static final long[] NANOS =
            BOUNDS.stream().mapToLong(Duration::toNanos).toArray();

    /** How many requests there were, and how many of them were refused (4xx) and failed (5xx). */
    public record Counts(long requests, long clientErrors, long serverErrors) {}

    public RequestInterval {
        durations = List.copyOf(durations);
    }

    /** The place of a duration among the bounds. */
    static int step(long nanos) {
        int step = 0;
        while (step < NANOS.length && nanos > NANOS[step]) {
            step++;
        }
        return step;
    }

    /**
     * The duration that a part of the requests did not exceed, estimated within the bounds around it.
     *
     * @param part from 0 to 1: 0.5 for the median
     * @return zero if there were no requests
     */
    public Duration quantile(double part) {
        long total = durations.stream().mapToLong(Long::longValue).sum();
        double rank = part * total;
        long before = 0;
        for (int step = 0; step < NANOS.length; step++) {
            long here = durations.get(step);
            if (here > 0 && before + here >= rank) {
                long low = step == 0 ? 0 : NANOS[step - 1];
                double estimate = low + (NANOS[step] - low) * (rank - before) / here;
                return Duration.ofNanos(Math.min((long) estimate, slowest.toNanos()));
            }
            before += here;
        }
        return slowest;
    }
}
