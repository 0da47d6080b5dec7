package io.geckos.s3.wire;

import io.geckos.domain.text.HttpDate;
import io.geckos.domain.text.Iso8601;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * The two ways S3 writes a time: HTTP's in headers, ISO 8601 in documents. Both tell whole seconds, so that they are the same
 * instant; the milliseconds that S3 writes are always zero. Times of retention are exact to the millisecond.
 */
public final class S3Timestamps {
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.000'Z'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter ISO_MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** The first time that all clients can read: many have no years before 1. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    /** The last time that all clients can read, to the millisecond: years have four digits. */
    public static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private S3Timestamps() {}

    public static String http(Instant time) {
        return HttpDate.format(readable(time));
    }

    public static String iso(Instant time) {
        return ISO.format(readable(time));
    }

    /** The time, or the nearest that clients can read: a file that was put by hand can have any. */
    private static Instant readable(Instant time) {
        if (time.isBefore(FIRST)) {
            return FIRST;
        }
        return time.isAfter(LAST) ? LAST : time;
    }

    /** The first millisecond that is not before {@code time}: whoever sends it back asks for no earlier time. */
    public static String isoNotBefore(Instant time) {
        return ISO_MILLIS.format(time.plusNanos(999_999).truncatedTo(ChronoUnit.MILLIS));
    }

    /** Reads a date and time of ISO 8601 with an offset. Empty if it is malformed, or not within the years 1 to 9999. */
    public static Optional<Instant> parseIso(String date) {
        return Iso8601.parse(date.strip()).filter(S3Timestamps::isReadable);
    }

    /** Reads an HTTP date in any of its three forms. Empty if it is malformed, or not within the years 1 to 9999. */
    public static Optional<Instant> parseHttp(String date) {
        return HttpDate.parse(date).filter(S3Timestamps::isReadable);
    }

    private static boolean isReadable(Instant time) {
        return !time.isBefore(FIRST) && !time.isAfter(LAST);
    }
}
