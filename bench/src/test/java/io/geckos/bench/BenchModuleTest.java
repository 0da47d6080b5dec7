package io.geckos.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The driver as its launcher starts it: a named module, whose packages are closed but for what it opens. */
class BenchModuleTest {
    @Test
    void helpOfEachCommandIsPrintedByTheModule() throws Exception {
        for (String command : new String[] {"run", "compare", "start", "watch"}) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-p",
                            modulePath(),
                            "-m",
                            "io.geckos.bench/" + BenchMain.class.getName(),
                            "help",
                            command)
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertEquals(0, process.waitFor(), output);
            assertTrue(output.startsWith("Usage: geckos3-bench " + command), output);
        }
    }

    /** What the driver runs on: its own classes, and the libraries that its module names. */
    private static String modulePath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(
                        entry -> (entry.endsWith("classes") && !entry.endsWith("test-classes"))
                                || entry.matches(
                                        ".*(geckos3-signer|HdrHistogram|picocli|jakarta.json-api|parsson|progressbar|jline)[^/]*\\.jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
