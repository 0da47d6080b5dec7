package io.geckos.server.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** A ring of intervals of equal length. A new interval takes the place of the oldest one. */
final class RequestIntervals {
    private static final int REQUESTS = 0;
    private static final int CLIENT_ERRORS = 1;
    private static final int SERVER_ERRORS = 2;
    private static final int RECEIVED = 3;
    private static final int SENT = 4;
    private static final int SLOWEST = 5;

    /** The place of the first step of durations. */
    private static final int STEPS = 6;

    private static final int FIRST_CLIENT_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;

    /** The counts of an interval; {@code number} counts intervals since 1970. */
    private record Counts(long number, AtomicLongArray values) {
        static Counts of(long number) {
            return new Counts(number, new AtomicLongArray(STEPS + RequestInterval.BOUNDS.size() + 1));
        }
    }

    private static final Counts NONE = Counts.of(-1);

    private final long seconds;
    private final AtomicReferenceArray<Counts> ring;

    RequestIntervals(Duration length, int count) {
        this.seconds = length.toSeconds();
        this.ring = new AtomicReferenceArray<>(count);
        for (int i = 0; i < count; i++) {
            ring.set(i, NONE);
        }
    }

    void add(Instant end, FinishedRequest request) {
        AtomicLongArray values = current(end.getEpochSecond() / seconds).values();
        values.incrementAndGet(REQUESTS);
        if (request.status() >= FIRST_SERVER_ERROR) {
            values.incrementAndGet(SERVER_ERRORS);
        } else if (request.status() >= FIRST_CLIENT_ERROR) {
            values.incrementAndGet(CLIENT_ERRORS);
        }
        values.addAndGet(RECEIVED, request.received());
        values.addAndGet(SENT, request.sent());
        // A request that could not be read has no duration.
        if (request.nanos() > 0) {
            values.accumulateAndGet(SLOWEST, request.nanos(), Math::max);
            values.incrementAndGet(STEPS + RequestInterval.step(request.nanos()));
        }
    }

    /** The counts of an interval. Of threads that begin it at the same time one wins, and all get its counts. */
    private Counts current(long number) {
        int place = (int) (number % ring.length());
        Counts there = ring.get(place);
        if (there.number() == number) {
            return there;
        }
        Counts fresh = Counts.of(number);
        return ring.compareAndSet(place, there, fresh) ? fresh : ring.get(place);
    }

    /**
     * The intervals up to the one that has {@code now}, as many as there are places, but none that ended before
     * {@code start}.
     */
    List<RequestInterval> between(Instant start, Instant now) {
        long last = now.getEpochSecond() / seconds;
        long first = Math.max(last - ring.length() + 1, start.getEpochSecond() / seconds);
        List<RequestInterval> intervals = new ArrayList<>();
        for (long number = first; number <= last; number++) {
            Counts counts = ring.get((int) (number % ring.length()));
            intervals.add(interval(number, counts.number() == number ? counts.values() : NONE.values()));
        }
        return intervals;
    }

    private RequestInterval interval(long number, AtomicLongArray values) {
        List<Long> durations = new ArrayList<>();
        for (int i = STEPS; i < values.length(); i++) {
            durations.add(values.get(i));
        }
        return new RequestInterval(
                Instant.ofEpochSecond(number * seconds),
                new RequestInterval.Counts(values.get(REQUESTS), values.get(CLIENT_ERRORS), values.get(SERVER_ERRORS)),
                values.get(RECEIVED),
                values.get(SENT),
                Duration.ofNanos(values.get(SLOWEST)),
                durations);
    }
}
