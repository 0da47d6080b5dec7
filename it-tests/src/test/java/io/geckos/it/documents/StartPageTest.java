package io.geckos.it.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.ServerLaunch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Follows docs/start.md to the letter, from an empty directory: what a {@code console} block says runs in one terminal, after
 * what ran there before was ended, and what the {@code sh} blocks say in another, block after block.
 */
class StartPageTest {
    private static final Pattern BLOCK = Pattern.compile("```(sh|console)\n(.*?)```", Pattern.DOTALL);
    private static final String TERMINALS = """
            server=
            end() { [ -z "$server" ] || { kill "$server"; wait "$server"; server=; }; }
            trap end EXIT
            serve() {
                end
                env "$@" &
                server=$!
                curl -s -o /dev/null --retry 60 --retry-delay 1 --retry-connrefused http://127.0.0.1:9000/
                kill -0 "$server"
            }
            """;

    @TempDir
    Path folder;

    @Test
    void everyBlockRunsInOrder() throws Exception {
        StringBuilder script = new StringBuilder(TERMINALS);
        BLOCK.matcher(Files.readString(Path.of("..", "docs", "start.md")))
                .results()
                .forEach(block -> script.append(block.group(1).equals("sh") ? "" : "serve ")
                        .append(block.group(2)));
        Path launcher = Path.of("..", "geckos3").toAbsolutePath().normalize();
        Path command = Files.writeString(folder.resolve("geckos3"), "#!/bin/sh\nexec '" + launcher + "' \"$@\"\n");
        assertTrue(command.toFile().setExecutable(true));
        Path output = folder.resolve("output");
        Process shell = shell(script.toString(), output);
        try {
            assertTrue(shell.waitFor(180, TimeUnit.SECONDS), () -> "still runs: " + script);
            assertEquals(0, shell.exitValue(), Files.readString(output));
        } finally {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
        }
    }

    private Process shell(String script, Path output) throws Exception {
        String address = "127.0.0.1:" + ServerLaunch.freeAddress().getPort();
        ProcessBuilder builder = new ProcessBuilder(
                        "bash", "-euxo", "pipefail", "-c", script.replace("127.0.0.1:9000", address))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.matches("(AWS|S3LITE|GECKOS3)_.*"));
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("S3LITE_LISTEN", address);
        builder.environment()
                .put(
                        "GECKOS3_ADMIN_LISTEN",
                        "127.0.0.1:" + ServerLaunch.freeAddress().getPort());
        return builder.start();
    }
}
