package io.geckos.auth;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Optional;

/**
 * When a request says it was made.
 *
 * @param signed as it is signed, {@code 20130524T000000Z}
 */
record RequestTime(Instant instant, String signed) {
    private static final int LENGTH = "20130524T000000Z".length();
    private static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
            .withResolverStyle(ResolverStyle.STRICT)
            .withZone(ZoneOffset.UTC);

    /** Reads {@code 20130524T000000Z}. */
    static Optional<RequestTime> parse(String text) {
        // The formatter alone would take years of more than four digits.
        return Optional.of(text)
                .filter(it -> it.length() == LENGTH)
                .flatMap(it -> instant(it, BASIC))
                .map(instant -> new RequestTime(instant, text));
    }

    /** Reads {@code 20130524T000000Z} or an HTTP date. */
    static Optional<RequestTime> parseDateHeader(String text) {
        return parse(text)
                .or(() -> instant(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .map(instant -> new RequestTime(instant, BASIC.format(instant))));
    }

    private static Optional<Instant> instant(String text, DateTimeFormatter format) {
        try {
            return Optional.of(format.parse(text, Instant::from));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The day, as a credential's scope names it. */
    String date() {
        return signed.substring(0, 8);
    }
}
