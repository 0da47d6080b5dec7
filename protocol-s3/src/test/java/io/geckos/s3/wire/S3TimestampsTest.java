package io.geckos.s3.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
