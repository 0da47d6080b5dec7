package io.geckos.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that cannot be read is refused in one line that says what is wanted. */
class ConfigurationFileFormatTest {
    @TempDir
    Path folder;

    @Test
    void brokenFilesAreRefusedInOneLine() {
        ConfigurationException e =
                assertThrows(ConfigurationException.class, () -> read(Map.of(), "limits { requests = 5"));
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        assertThrows(
                ConfigurationException.class,
                () -> new Configuration(CommandLine.parse("-config=" + folder.resolve("missing.conf")), Map.of()));
    }

    @Test
    void aFileOfAnotherFormatIsToldWhichIsWanted() {
        String yaml = assertThrows(ConfigurationException.class, () -> read(Map.of(), "limits:\n  requests: 5\n"))
                .getMessage();
        assertTrue(yaml.contains("the format is HOCON") && yaml.contains("looks like YAML"), yaml);
        String toml = assertThrows(ConfigurationException.class, () -> read(Map.of(), "[limits]\nrequests = 5\n"))
                .getMessage();
        assertTrue(toml.contains("the format is HOCON") && toml.contains("looks like TOML"), toml);
        String colon = assertThrows(ConfigurationException.class, () -> read(Map.of(), "\nlisten = 127.0.0.1:9000\n"))
                .getMessage();
        assertTrue(colon.contains(": line 2: a value with ':' needs quotes"), colon);
        assertFalse(colon.contains("properties"), colon);
        String directory = assertThrows(
                        ConfigurationException.class,
                        () -> new Configuration(CommandLine.parse("-config=" + folder), Map.of()))
                .getMessage();
        assertTrue(directory.endsWith("it is a directory"), directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.yaml", "a.yml", "a.toml", "A.YAML", "config", "geckos3.cfg"})
    void nameOfAnotherFormatIsToldWhichIsWanted(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "listen: \":9000\"\n");
        String message = assertThrows(
                        ConfigurationException.class,
                        () -> new Configuration(CommandLine.parse("-config=" + file), Map.of()))
                .getMessage();
        assertTrue(message.startsWith(file + ": the format is HOCON, as in "), message);
        assertTrue(message.endsWith("give the file a name that ends in .conf"), message);
        assertFalse(message.contains("APPLICATION"), message);
    }

    private Configuration read(Map<String, String> environment, String text) {
        try {
            Path file = Files.writeString(folder.resolve("geckos3.conf"), text);
            return new Configuration(CommandLine.parse("-config=" + file), environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
