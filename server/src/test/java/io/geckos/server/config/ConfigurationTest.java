package io.geckos.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.object.StorageClass;
import io.geckos.server.settings.Settings;
import io.geckos.server.settings.Settings.Authentication;
import io.geckos.server.settings.WrittenSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    @TempDir
    Path folder;

    @Test
    void defaultsAreTheSeedsButServeThisMachineOnly() {
        Settings settings = read(Map.of());
        assertEquals(new ListenAddress("127.0.0.1", 9000), settings.listen());
        assertEquals("minioadmin", WrittenSettings.pair(settings).accessKeyId());
        assertEquals("minioadmin", WrittenSettings.pair(settings).secret());
        assertEquals(Optional.empty(), settings.region());
        assertEquals(List.of(), settings.baseDomains());
        assertEquals(List.of(), settings.corsOrigins());
        assertEquals(Duration.ofSeconds(30), settings.shutdownTimeout());
        assertEquals(new ListenAddress("127.0.0.1", 9001), settings.admin().listen());
        assertFalse(settings.admin().explicit());
        assertTrue(settings.logRequests());
        assertEquals(Level.WARNING, settings.logLevel());
        assertEquals("fs", settings.storageType());
        assertEquals(
                Set.of(StorageClass.STANDARD, StorageClass.REDUCED_REDUNDANCY),
                settings.s3().storageClasses());
        assertEquals(Map.of(), settings.storage());
    }

    @Test
    void flagBeatsEnvironmentBeatsFileBeatsDefault() throws IOException {
        String file =
                "auth.secret-key = from-the-file\nauth.access-key = file\nregion = eu-west-1\nlimits.requests = 7";
        Map<String, String> environment =
                Map.of("S3LITE_SECRET_KEY", "from-the-environment", "GECKOS3_REGION", "eu-west-2");
        Settings settings = read(environment, file, "-secret-key=from-the-flag");
        assertEquals("from-the-flag", WrittenSettings.pair(settings).secret());
        assertEquals("file", WrittenSettings.pair(settings).accessKeyId());
        assertEquals(Optional.of("eu-west-2"), settings.region());
        assertEquals(7, settings.limits().requests());
        assertEquals(10_000, settings.limits().connections());
    }

    @Test
    void variablesOfTheSeedWork() {
        Settings settings = read(Map.of(
                "S3LITE_DATA_DIR", "/srv/data",
                "S3LITE_LISTEN", ":8000",
                "S3LITE_ACCESS_KEY", "mykey",
                "S3LITE_SECRET_KEY", "mysecretkey",
                "S3LITE_AUTH_ENABLED", "true"));
        assertEquals(new ListenAddress("", 8000), settings.listen());
        assertEquals("mykey", WrittenSettings.pair(settings).accessKeyId());
        assertEquals(Map.of("data-dir", "/srv/data"), settings.storage());
        assertTrue(read(Map.of("S3LITE_AUTH_ENABLED", "false")).authentication() instanceof Authentication.Off);
    }

    @ParameterizedTest
    @CsvSource({
        "-data-dir=/srv/data -listen=:8000",
        "-data-dir /srv/data -listen :8000",
        "--data-dir=/srv/data --listen :8000"
    })
    void flagsTakeOneDashOrTwoAndEqualsOrSpace(String flags) {
        Settings settings = read(Map.of("S3LITE_SECRET_KEY", "mysecretkey"), "", flags.split(" "));
        assertEquals(new ListenAddress("", 8000), settings.listen());
        assertEquals(Map.of("data-dir", "/srv/data"), settings.storage());
    }

    @Test
    void listsAreListsInTheFileAndCommasInTheEnvironment() throws IOException {
        assertEquals(
                List.of("s3.example.com", "b.org"),
                read(Map.of(), "base-domains = [S3.example.com, b.org]").baseDomains());
        assertEquals(
                List.of("s3.example.com"),
                read(Map.of(), "base-domains = s3.example.com").baseDomains());
        assertEquals(
                List.of("a.org", "b.org"),
                read(Map.of("GECKOS3_BASE_DOMAINS", "a.org, b.org")).baseDomains());
        assertEquals(
                List.of("https://*.a.org", "*"),
                read(Map.of("GECKOS3_CORS_ALLOWED_ORIGINS", "https://*.a.org,*"))
                        .corsOrigins());
    }

    @Test
    void theStandardStorageClassNeedsNoName() {
        StorageClass archive = new StorageClass("GLACIER_IR");
        Set<StorageClass> both = Set.of(StorageClass.STANDARD, archive);
        for (Settings settings : List.of(
                read(Map.of(), "storage.classes = [GLACIER_IR]"),
                read(Map.of(), "storage.classes = [STANDARD, GLACIER_IR, GLACIER_IR]"),
                read(Map.of("GECKOS3_STORAGE_CLASSES", "GLACIER_IR")),
                read(Map.of(), "", "-set=storage.classes=[GLACIER_IR]"))) {
            assertEquals(both, settings.s3().storageClasses());
        }
        assertEquals(Optional.empty(), read(Map.of()).s3().defaultChecksum());
        assertEquals(
                Optional.of(ChecksumAlgorithm.CRC64NVME),
                read(Map.of("GECKOS3_CHECKSUMS_DEFAULT", "CRC64NVME")).s3().defaultChecksum());
        Settings none = read(Map.of(), "storage.classes = []");
        assertEquals(Set.of(StorageClass.STANDARD), none.s3().storageClasses());
        assertEquals(
                Set.of(StorageClass.STANDARD),
                read(Map.of("GECKOS3_STORAGE_CLASSES", "")).s3().storageClasses());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            checksums.default = sha256    | checksums.default                     | none or crc64nvme
            storage.classes = [A-B]       | storage.classes                       | 1 to 64 letters, digits and _
            storage.classes = [STANDARD, "é"] | storage.classes                   | 1 to 64 letters, digits and _
            storage.classes = [GLACIER]   | storage.classes                       | would not read them; use GLACIER_IR
            storage.classes = [A, DEEP_ARCHIVE] | storage.classes                 | would not read them; use GLACIER_IR
            storage.class = [A]           | storage.class                         | storage.classes
            limits.request = 5            | limits.request                        | limits.requests
            limits.requests = many        | limits.requests                       | a number from 1
            limits.connections-per-address = 0     | limits.connections-per-address | a share from 1% to 100%
            limits.connections-per-address = 0%    | limits.connections-per-address | a share from 1% to 100%
            limits.connections-per-address = 101%  | limits.connections-per-address | a share from 1% to 100%
            limits.connections-per-address = half  | limits.connections-per-address | a number from 1 to 1000000
            limits { idle-timeout = 5 }   | limits.idle-timeout                   | 500ms
            limits.minimum-rate = 1kb     | limits.minimum-rate                   | 64KiB
            listen = 9000                 | listen                                | host:port
            listen = "host.invalid:9000"  | listen                                | the name or address of this machine
            admin.listen = "127.0.0.1:99999" | admin.listen                       | 0 to 65535
            auth.enabled = perhaps        | auth.enabled                          | true or false
            auth.access-key = "a b"       | auth.access-key                       | letters
            auth.secret-key = short       | auth.secret-key                       | 8 to 128
            region = "EU west"            | region                                | us-east-1
            cors.allowed-origins = [example.com]       | cors.allowed-origins     | https://*.example.com
            cors.allowed-origins = "https://*.a.*"     | cors.allowed-origins     | at most one *
            cors.allowed-origins = "https://a.org/"    | cors.allowed-origins     | https://*.example.com
            console.origin = "https://a.org/"          | console.origin           | without a path
            console { origin = "https://a.org", s3 = "https://a.org:443" } | console.s3 | another origin than console.origin
            log.level = loud              | log.level                             | warning
            storage.type = tape           | storage.type                          | memory
            storage.tape = 1              | storage.tape                          | storage.type
            storage.durability = lax      | storage.durability                    | strict or relaxed
            storage.reserve = much        | storage.reserve                       | 64KiB
            storage.upload-age = 7        | storage.upload-age                    | 7d
            storage.file-mode = "0444"    | storage.file-mode                     | octal mode from 0600
            nonsense.deep.key = 1         | nonsense                              | listen
            """)
    void badFilesAreRefusedByNamingKeyAndWhatIsAllowed(String file, String key, String allowed) {
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> read(Map.of(), file));
        assertTrue(e.getMessage().contains(key), e.getMessage());
        assertTrue(e.getMessage().contains(allowed), e.getMessage());
    }

    @Test
    void secretsAreNotShownInErrors() {
        ConfigurationException e =
                assertThrows(ConfigurationException.class, () -> read(Map.of("S3LITE_SECRET_KEY", "pssst")));
        assertFalse(e.getMessage().contains("pssst"), e.getMessage());
    }

    @Test
    void unknownVariablesOfOursAreRefused() {
        ConfigurationException e =
                assertThrows(ConfigurationException.class, () -> read(Map.of("GECKOS3_LIMITS_REQUEST", "5")));
        assertTrue(e.getMessage().contains("GECKOS3_LIMITS_REQUESTS"), e.getMessage());
        read(Map.of("GECKOS3_JAVA_OPTS", "-Xmx64m", "PATH", "/bin"));
    }

    @Test
    void misspeltVariablesOfTheSeedAreRefusedWithTheNearest() {
        ConfigurationException e =
                assertThrows(ConfigurationException.class, () -> read(Map.of("S3LITE_SECRETKEY", "pssst")));
        assertTrue(e.getMessage().contains("S3LITE_SECRETKEY, did you mean S3LITE_SECRET_KEY?"), e.getMessage());
        assertFalse(e.getMessage().contains("pssst") || e.getMessage().contains("GECKOS3_"), e.getMessage());
    }

    @Test
    void anyKeyCanBeSetByAFlagAndAnUnknownOneIsRefusedWithTheNearest() {
        Settings settings = read(
                Map.of("GECKOS3_LIMITS_REQUESTS", "6"),
                "limits.requests = 7",
                "-set",
                "limits.requests=5",
                "-set=storage.type=memory");
        assertEquals(5, settings.limits().requests());
        assertEquals("memory", settings.storageType());
        for (String flag : List.of("-set=limits.request=5", "-set=auth.secretkey=pssst", "-set=secret-key=pssst")) {
            ConfigurationException e = assertThrows(ConfigurationException.class, () -> read(Map.of(), "", flag));
            assertTrue(
                    e.getMessage().matches("unknown key .*, did you mean (limits.requests|auth.secret-key)\\?.*"),
                    e.getMessage());
            assertFalse(e.getMessage().contains("pssst"), e.getMessage());
        }
        assertThrows(
                ConfigurationException.class,
                () -> read(Map.of(), "storage.type = memory", "-durability=strict"),
                "the engine has no such key");
    }

    @Test
    void dataDirectoryIsRefusedWithAnEngineThatHasNone() {
        String memory = "storage.type = memory";
        for (String flag : List.of("-data-dir=/srv/data", "-set=storage.data-dir=/srv/data")) {
            ConfigurationException e = assertThrows(ConfigurationException.class, () -> read(Map.of(), memory, flag));
            assertEquals("storage.type memory has no data directory: leave out -data-dir", e.getMessage());
        }
        ConfigurationException variable =
                assertThrows(ConfigurationException.class, () -> read(Map.of("S3LITE_DATA_DIR", "/srv/data"), memory));
        assertEquals("storage.type memory has no data directory: leave out S3LITE_DATA_DIR", variable.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"debug, FINE", "warn, WARNING", "Error, SEVERE", "trace, ALL", "INFO, INFO", "off, OFF"})
    void levelsHaveTheNamesPeopleKnow(String name, String level) {
        assertEquals(
                Level.parse(level), read(Map.of(), "", "-log-level=" + name).logLevel());
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:9001, 127.0.0.1:9001", "127.0.0.1:9001, :9001", "localhost:9002, 127.0.0.1:9002"})
    void onePortForBothListenersIsNamedAsThat(String listen, String admin) {
        ConfigurationException e = assertThrows(
                ConfigurationException.class, () -> read(Map.of(), "", "-listen=" + listen, "-admin-listen=" + admin));
        assertTrue(e.getMessage().startsWith("listen and admin.listen: both have port 900"), e.getMessage());
        assertThrows(ConfigurationException.class, () -> read(Map.of(), "", "-listen=127.0.0.1:9001"));
        read(Map.of(), "", "-listen=127.0.0.1:0", "-admin-listen=127.0.0.1:0");
        read(Map.of(), "", "-listen=127.0.0.1:9000", "-admin-listen=[::1]:9000");
    }

    @Test
    void unitsAreNamedWhereASizeOrDurationIsRefused() {
        String size = assertThrows(
                        ConfigurationException.class, () -> read(Map.of(), "", "-set=limits.minimum-rate=1MB"))
                .getMessage();
        assertTrue(size.contains("(units B, KiB, MiB, GiB)"), size);
        String storage = assertThrows(
                        ConfigurationException.class, () -> read(Map.of(), "", "-set=storage.reserve=1MB"))
                .getMessage();
        assertTrue(storage.contains("(units B, KiB, MiB, GiB)"), storage);
        String time = assertThrows(
                        ConfigurationException.class, () -> read(Map.of(), "", "-set=limits.idle-timeout=1min"))
                .getMessage();
        assertTrue(time.contains("(units ms, s, m, h, d)"), time);
    }

    @Test
    void listsAreShownAsTheyAreSet() {
        Map<String, String> environment = Map.of("GECKOS3_BASE_DOMAINS", "a.org");
        Configuration configuration = new Configuration(
                CommandLine.parse("-config="
                        + new WrittenSettings(folder).file("cors.allowed-origins = [\"https://a.org\", \"null\"]")),
                environment);
        assertEquals("https://a.org, null", configuration.shown().get("cors.allowed-origins"));
        assertEquals("a.org", configuration.shown().get("base-domains"));
        assertEquals("[STANDARD, REDUCED_REDUNDANCY]", configuration.shown().get("storage.classes"));
        assertEquals("(not shown)", configuration.shown().get("auth.secret-key"));
    }

    @Test
    void unknownFlagsAreRefused() {
        assertThrows(ConfigurationException.class, () -> CommandLine.parse("-data=/srv"));
        assertThrows(ConfigurationException.class, () -> CommandLine.parse("stray"));
        assertThrows(ConfigurationException.class, () -> CommandLine.parse("-listen=:1", "-listen=:2"));
    }

    private Settings read(Map<String, String> environment) {
        return read(environment, "");
    }

    private Settings read(Map<String, String> environment, String file, String... flags) {
        return new WrittenSettings(folder).read(environment, file, flags);
    }
}
