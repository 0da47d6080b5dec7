package io.geckos.access.condition;

import io.geckos.domain.text.Iso8601;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers and dates as policies and requests write them. */
final class PolicyNumber {
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d{1,20}(\\.\\d{1,20})?");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern MINUTES = Pattern.compile("(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2})(Z|[-+].*)");

    private PolicyNumber() {}

    /** Parses a decimal number. */
    static Optional<BigDecimal> parse(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /** Parses a date of ISO 8601, or a number of seconds since 1970; answers the number of seconds since 1970. */
    static Optional<BigDecimal> parseDate(String text) {
        Optional<BigDecimal> number = parse(text);
        if (number.isPresent()) {
            return number;
        }
        String full = DATE.matcher(text).matches()
                ? text + "T00:00:00Z"
                : MINUTES.matcher(text).replaceFirst("$1:00$2");
        return Iso8601.parse(full)
                .map(instant ->
                        BigDecimal.valueOf(instant.getEpochSecond()).add(BigDecimal.valueOf(instant.getNano(), 9)));
    }
}
