package io.geckos.s3.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The two ways S3 writes a time: HTTP's in headers, ISO 8601 in documents. Both tell whole seconds, so that they are the same
 * instant; the milliseconds that S3 writes are always zero. Times of retention are exact to the millisecond.
 */
public final class S3Timestamps {
    private static final DateTimeFormatter HTTP = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.000'Z'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /**
     * The two obsolete forms of HTTP dates. Programs must not write them any more, but must read them. Years of two
     * digits begin with 1970.
     */
    private static final List<DateTimeFormatter> OBSOLETE = List.of(
            new DateTimeFormatterBuilder()
                    .appendPattern("EEEE, dd-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, LocalDate.EPOCH)
                    .appendPattern(" HH:mm:ss 'GMT'")
                    .toFormatter(Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC));

    private static final DateTimeFormatter ISO_MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** The first time that all clients can read: many have no years before 1. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    /** The last time that all clients can read, to the millisecond: years have four digits. */
    public static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private S3Timestamps() {}

    public static String http(Instant time) {
        return HTTP.format(readable(time));
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
        return parse(date.strip(), DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }

    /**
     * Reads an HTTP date in any of its three forms. Empty if it is malformed.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7">RFC 9110, 5.6.7</a>
     */
    public static Optional<Instant> parseHttp(String date) {
        return parse(date, HTTP)
                .or(() -> OBSOLETE.stream()
                        .flatMap(form -> parse(date, form).stream())
                        .findFirst());
    }

    private static Optional<Instant> parse(String date, DateTimeFormatter form) {
        try {
            return Optional.of(form.parse(date, Instant::from))
                    .filter(time -> !time.isBefore(FIRST) && !time.isAfter(LAST));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
