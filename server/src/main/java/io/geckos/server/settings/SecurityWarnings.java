package io.geckos.server.settings;

import io.geckos.server.config.Configuration;
import io.geckos.server.config.ConfigurationKey;
import io.geckos.server.config.ListenAddress;
import io.geckos.server.settings.Settings.Authentication;
import java.util.ArrayList;
import java.util.List;

/** Finds settings that allow more than the operator may have meant. Shown by {@code -check-config} and at the start. */
public final class SecurityWarnings {
    private static final int TOKEN = 16;

    private SecurityWarnings() {}

    /** The warnings, one sentence each. */
    public static List<String> of(Settings settings, Configuration configuration) {
        List<String> warnings = new ArrayList<>();
        boolean exposed = !settings.listen().isLoopback(ConfigurationKey.LISTEN.path());
        if (settings.authentication() instanceof Authentication.Off) {
            if (exposed) {
                warnings.add("auth.enabled is false and listen is open to other machines: everybody who reaches "
                        + settings.listen() + " can read, change and delete everything");
            } else if (!configuration.isSet(ConfigurationKey.LISTEN)) {
                warnings.add("auth.enabled is false, so only this machine is served, at " + settings.listen()
                        + "; auth.allow-anonymous = true opens it to all");
            }
        } else if (SettingsReader.hasDefaultSecret(settings.authentication())) {
            if (exposed) {
                warnings.add(
                        "the secret key is the default, which everybody knows, and listen is open to other machines:"
                                + " set auth.secret-key");
            } else if (configuration.isSet(ConfigurationKey.ACCESS_KEY)
                    && !configuration.isSet(ConfigurationKey.SECRET_KEY)) {
                warnings.add(
                        "auth.access-key is set and auth.secret-key is not: the secret is the default, which everybody"
                                + " knows, so only this machine is served, at " + settings.listen());
            }
        }
        console(settings, warnings);
        admin(settings, configuration.get(ConfigurationKey.ADMIN_TOKEN), warnings);
        return warnings;
    }

    /** A proxy on this machine counts as this machine, whoever asks through it. */
    private static void console(Settings settings, List<String> warnings) {
        settings.console()
                .origin()
                .filter(_ -> settings.console().enabled() && SettingsReader.hasDefaultSecret(settings.authentication()))
                .ifPresent(origin -> warnings.add(
                        "the secret key is the default, which everybody knows, and whoever reaches the console at "
                                + origin + " signs in as root with it: set auth.secret-key"));
    }

    private static void admin(Settings settings, String token, List<String> warnings) {
        ListenAddress admin = settings.admin().listen();
        if (!admin.isLoopback(ConfigurationKey.ADMIN_LISTEN.path())) {
            warnings.add("admin.listen is open to other machines, without TLS: whoever reaches " + admin
                    + " can read health and metrics, and whoever listens on the way the token");
        }
        if (!token.isEmpty() && token.length() < TOKEN) {
            warnings.add("admin.token has " + token.length()
                    + (token.length() == 1 ? " character" : " characters")
                    + ", so it can be guessed: make one by openssl rand -hex 32");
        }
    }
}
