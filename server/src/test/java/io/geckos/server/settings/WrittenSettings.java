package io.geckos.server.settings;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.geckos.domain.security.CredentialStore.Credential;
import io.geckos.server.config.CommandLine;
import io.geckos.server.config.Configuration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Settings as people write them: in a file of a folder, in variables of the environment, and in flags. */
public record WrittenSettings(Path folder) {
    /** Reads the settings. */
    public Settings read(Map<String, String> environment, String file, String... flags) {
        String[] all = new String[flags.length + 1];
        all[0] = "-config=" + file(file);
        System.arraycopy(flags, 0, all, 1, flags.length);
        return SettingsReader.read(new Configuration(CommandLine.parse(all), environment));
    }

    /** Writes the file. */
    public Path file(String text) {
        try {
            return Files.writeString(folder.resolve("geckos3.conf"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The key pair of settings that give one. */
    public static Credential pair(Settings settings) {
        return assertInstanceOf(Settings.Authentication.Given.class, settings.authentication())
                .pair();
    }
}
