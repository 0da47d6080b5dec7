package io.geckos.auth.request;

import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.AuthenticationException.Reason;
import io.geckos.domain.text.Iso8601;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The time of a request, as its client states it.
 *
 * @param signed the time in the form that is signed, for example {@code 20130524T000000Z}
 */
public record SigningTime(Instant instant, String signed) {
    /** The largest difference between the clocks of client and server, in both directions. */
    public static final Duration MAX_SKEW = Duration.ofMinutes(15);

    private static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
            .withResolverStyle(ResolverStyle.STRICT)
            .withZone(ZoneOffset.UTC);

    /** Reads {@code 20130524T000000Z}. */
    public static Optional<SigningTime> parse(String text) {
        return Iso8601.parseBasic(text).map(instant -> new SigningTime(instant, text));
    }

    /** Reads {@code 20130524T000000Z} or an HTTP date. */
    public static Optional<SigningTime> parseDateHeader(String text) {
        return parse(text)
                .or(() -> instant(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .map(instant -> new SigningTime(instant, BASIC.format(instant))));
    }

    private static Optional<Instant> instant(String text, DateTimeFormatter format) {
        try {
            return Optional.of(format.parse(text, Instant::from));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /**
     * Refuses a request whose time is more than {@link #MAX_SKEW} from now.
     *
     * @param shown the time of the request, in the form for the error message
     */
    public void requireNear(Instant now, String shown) {
        if (Duration.between(instant, now).abs().compareTo(MAX_SKEW) > 0) {
            Map<String, String> details = new LinkedHashMap<>();
            details.put("RequestTime", shown);
            details.put("ServerTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
            details.put("MaxAllowedSkewMilliseconds", String.valueOf(MAX_SKEW.toMillis()));
            throw new AuthenticationException(
                    Reason.CLOCK_SKEWED,
                    "The difference between the request time and the current time is too large.",
                    details);
        }
    }

    /** The day, as a credential's scope names it. */
    public String date() {
        return signed.substring(0, 8);
    }
}
