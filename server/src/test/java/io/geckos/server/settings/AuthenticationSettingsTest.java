package io.geckos.server.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.server.config.ConfigurationException;
import io.geckos.server.config.ListenAddress;
import io.geckos.server.settings.Settings.Authentication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is served with which keys, and from where. */
class AuthenticationSettingsTest {
    @TempDir
    Path folder;

    @Test
    void aPairForMinioIsNotTakenForOurs() {
        Map<String, String> minio = Map.of("MINIO_ROOT_USER", "me", "MINIO_ROOT_PASSWORD", "pssst");
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> read(minio, ""));
        assertTrue(e.getMessage().contains("MINIO_ROOT_USER"), e.getMessage());
        assertTrue(e.getMessage().contains("S3LITE_ACCESS_KEY"), e.getMessage());
        assertEquals(
                "mysecretkey",
                WrittenSettings.pair(read(minio, "", "-secret-key=mysecretkey")).secret());
        read(minio, "", "-auth=false");
    }

    @Test
    void defaultSecretIsNotServedToOtherMachinesUnlessAllowed() {
        assertThrows(ConfigurationException.class, () -> read(Map.of(), "", "-listen=:9000"));
        assertThrows(
                ConfigurationException.class, () -> read(Map.of(), "", "-listen=0.0.0.0:9000", "-access-key=other"));
        assertEquals(
                new ListenAddress("::1", 9000),
                read(Map.of(), "", "-listen=[::1]:9000").listen());
        assertEquals(
                new ListenAddress("", 9000),
                read(Map.of(), "auth.allow-default-keys = true", "-listen=:9000")
                        .listen());
        assertEquals(
                new ListenAddress("", 9000),
                read(Map.of(), "", "-secret-key=mysecretkey").listen());
    }

    @Test
    void whoIsNotAuthenticatedIsServedOnThisMachineOnlyUnlessAllowed() {
        assertEquals(
                new ListenAddress("127.0.0.1", 9000),
                read(Map.of(), "", "-auth=false").listen());
        ConfigurationException e =
                assertThrows(ConfigurationException.class, () -> read(Map.of(), "", "-auth=false", "-listen=:9000"));
        assertTrue(e.getMessage().contains("auth.allow-anonymous = true"), e.getMessage());
        Map<String, String> allowed = Map.of("GECKOS3_AUTH_ALLOW_ANONYMOUS", "true");
        assertEquals(
                new ListenAddress("", 9000),
                read(allowed, "", "-auth=false", "-listen=:9000").listen());
        assertEquals(
                new ListenAddress("", 9000), read(allowed, "", "-auth=false").listen());
        assertThrows(
                ConfigurationException.class,
                () -> read(allowed, "", "-listen=:9000"),
                "it does not allow the default keys");
    }

    @Test
    void aGeneratedPairIsServedToOtherMachinesAndGivesWayToOneThatIsSet() throws IOException {
        Path keys = folder.resolve("data/.geckos3/keys.conf");
        Settings generated = read(Map.of(), "auth.generate-keys = true", "-data-dir=" + folder.resolve("data"));
        assertEquals(new Authentication.Generated(keys), generated.authentication());
        assertEquals(new ListenAddress("", 9000), generated.listen());
        assertFalse(Files.exists(keys), "checking a configuration makes nothing");

        Map<String, String> wanted = Map.of("GECKOS3_AUTH_GENERATE_KEYS", "true");
        assertEquals(
                "mysecretkey",
                WrittenSettings.pair(read(wanted, "", "-secret-key=mysecretkey"))
                        .secret());
        assertThrows(ConfigurationException.class, () -> read(wanted, "", "-secret-key=minioadmin", "-listen=:9000"));
        assertThrows(ConfigurationException.class, () -> read(wanted, "", "-access-key=mine"));
        assertThrows(ConfigurationException.class, () -> read(wanted, "storage.type = memory"));
        assertEquals(new Authentication.Off(), read(wanted, "", "-auth=false").authentication());
    }

    private Settings read(Map<String, String> environment, String file, String... flags) {
        return new WrittenSettings(folder).read(environment, file, flags);
    }
}
