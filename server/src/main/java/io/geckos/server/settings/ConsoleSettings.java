package io.geckos.server.settings;

import io.geckos.server.config.Configuration;
import io.geckos.server.config.ConfigurationException;
import io.geckos.server.config.ConfigurationKey;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The settings of the console.
 *
 * @param enabled whether the second listener serves it
 * @param origin the origin at which browsers see it behind a proxy; empty if they reach the second listener itself
 * @param s3 the origin at which browsers see the S3 port behind a proxy; empty if they reach it itself
 */
public record ConsoleSettings(boolean enabled, Optional<String> origin, Optional<String> s3) {
    private static final Pattern ORIGIN =
            Pattern.compile("https?://([a-z0-9][a-z0-9.-]{0,252}|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");

    /** Reads the settings. Throws {@link ConfigurationException} for what is no origin. */
    static ConsoleSettings read(Configuration configuration, boolean enabled) {
        Optional<String> origin = origin(configuration, ConfigurationKey.CONSOLE_ORIGIN);
        Optional<String> s3 = origin(configuration, ConfigurationKey.CONSOLE_S3);
        if (s3.isPresent() && s3.equals(origin)) {
            throw ConfigurationException.badValue(
                    ConfigurationKey.CONSOLE_S3.path(),
                    s3.get(),
                    "another origin than console.origin, because pages that people store as objects could act as the"
                            + " console otherwise");
        }
        return new ConsoleSettings(enabled, origin, s3);
    }

    private static Optional<String> origin(Configuration configuration, ConfigurationKey key) {
        String value = configuration.get(key);
        if (!value.isEmpty() && !ORIGIN.matcher(value).matches()) {
            throw ConfigurationException.badValue(
                    key.path(), value, "an origin in lower case without a path, like https://console.example.com");
        }
        // A browser leaves out the port that the scheme has by itself.
        String origin = value.replaceFirst("^(https://.*):443$", "$1").replaceFirst("^(http://.*):80$", "$1");
        return Optional.of(origin).filter(it -> !it.isEmpty());
    }

    /** The host in {@link #origin}, without its port. */
    public Optional<String> host() {
        return origin.map(it -> it.replaceFirst("^https?://", "").replaceFirst(":\\d+$", ""));
    }
}
