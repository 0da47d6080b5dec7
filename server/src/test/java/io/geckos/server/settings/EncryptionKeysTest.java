package io.geckos.server.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.s3.api.EncryptionSettings;
import io.geckos.server.config.CommandLine;
import io.geckos.server.config.Configuration;
import io.geckos.server.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of encryption at rest, and the file of the master keys. */
class EncryptionKeysTest {
    private static final String KEY = "first:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    private static final String VARIABLE = "GECKOS3_ENCRYPTION_MASTER_KEYS";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void choose() {
        file = folder.resolve("master-keys");
    }

    private static EncryptionKeys read(Map<String, String> variables, String... arguments) {
        return SettingsReader.read(new Configuration(CommandLine.parse(arguments), variables))
                .encryption();
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private String refusal() {
        EncryptionKeys keys = read(Map.of(VARIABLE, file.toString()));
        assertThrows(ConfigurationException.class, keys::check);
        return assertThrows(ConfigurationException.class, keys::open).getMessage();
    }

    @Test
    void withoutSettingsOnlyClientsHaveKeys() {
        EncryptionSettings settings = read(Map.of()).open();
        assertTrue(settings.sealer().isPresent());
        assertFalse(settings.masterKeys());
        assertFalse(settings.byDefault());
        assertFalse(settings.customerKeysOverHttp());
        assertEquals(Optional.empty(), settings.kmsKey());
    }

    @Test
    void theFirstMasterKeyIsThatOfKms() {
        String two = KEY.replace("first", "newest") + "," + KEY;
        EncryptionKeys keys = read(Map.of(VARIABLE, two), "-set=encryption.kms=local");
        assertEquals(Optional.of("newest"), keys.open().kmsKey());
    }

    @Test
    void keysStandInAFile() throws IOException {
        write("# ours\n\n" + KEY + "\n");
        EncryptionKeys keys = read(
                Map.of(VARIABLE, file.toString()),
                "-set=encryption.default=AES256",
                "-set=encryption.allow-customer-keys-over-http=true");
        keys.check();
        EncryptionSettings settings = keys.open();
        assertTrue(settings.masterKeys());
        assertTrue(settings.byDefault());
        assertTrue(settings.customerKeysOverHttp());
    }

    @Test
    void keysStandInAVariable() {
        EncryptionKeys keys = read(Map.of(VARIABLE, KEY + ", " + KEY.replace("first", "second")));
        assertInstanceOf(EncryptionKeys.Source.Inline.class, keys.source());
        assertTrue(keys.open().masterKeys());
    }

    @Test
    void aKeyIsMadeOnceAndOnlyItsOwnerMayReadIt() throws IOException {
        EncryptionKeys keys = new EncryptionKeys(new EncryptionKeys.Source.Generated(file), false, false, false);
        keys.check();
        assertFalse(Files.exists(file), "a check makes nothing");
        assertTrue(keys.open().masterKeys());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        String made = Files.readString(file);
        assertTrue(keys.open().masterKeys());
        assertEquals(made, Files.readString(file));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count(), "nothing else is left");
        }
    }

    @Test
    void aGeneratedKeyLiesBelowTheDataDirectory() {
        EncryptionKeys keys = read(Map.of(), "-data-dir=" + folder, "-set=encryption.generate-key=true");
        assertEquals(new EncryptionKeys.Source.Generated(folder.resolve(".geckos3/master-keys")), keys.source());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | no master key",
                "first | master key without a name",
                "first:AAAA | master key first: allowed are 32 bytes in Base64",
                KEY + " | is open to others than its owner: chmod 600 it",
            })
    void unusableFilesAreRefusedInWords(String text, String why) throws IOException {
        write(text);
        if (text.equals(KEY)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        }
        String message = refusal();
        assertTrue(message.startsWith("encryption.master-keys: "), message);
        assertTrue(message.contains(why), message);
        assertFalse(message.contains("AAAA"), message);
    }

    @Test
    void aMissingFileIsRefused() {
        assertTrue(refusal().contains(file.toString()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-set=encryption.default=aes | encryption.default | none or AES256",
                "-set=encryption.default=AES256 | encryption.default | encryption.generate-key = true",
                "-set=encryption.kms=aws | encryption.kms | off or local",
                "-set=encryption.kms=local | encryption.kms | encryption.generate-key = true",
                "-set=encryption.generate-key=perhaps | encryption.generate-key | true or false",
            })
    void badSettingsAreRefused(String argument, String key, String allowed) {
        String message = assertThrows(ConfigurationException.class, () -> read(Map.of(), argument))
                .getMessage();
        assertTrue(message.contains(key) && message.contains(allowed), message);
    }

    @Test
    void keysAreEitherGivenOrMade() {
        ConfigurationException e = assertThrows(
                ConfigurationException.class, () -> read(Map.of(VARIABLE, KEY), "-set=encryption.generate-key=true"));
        assertTrue(e.getMessage().contains("allowed is one of both"), e.getMessage());
        assertFalse(e.getMessage().contains("AAAA"), e.getMessage());
    }
}
