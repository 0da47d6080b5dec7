package io.geckos.s3.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3TimestampsTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-29T10:15:30.999999999Z, 2026-11-29T10:15:30.000Z",
        "2026-11-29T10:15:30Z,           2026-11-29T10:15:30.000Z",
        "1969-12-31T23:59:59.5Z,         1969-12-31T23:59:59.000Z",
    })
    void headersAndDocumentsTellTheSameInstant(Instant time, String iso) {
        assertEquals(iso, S3Timestamps.iso(time));
        assertEquals(Optional.of(Instant.parse(iso)), S3Timestamps.parseHttp(S3Timestamps.http(time)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+10000-01-01T00:00:00Z",
                "9999-12-31T23:59:59-01:00",
                "9999-12-31T23:59:59.9991Z",
                "0001-01-01T00:00:00+01:00",
                "0000-01-01T00:00:00Z",
                "-2030-01-01T00:00:00Z"
            })
    void timesThatClientsCannotReadBackAreNone(String date) {
        assertEquals(Optional.empty(), S3Timestamps.parseIso(date));
    }

    @ParameterizedTest
    @CsvSource({
        "+12026-01-01T00:00:00Z, 9999-12-31T23:59:59.000Z, 'Fri, 31 Dec 9999 23:59:59 GMT'",
        "-0044-03-15T00:00:00Z,  0001-01-01T00:00:00.000Z, 'Mon, 01 Jan 0001 00:00:00 GMT'",
    })
    void timesOfFilesThatClientsCannotReadAreToldAsTheNextThatTheyCan(Instant time, String iso, String http) {
        assertEquals(iso, S3Timestamps.iso(time));
        assertEquals(http, S3Timestamps.http(time));
    }

    @Test
    void theFirstAndTheLastTimeAreReadBackAsTheyWere() {
        for (String date : List.of("0001-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z")) {
            assertEquals(
                    date, S3Timestamps.isoNotBefore(S3Timestamps.parseIso(date).orElseThrow()));
        }
    }
}
