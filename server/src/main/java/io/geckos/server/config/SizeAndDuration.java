package io.geckos.server.config;

import java.time.Duration;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as people write them. */
public final class SizeAndDuration {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(B|KiB|MiB|GiB)?");

    private SizeAndDuration() {}

    /** Reads {@code 500ms}, {@code 15s}, {@code 5m}, {@code 2h} or {@code 7d}. */
    static Duration duration(String key, String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw ConfigurationException.badValue(
                    key, text, "a duration like 500ms, 15s, 5m, 2h or 7d (units ms, s, m, h, d)");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** Writes a duration as {@link #duration} reads it. */
    public static String text(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    /** Reads {@code 4096}, {@code 64KiB}, {@code 5MiB} or {@code 1GiB}; answers bytes. */
    static long size(String key, String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw ConfigurationException.badValue(
                    key, text, "a size like 4096, 64KiB, 5MiB or 1GiB (units B, KiB, MiB, GiB)");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (Objects.requireNonNullElse(matcher.group(2), "B")) {
            case "KiB" -> amount << 10;
            case "MiB" -> amount << 20;
            case "GiB" -> amount << 30;
            default -> amount;
        };
    }
}
