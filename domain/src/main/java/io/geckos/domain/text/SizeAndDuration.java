package io.geckos.domain.text;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes and durations as people write them in configurations. */
public final class SizeAndDuration {
    /** The forms that {@link #duration} accepts, for error messages. */
    public static final String DURATION_FORMS = "a duration like 500ms, 15s, 5m, 2h or 7d (units ms, s, m, h, d)";

    /** The forms that {@link #size} accepts, for error messages. */
    public static final String SIZE_FORMS = "a size like 4096, 64KiB, 5MiB or 1GiB (units B, KiB, MiB, GiB)";

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,18})(B|KiB|MiB|GiB)?");

    private SizeAndDuration() {}

    /** Reads {@code 500ms}, {@code 15s}, {@code 5m}, {@code 2h} or {@code 7d}; empty for anything else. */
    public static Optional<Duration> duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofDays(amount);
                });
    }

    /** The text of a duration as {@link #duration} reads it, exact to the millisecond. */
    public static String durationText(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    /**
     * Reads {@code 4096}, {@code 64KiB}, {@code 5MiB} or {@code 1GiB}; empty for anything else.
     *
     * @return bytes; {@link Long#MAX_VALUE} for a size beyond it
     */
    public static OptionalLong size(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        int shift = switch (Objects.requireNonNullElse(matcher.group(2), "B")) {
            case "KiB" -> 10;
            case "MiB" -> 20;
            case "GiB" -> 30;
            default -> 0;
        };
        return OptionalLong.of(amount > Long.MAX_VALUE >> shift ? Long.MAX_VALUE : amount << shift);
    }
}
