package io.geckos.domain.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Iso8601Test {
    private static final long YEAR_9999 = 253_402_300_799L;

    @Test
    void readsWhatTheEngineWrites() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            long nanos = new int[] {0, 500_000_000, 283_000_000, 1_000, 1, 999_999_999}[i % 6];
            Instant time = Instant.ofEpochSecond(random.nextLong(0, YEAR_9999 + 1), nanos);
            assertEquals(Optional.of(time), Iso8601.parse(time.toString()));
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
        assertEquals(Optional.of(OffsetDateTime.parse(text).toInstant()), Iso8601.parse(text));
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
        assertEquals(Optional.empty(), Iso8601.parse(text));
    }

    @Test
    void readsTheTimeOfASignature() {
        assertEquals(Optional.of(Instant.parse("2013-05-24T12:34:56Z")), Iso8601.parseBasic("20130524T123456Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "20130524",
                "20130524T123456",
                "20130524T123456z",
                "20130524 123456Z",
                "20130524T123456ZZ",
                "2013-05-24T12:34:56Z",
                "20131324T123456Z",
                "20130230T123456Z",
                "20130524T243456Z",
                "2013+524T123456Z",
                "2013052\u0664T123456Z"
            })
    void refusesWhatIsNoTimeOfASignature(String text) {
        assertEquals(Optional.empty(), Iso8601.parseBasic(text));
    }
}
