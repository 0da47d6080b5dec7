package io.geckos.domain.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Reads times of ISO 8601. Those that programs write are read without a formatter: a page of a listing reads a thousand, and a
 * formatter takes longer than checking a signature.
 */
public final class Iso8601 {
    private static final String SHORTEST = "0000-00-00T00:00:00Z";
    private static final String BASIC = "00000000T000000Z";
    private static final int NANOS_AT = SHORTEST.length();
    private static final int NANO_DIGITS = 9;

    private Iso8601() {}

    /** Reads {@code 2013-05-24T00:00:00Z}, also with a fraction or another offset; empty if the text is no such time. */
    public static Optional<Instant> parse(String text) {
        try {
            return Optional.of(
                    isPlain(text) ? plain(text) : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** Reads {@code 20130524T000000Z}, the form of signatures; empty if the text is no such time. */
    public static Optional<Instant> parseBasic(String text) {
        if (text.length() != BASIC.length() || !hasForm(text, BASIC, BASIC.length())) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.of(
                            number(text, 0, 4),
                            number(text, 4, 6),
                            number(text, 6, 8),
                            number(text, 9, 11),
                            number(text, 11, 13),
                            number(text, 13, 15))
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Instant plain(String text) {
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19),
                        nanos(text))
                .toInstant(ZoneOffset.UTC);
    }

    /** As {@link Instant#toString} writes years of four digits. */
    private static boolean isPlain(String text) {
        int last = text.length() - 1;
        if (last < NANOS_AT - 1 || last > NANOS_AT + NANO_DIGITS || text.charAt(last) != 'Z' || last == NANOS_AT) {
            return false;
        }
        if (!hasForm(text, SHORTEST, NANOS_AT - 1)) {
            return false;
        }
        for (int i = NANOS_AT - 1; i < last; i++) {
            char c = text.charAt(i);
            if (i == NANOS_AT - 1 ? c != '.' : c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    /** Tells whether {@code text} begins as {@code form} does, where 0 stands for any digit. */
    private static boolean hasForm(String text, String form, int length) {
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (form.charAt(i) == '0' ? c < '0' || c > '9' : c != form.charAt(i)) {
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
