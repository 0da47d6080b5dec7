package io.geckos.it.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launchers: {@code ./geckos3} in a source tree that it cannot build, and the options of the JVM. */
class LauncherTest {
    private static final Path ROOT = Path.of("..");

    @TempDir
    Path tree;

    @Test
    void failedBuildIsSaidInTheLastLineAndWithoutColours() throws Exception {
        Files.createDirectory(tree.resolve(".mvn"));
        Files.createDirectories(tree.resolve("server/src/main"));
        for (String file : List.of("geckos3", "build", ".mvn/jdk.sh")) {
            Files.copy(ROOT.resolve(file), tree.resolve(file));
        }
        Files.writeString(tree.resolve("pom.xml"), "no document");
        Path stderr = tree.resolve("stderr");
        Process process = new ProcessBuilder(tree.resolve("geckos3").toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(stderr.toFile())
                .start();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), "still building");
        assertEquals(1, process.exitValue());
        // Some builds of Maven end with a reset of colours even where they used none.
        List<String> lines =
                Files.readString(stderr).replace("\u001b[0m", "").lines().toList();
        assertEquals("geckos3: the build failed; the lines with [ERROR] above say why", lines.getLast());
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("[ERROR] ")), lines::toString);
    }

    /** The options tell the JVM to ignore those that it does not know, so a misspelt one would be noticed by nobody. */
    @Test
    void everyOptionOfTheJvmIsKnown() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "@" + ROOT.resolve("packaging/java.args"),
                        "-XX:-IgnoreUnrecognizedVMOptions",
                        "-version")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
    }
}
