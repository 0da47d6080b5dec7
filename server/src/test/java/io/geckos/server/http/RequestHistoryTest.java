package io.geckos.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.s3.api.RequestMemory;
import io.geckos.s3.api.RequestOrigin;
import io.geckos.s3.api.S3Request;
import io.geckos.s3.api.S3Response;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestHistoryTest {
    private static final Instant START = Instant.parse("2026-11-29T08:00:30Z");

    /** A clock that a test moves. */
    private static final class SettableClock extends Clock {
        private Instant now = START;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final SettableClock clock = new SettableClock();
    private final RequestHistory history = new RequestHistory(clock);

    /** A request that ends now. */
    private void end(int status, Duration took) {
        S3Request request = new S3Request(
                "ID",
                "GET",
                "/",
                "",
                Map.of(),
                InputStream.nullInputStream(),
                RequestOrigin.plain("127.0.0.1"),
                RequestMemory.UNLIMITED);
        history.add(new FinishedRequest(
                clock.now.minus(took),
                took.toNanos(),
                request,
                status,
                2,
                3,
                S3Response.Facts.of(Optional.empty(), Optional.empty())));
    }

    @Test
    void requestsAreCountedByTheMinuteInWhichTheyEnded() {
        end(200, Duration.ofSeconds(90));
        end(404, Duration.ofMillis(1));
        clock.now = START.plusSeconds(60);
        end(503, Duration.ofMillis(1));
        List<RequestInterval> hour = history.hour();
        assertEquals(2, hour.size());
        assertEquals(Instant.parse("2026-11-29T08:00:00Z"), hour.getFirst().from());
        assertEquals(new RequestInterval.Counts(2, 1, 0), hour.getFirst().counts());
        assertEquals(4, hour.getFirst().received());
        assertEquals(6, hour.getFirst().sent());
        assertEquals(Duration.ofSeconds(90), hour.getFirst().slowest());
        assertEquals(new RequestInterval.Counts(1, 0, 1), hour.getLast().counts());
        assertEquals(1, history.day().size());
        assertEquals(
                new RequestInterval.Counts(3, 1, 1), history.day().getFirst().counts());
    }

    @Test
    void minutesWithoutRequestsAreThereAndOldOnesAreGone() {
        end(200, Duration.ofMillis(1));
        clock.now = START.plus(Duration.ofMinutes(59));
        assertEquals(60, history.hour().size());
        assertEquals(1, history.hour().getFirst().counts().requests());
        assertEquals(0, history.hour().getLast().counts().requests());
        clock.now = START.plus(Duration.ofMinutes(60));
        assertEquals(60, history.hour().size());
        assertEquals(0, history.hour().getLast().counts().requests());
        end(200, Duration.ofMillis(1));
        assertEquals(1, history.hour().getLast().counts().requests());
        clock.now = START.plus(Duration.ofDays(3));
        assertEquals(144, history.day().size());
        assertTrue(history.day().stream().allMatch(it -> it.counts().requests() == 0));
    }

    @Test
    void quantilesAreBetweenTheBoundsAroundThem() {
        for (int i = 0; i < 99; i++) {
            end(200, Duration.ofMillis(3));
        }
        end(200, Duration.ofSeconds(100));
        RequestInterval interval = history.hour().getFirst();
        long median = interval.quantile(0.5).toMillis();
        assertTrue(median >= 2 && median <= 5, median + " ms");
        assertTrue(interval.quantile(0.99).toMillis() <= 5);
        assertEquals(Duration.ofSeconds(100), interval.quantile(1));
    }

    @Test
    void requestWithoutDurationIsCountedAndLeavesTheDurationsAlone() {
        end(400, Duration.ZERO);
        RequestInterval interval = history.hour().getFirst();
        assertEquals(new RequestInterval.Counts(1, 1, 0), interval.counts());
        assertEquals(Duration.ZERO, interval.quantile(0.99));
    }
}
