package io.geckos.it.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerLaunch.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every mode of the command line, and every kind of mistake, leaves on both streams and as the exit code. */
class CommandLineOutputTest {
    private static final int BAD_CONFIGURATION = 2;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"-help", "--help", "-h", "help", "/?", "-?", "-version -help"})
    void usageIsPrintedWhicheverWayItIsAskedFor(String arguments) throws Exception {
        Exit exit = run(arguments);
        assertEquals(0, exit.code());
        assertEquals("", exit.stderr());
        assertTrue(exit.stdout().startsWith("Usage: geckos3 [flags]\n"), exit.stdout());
        assertTrue(exit.stdout().contains("\n  -set KEY=VALUE "), exit.stdout());
        assertTrue(exit.stdout().endsWith("GECKOS3_LIMITS_REQUESTS.\n"), "the end is missing: " + exit.stdout());
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify -help", "verify --help", "verify help", "help verify"})
    void usageOfVerifyIsPrinted(String arguments) throws Exception {
        Exit exit = run(arguments);
        assertEquals(0, exit.code());
        assertEquals("", exit.stderr());
        assertTrue(exit.stdout().startsWith("Usage: geckos3 verify [flags]\n"), exit.stdout());
        assertTrue(exit.stdout().endsWith("in quarantine now\n"), "the end is missing: " + exit.stdout());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-version", "--version", "version"})
    void versionIsOneLine(String argument) throws Exception {
        Exit exit = run(argument);
        assertEquals(0, exit.code());
        assertEquals("", exit.stderr());
        assertTrue(exit.stdout().matches("geckos3 \\d+\\.\\d+\\.\\d+\\S*\n"), exit.stdout());
    }

    @Test
    void goodConfigurationIsOneLineAndLeavesNothingBehind() throws Exception {
        Path data = folder.resolve("data");
        Exit exit = run("-check-config -data-dir " + data);
        assertEquals(0, exit.code(), exit.stderr());
        assertEquals("", exit.stderr());
        assertEquals("configuration is good\n", exit.stdout());
        assertFalse(Files.exists(data));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -lisen=:1                            | unknown flag -lisen, did you mean -listen?
            stray                                | "stray" is neither a flag nor a command
            -listen                              | -listen needs a value
            -listen=:1 -listen=:2                | -listen is given twice
            -listen=9000                         | listen: bad value "9000"
            -set limits.request=5                | did you mean limits.requests?
            -set x                               | -set needs a key and its value
            -log-level=loud                      | log.level: bad value "loud"
            -durability=lax                      | storage.durability: bad value "lax"
            server /data                         | write geckos3 -data-dir=/data
            verify -lisen=:1                     | unknown flag -lisen
            -check-config -region=EU             | region: bad value "EU"
            -config=/nowhere/geckos3.conf        | "/nowhere/geckos3.conf"
            """)
    void mistakeIsOneLineThatNamesIt(String arguments, String message) throws Exception {
        refuses(run(arguments), message);
    }

    @ParameterizedTest
    @CsvSource({
        "GECKOS3_LISTN, GECKOS3_LISTEN",
        "S3LITE_ACCESSKEY, S3LITE_ACCESS_KEY",
        "MINIO_ROOT_USER, S3LITE_ACCESS_KEY",
        "MINIO_ROOT_PASSWORD, S3LITE_SECRET_KEY"
    })
    void variableThatIsNotReadIsOneLineThatNamesTheOneThatIs(String variable, String right) throws Exception {
        Exit exit = ServerLaunch.run(Map.of(variable, "pssst"), "-data-dir=" + folder.resolve("data"));
        refuses(exit, variable);
        refuses(exit, right);
        assertFalse(exit.stderr().contains("pssst"), exit.stderr());
    }

    private void refuses(Exit exit, String message) throws Exception {
        assertEquals(BAD_CONFIGURATION, exit.code(), exit.stderr());
        assertEquals("", exit.stdout());
        assertEquals(1, exit.stderr().lines().count(), exit.stderr());
        assertTrue(exit.stderr().startsWith("geckos3: "), exit.stderr());
        assertTrue(exit.stderr().contains(message), exit.stderr());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList(), "left behind");
        }
    }

    private static Exit run(String arguments) throws Exception {
        return ServerLaunch.run(Map.of(), arguments.split(" "));
    }
}
