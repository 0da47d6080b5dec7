package io.geckos.server.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How many requests there were in each minute of the last hour and in each ten minutes of the last day, with errors,
 * bytes and durations. It is kept in memory only, and its size does not depend on the number of requests. Adding takes no
 * lock. Any thread may add and read at any time.
 */
public final class RequestHistory {
    private static final int MINUTES = 60;
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final int TEN_MINUTES_OF_DAY = 144;

    private final Clock clock;
    private final Instant started;
    private final RequestIntervals hour = new RequestIntervals(Duration.ofMinutes(1), MINUTES);
    private final RequestIntervals day = new RequestIntervals(TEN_MINUTES, TEN_MINUTES_OF_DAY);

    /** An empty history, which begins now. */
    public RequestHistory(Clock clock) {
        this.clock = clock;
        this.started = clock.instant();
    }

    /** Counts a request in the interval in which it ended. */
    public void add(FinishedRequest request) {
        Instant end = request.at().plusNanos(request.nanos());
        hour.add(end, request);
        day.add(end, request);
    }

    /**
     * The minutes of the last hour, the oldest first, the last one still running. Minutes before the start of the server
     * are left out; those without requests are not.
     */
    public List<RequestInterval> hour() {
        return hour.between(started, clock.instant());
    }

    /** The last day in intervals of ten minutes, like {@link #hour}. */
    public List<RequestInterval> day() {
        return day.between(started, clock.instant());
    }
}
