package io.geckos.server.config;

import io.geckos.domain.text.SizeAndDuration;
import java.time.Duration;
import java.util.Locale;

/**
 * Values of the configuration by their kind. A value that cannot be read is a {@link ConfigurationException} that names the key,
 * the value and what is allowed.
 */
public record ConfigurationValues(Configuration configuration) {
    /** {@code true} or {@code false}, also as other programs write them. */
    public boolean flag(ConfigurationKey key) {
        String text = configuration.get(key);
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1", "t" -> true;
            case "false", "0", "f" -> false;
            default -> throw ConfigurationException.badValue(key.path(), text, "true or false");
        };
    }

    /** A number from 1 to a million. */
    public int count(ConfigurationKey key) {
        String text = configuration.get(key);
        try {
            int count = Integer.parseInt(text);
            if (count >= 1 && count <= 1_000_000) {
                return count;
            }
        } catch (NumberFormatException _) {
            // The message below is for every text that is not a count.
        }
        throw ConfigurationException.badValue(key.path(), text, "a number from 1 to 1000000");
    }

    /** A size in bytes. */
    public long size(ConfigurationKey key) {
        String value = configuration.get(key);
        return SizeAndDuration.size(value)
                .orElseThrow(() -> ConfigurationException.badValue(key.path(), value, SizeAndDuration.SIZE_FORMS));
    }

    /** A duration of any length. */
    public Duration duration(ConfigurationKey key) {
        String value = configuration.get(key);
        return SizeAndDuration.duration(value)
                .orElseThrow(() -> ConfigurationException.badValue(key.path(), value, SizeAndDuration.DURATION_FORMS));
    }

    /** An address to listen on, which this machine can resolve. */
    public ListenAddress address(ConfigurationKey key) {
        ListenAddress address = ListenAddress.parse(key.path(), configuration.get(key));
        address.resolve(key.path());
        return address;
    }
}
