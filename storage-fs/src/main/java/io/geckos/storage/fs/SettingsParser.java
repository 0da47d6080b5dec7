package io.geckos.storage.fs;

import io.geckos.domain.text.SizeAndDuration;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Settings as text, and how each kind is read. What cannot be read is an {@link IllegalArgumentException} naming the
 * key, the value and what is allowed.
 */
final class SettingsParser {
    private static final Pattern MODE = Pattern.compile("[0-7]{3,4}");

    private final Map<String, String> values;

    /** Of what was given, the rest as in {@code defaults}; only keys that have a default are known. */
    SettingsParser(Map<String, String> given, Map<String, String> defaults) {
        for (String key : given.keySet()) {
            if (!defaults.containsKey(key)) {
                throw new IllegalArgumentException(
                        key + ": unknown key, allowed are " + String.join(", ", defaults.keySet()));
            }
        }
        values = new LinkedHashMap<>(defaults);
        values.putAll(given);
    }

    private String get(String key) {
        return values.getOrDefault(key, "");
    }

    Path directory(String key) {
        String value = get(key);
        try {
            if (!value.isBlank()) {
                return Path.of(value).toAbsolutePath().normalize();
            }
        } catch (InvalidPathException _) {
            // Answered below.
        }
        throw bad(key, value, "the path of a directory");
    }

    <E extends Enum<E>> E choice(String key, Class<E> type) {
        String value = get(key);
        StringBuilder allowed = new StringBuilder();
        for (E choice : type.getEnumConstants()) {
            String name = choice.name().toLowerCase(Locale.ROOT);
            if (name.equals(value)) {
                return choice;
            }
            allowed.append(allowed.isEmpty() ? "" : " or ").append(name);
        }
        throw bad(key, value, allowed.toString());
    }

    boolean flag(String key) {
        String value = get(key);
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw bad(key, value, "true or false");
        };
    }

    long bytes(String key) {
        String value = get(key);
        return SizeAndDuration.size(value).orElseThrow(() -> bad(key, value, SizeAndDuration.SIZES));
    }

    Duration duration(String key) {
        String value = get(key);
        return SizeAndDuration.duration(value).orElseThrow(() -> bad(key, value, SizeAndDuration.DURATIONS));
    }

    /** A mode in octal, which may leave out nothing of {@code least}; empty if none is set. */
    OptionalInt mode(String key, int least) {
        String value = get(key);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        if (MODE.matcher(value).matches()) {
            int mode = Integer.parseInt(value, 8);
            if ((mode & least) == least && mode <= 0777) {
                return OptionalInt.of(mode);
            }
        }
        throw bad(key, value, "nothing, or an octal mode from %04o to 0777 with all of %1$04o".formatted(least));
    }

    private static IllegalArgumentException bad(String key, String value, String allowed) {
        return new IllegalArgumentException(key + ": bad value \"" + value + "\", allowed is " + allowed);
    }
}
