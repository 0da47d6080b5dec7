package io.geckos.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.server.config.CommandLine.Mode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    @Test
    void nothingMeansToServe() {
        assertEquals(new CommandLine(Mode.SERVE, Optional.empty(), Map.of()), CommandLine.parse());
    }

    @ParameterizedTest
    @CsvSource({
        "-help, HELP",
        "-h, HELP",
        "--help, HELP",
        "-version, VERSION",
        "--version, VERSION",
        "help, HELP",
        "-?, HELP",
        "/?, HELP",
        "version, VERSION",
        "-check-config, CHECK_CONFIG",
        "-version -help, HELP",
        "-config=f -check-config, CHECK_CONFIG"
    })
    void modesAreAskedForByFlags(String args, Mode mode) {
        assertEquals(mode, CommandLine.parse(args.split(" ")).mode());
    }

    @Test
    void valuesMayHoldAnythingAndStandBehindASpace() {
        CommandLine parsed = CommandLine.parse("-secret-key", "-a=b c", "--access-key==", "-config", "my file");
        assertEquals("-a=b c", parsed.values().get("auth.secret-key"));
        assertEquals("=", parsed.values().get("auth.access-key"));
        assertEquals(Optional.of(Path.of("my file")), parsed.configFile());
    }

    @Test
    void anyKeyIsSetAndAnyNumberOfThem() {
        CommandLine parsed =
                CommandLine.parse("-set", "limits.requests=5", "--set=region = a", "-set", "auth.secret-key=a=b");
        assertEquals(
                Map.of("limits.requests", "5", "region", " a", "auth.secret-key", "a=b"),
                parsed.values(),
                "as they stand there");
    }

    @Test
    void whatPeopleChangeMostHasFlags() {
        CommandLine parsed = CommandLine.parse(
                "-durability=relaxed", "-admin-listen=:1", "--region", "eu-west-1", "-log-level", "info");
        assertEquals(
                Map.of(
                        "storage.durability", "relaxed",
                        "admin.listen", ":1",
                        "region", "eu-west-1",
                        "log.level", "info"),
                parsed.values());
    }

    @Test
    void theDirectoryIsNamedToWhoComesFromMinio() {
        ConfigurationException e =
                assertThrows(ConfigurationException.class, () -> CommandLine.parse("server", "/data"));
        assertTrue(e.getMessage().contains("write geckos3 -data-dir=/data,"), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"-auth, true", "-auth=false, false", "-auth false, false", "-auth -listen=:1, true"})
    void authNeedsNoValue(String args, String value) {
        assertEquals(value, CommandLine.parse(args.split(" ")).values().get("auth.enabled"));
    }

    @ParameterizedTest
    @CsvSource({
        "-data=/srv, unknown flag -data",
        "stray, '\"stray\" is neither a flag nor a command; the commands are verify, migrate and unseal'",
        "serve, '\"serve\" is neither a flag nor a command; the commands are verify, migrate and unseal'",
        "-auth=true pssst, argument 2 is not a flag",
        "-listen=:1 --listen :2, -listen is given twice",
        "-secret-key -listen=:1, -secret-key needs a value",
        "-config, -config needs a value",
        "-help=pssst, unknown flag -help",
        "-pssst-key=pssst1, unknown flag",
        "-lisen=:1, 'unknown flag -lisen, did you mean -listen?'",
        "--verison, 'unknown flag -verison, did you mean -version?'",
        "-port=9000, unknown flag -port; see -help",
        "-set, -set needs a value",
        "-set pssst, -set needs a key and its value",
        "-set auth.secret-key=pssst -secret-key=pssst, -secret-key is given twice",
        "-region=a -set region=b, region is given twice",
        "server /srv, there is no command server",
        "server --address :1, there is no command server",
        "-address=:1, 'unknown flag -address, which is MinIO''s: write -listen='",
        "--console-address :1, 'unknown flag -console-address, which is MinIO''s: write -admin-listen='"
    })
    void whatIsNotUnderstoodIsNamedWithoutItsValue(String args, String why) {
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> CommandLine.parse(args.split(" ")));
        assertTrue(e.getMessage().startsWith(why), e.getMessage());
        assertFalse(e.getMessage().matches(".*pssst(1|$).*"), e.getMessage());
    }

    @Test
    void everyFlagIsInTheUsage() {
        for (ConfigurationKey key : ConfigurationKey.values()) {
            key.flag().ifPresent(flag -> assertTrue(CommandLine.USAGE.contains("  " + flag + "="), flag));
        }
    }
}
