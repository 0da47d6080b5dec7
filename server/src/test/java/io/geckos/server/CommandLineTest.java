package io.geckos.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.server.CommandLine.Mode;
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

    @ParameterizedTest
    @CsvSource({"-auth, true", "-auth=false, false", "-auth false, false", "-auth -listen=:1, true"})
    void authNeedsNoValue(String args, String value) {
        assertEquals(value, CommandLine.parse(args.split(" ")).values().get("auth.enabled"));
    }

    @ParameterizedTest
    @CsvSource({
        "-data=/srv, unknown flag -data",
        "stray, argument 1 is not a flag",
        "-auth=true pssst, argument 2",
        "-listen=:1 --listen :2, -listen is given twice",
        "-secret-key -listen=:1, -secret-key needs a value",
        "-config, -config needs a value",
        "-help=pssst, unknown flag -help",
        "-pssst-key=pssst1, unknown flag"
    })
    void whatIsNotUnderstoodIsNamedWithoutItsValue(String args, String why) {
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> CommandLine.parse(args.split(" ")));
        assertTrue(e.getMessage().startsWith(why), e.getMessage());
        assertFalse(e.getMessage().matches(".*pssst(1|$).*"), e.getMessage());
    }

    @Test
    void everyFlagIsInTheUsage() {
        for (Key key : Key.values()) {
            key.flag().ifPresent(flag -> assertTrue(CommandLine.USAGE.contains("  " + flag + "="), flag));
        }
    }
}
