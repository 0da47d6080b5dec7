package io.geckos.storage.fs.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Reads times in sidecars, of which a page of a listing takes a thousand: those that the engine wrote without a formatter. */
final class Iso8601Timestamps {
    private static final String SHORTEST = "0000-00-00T00:00:00Z";
    private static final int NANOS_AT = SHORTEST.length();
    private static final int NANO_DIGITS = 9;

    private Iso8601Timestamps() {}

    /** Throws {@link DateTimeException} if the text is no time with an offset. */
    static Instant parse(String text) {
        return isPlain(text)
                ? LocalDateTime.of(
                                number(text, 0, 4),
                                number(text, 5, 7),
                                number(text, 8, 10),
                                number(text, 11, 13),
                                number(text, 14, 16),
                                number(text, 17, 19),
                                nanos(text))
                        .toInstant(ZoneOffset.UTC)
                : OffsetDateTime.parse(text).toInstant();
    }

    /** As {@link Instant#toString} writes years of four digits. */
    private static boolean isPlain(String text) {
        int last = text.length() - 1;
        if (last < NANOS_AT - 1 || last > NANOS_AT + NANO_DIGITS || text.charAt(last) != 'Z' || last == NANOS_AT) {
            return false;
        }
        for (int i = 0; i < last; i++) {
            char form = i < NANOS_AT - 1 ? SHORTEST.charAt(i) : i == NANOS_AT - 1 ? '.' : '0';
            char c = text.charAt(i);
            if (form == '0' ? c < '0' || c > '9' : c != form) {
                return false;
            }
        }
        return true;
    }

    private static int nanos(String text) {
        int nanos = number(text, NANOS_AT, text.length() - 1);
        for (int i = text.length() - 1; i < NANOS_AT + NANO_DIGITS; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + (text.charAt(i) - '0');
        }
        return number;
    }
}
