package io.geckos.server.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.security.CredentialStore.Credential;
import io.geckos.server.config.CommandLine;
import io.geckos.server.config.Configuration;
import io.geckos.server.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void choose() {
        file = folder.resolve("keys.conf");
    }

    @Test
    void aPairIsMadeOnceAndOnlyItsOwnerMayReadIt() throws IOException {
        Credential made = KeyFile.open(file);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(made, KeyFile.open(file));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count(), "nothing else is left");
        }
        Path other = folder.resolve("other.conf");
        assertNotEquals(made.secret(), KeyFile.open(other).secret());
        assertNotEquals(made.accessKeyId(), KeyFile.open(other).accessKeyId());
    }

    @Test
    void whatAnUnfinishedStartLeftIsNotUsed() throws IOException {
        Files.writeString(folder.resolve("keys.conf.new"), "auth.access-key = half");
        assertEquals(20, KeyFile.open(file).accessKeyId().length());
    }

    @Test
    void theFileIsAlsoAConfigurationFile() {
        Credential made = KeyFile.open(file);
        Settings settings = SettingsReader.read(new Configuration(CommandLine.parse("-config=" + file), Map.of()));
        assertEquals(new Settings.Authentication.Given(made), settings.authentication());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "auth.access-key = mine",
                "auth.access-key = mine\nauth.secret-key = short",
                "auth.access-key = mine\nauth.secret-key = minioadmin"
            })
    void aFileWithoutAUsablePairIsNamedAndLeftAlone(String text) throws IOException {
        Files.writeString(file, text);
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> KeyFile.open(file));
        assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
        assertFalse(e.getMessage().contains("short"), e.getMessage());
        assertEquals(text, Files.readString(file));
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed() {
        ConfigurationException e =
                assertThrows(ConfigurationException.class, () -> KeyFile.open(folder.resolve("missing/keys.conf")));
        assertTrue(e.getMessage().contains("missing"), e.getMessage());
    }
}
