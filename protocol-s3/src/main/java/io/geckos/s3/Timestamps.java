package io.geckos.s3;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** The two ways S3 writes a time: HTTP's in headers, ISO 8601 with milliseconds in documents. */
final class Timestamps {
    private static final DateTimeFormatter HTTP = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Timestamps() {}

    static String http(Instant time) {
        return HTTP.format(time);
    }

    static String iso(Instant time) {
        return ISO.format(time);
    }

    /** Reads a date of HTTP's; one that is none counts as absent, as RFC 9110 wants it. */
    static Optional<Instant> parseHttp(String date) {
        try {
            return Optional.of(HTTP.parse(date, Instant::from));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
