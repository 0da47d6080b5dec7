package io.geckos.domain.engine;

import io.geckos.domain.text.SizeAndDuration;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The settings of an engine as text, and the reading of each kind of value. A value that cannot be read is an
 * {@link IllegalArgumentException} that names the key, the value and what is allowed.
 */
public final class EngineSettings {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final Map<String, String> values;

    /**
     * The given values, and the defaults of the others.
     *
     * @throws IllegalArgumentException if a key is given that has no default
     */
    public EngineSettings(Map<String, String> given, Map<String, String> defaults) {
        for (String key : given.keySet()) {
            if (!defaults.containsKey(key)) {
                throw new IllegalArgumentException(
                        key + ": unknown key, allowed are " + String.join(", ", defaults.keySet()));
            }
        }
        values = new LinkedHashMap<>(defaults);
        values.putAll(given);
    }

    /** The text of a value. */
    public String text(String key) {
        return values.getOrDefault(key, "");
    }

    /**
     * The text of a value that has a form.
     *
     * @param allowed the form in words, for the error
     */
    public String text(String key, Pattern form, String allowed) {
        String value = text(key);
        if (!form.matcher(value).matches()) {
            throw refused(key, allowed);
        }
        return value;
    }

    /** One of the constants of {@code type}, in lower case. */
    public <E extends Enum<E>> E choice(String key, Class<E> type) {
        String value = text(key);
        StringBuilder allowed = new StringBuilder();
        for (E choice : type.getEnumConstants()) {
            String name = choice.name().toLowerCase(Locale.ROOT);
            if (name.equals(value)) {
                return choice;
            }
            allowed.append(allowed.isEmpty() ? "" : " or ").append(name);
        }
        throw refused(key, allowed.toString());
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String key) {
        return switch (text(key)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refused(key, "true or false");
        };
    }

    /** A whole number in a range, both ends of which are allowed. */
    public int number(String key, int least, int most) {
        String value = text(key);
        int number = NUMBER.matcher(value).matches() ? Integer.parseInt(value) : -1;
        if (number < least || number > most) {
            throw refused(key, "a number from " + least + " to " + most);
        }
        return number;
    }

    /** A size in bytes. */
    public long bytes(String key) {
        return SizeAndDuration.size(text(key)).orElseThrow(() -> refused(key, SizeAndDuration.SIZE_FORMS));
    }

    /** A duration of any length. */
    public Duration duration(String key) {
        return SizeAndDuration.duration(text(key)).orElseThrow(() -> refused(key, SizeAndDuration.DURATION_FORMS));
    }

    /** A duration in a range, both ends of which are allowed. */
    public Duration duration(String key, Duration least, Duration most) {
        return SizeAndDuration.duration(text(key))
                .filter(it -> it.compareTo(least) >= 0 && it.compareTo(most) <= 0)
                .orElseThrow(() -> refused(
                        key,
                        SizeAndDuration.DURATION_FORMS + ", from " + SizeAndDuration.durationText(least) + " to "
                                + SizeAndDuration.durationText(most)));
    }

    /** The error for a value that is not allowed. */
    public IllegalArgumentException refused(String key, String allowed) {
        return new IllegalArgumentException(key + ": bad value \"" + text(key) + "\", allowed is " + allowed);
    }
}
