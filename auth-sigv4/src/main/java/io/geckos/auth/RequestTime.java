package io.geckos.auth;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Optional;

/** When a request says it was made, to the second. */
record RequestTime(Instant instant) {
    private static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
            .withResolverStyle(ResolverStyle.STRICT)
            .withZone(ZoneOffset.UTC);

    /** Reads {@code 20130524T000000Z}. */
    static Optional<RequestTime> parse(String text) {
        return parse(text, BASIC);
    }

    /** Reads {@code 20130524T000000Z} or an HTTP date. */
    static Optional<RequestTime> parseDateHeader(String text) {
        return parse(text, BASIC).or(() -> parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
    }

    private static Optional<RequestTime> parse(String text, DateTimeFormatter format) {
        try {
            return Optional.of(new RequestTime(format.parse(text, Instant::from)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** As it is signed, {@code 20130524T000000Z}. */
    String signed() {
        return BASIC.format(instant);
    }

    /** The day, as a credential's scope names it. */
    String date() {
        return signed().substring(0, 8);
    }
}
