package io.geckos.storage.fs.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Iso8601TimestampsTest {
    private static final long YEAR_9999 = 253_402_300_799L;

    @Test
    void readsWhatTheEngineWrites() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            long nanos = new int[] {0, 500_000_000, 283_000_000, 1_000, 1, 999_999_999}[i % 6];
            Instant time = Instant.ofEpochSecond(random.nextLong(0, YEAR_9999 + 1), nanos);
            assertEquals(time, Iso8601Timestamps.parse(time.toString()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-28T18:24:01.5Z",
                "2026-11-28T18:24:01.123456789Z",
                "2026-11-28T18:24Z",
                "2026-11-28T18:24:01+01:00",
                "2026-11-28T18:24:01.283003-08:30",
                "+12026-11-28T18:24:01Z",
                "-0044-03-15T12:00:00Z"
            })
    void readsWhatOthersWrite(String text) {
        assertEquals(OffsetDateTime.parse(text).toInstant(), Iso8601Timestamps.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-11-28",
                "2026-11-28T18:24:01",
                "2026-13-28T18:24:01Z",
                "2026-02-29T18:24:01Z",
                "2026-11-28T25:24:01Z",
                "2026-11-28T18:24:01.Z.",
                "2026-11-28T18:24:01.1234567890Z",
                "2026-11-28 18:24:01Z",
                "2026-+1-28T18:24:01Z",
                "2026-11-28T18:24:0\u0661Z"
            })
    void refusesTheRest(String text) {
        assertThrows(DateTimeException.class, () -> Iso8601Timestamps.parse(text));
    }
}
