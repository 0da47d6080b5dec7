package io.geckos.it.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.Eventually;
import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerProcess;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a start says on standard error: facts for people on a terminal, a line of JSON elsewhere if it is asked for. */
class StartReportTest {
    @TempDir
    Path folder;

    private final Path launcher = Path.of("..", "geckos3").toAbsolutePath().normalize();

    @Test
    @Timeout(60)
    void onATerminalEachFactIsALine() throws Exception {
        InetSocketAddress s3 = ServerLaunch.freeAddress();
        InetSocketAddress admin = ServerLaunch.freeAddress();
        Path data = folder.resolve("data");
        String command = "exec " + launcher + " -data-dir=" + data + " -listen=127.0.0.1:" + s3.getPort()
                + " -admin-listen=127.0.0.1:" + admin.getPort() + " >" + folder.resolve("out");
        List<String> said = onTerminal(command, "started in");
        assertEquals(9, said.size(), said.toString());
        assertTrue(said.get(0).matches("geckos3 +\\d+\\.\\d+\\.\\d+"), said.get(0));
        assertTrue(said.get(1).matches("S3 +http://127\\.0\\.0\\.1:" + s3.getPort() + " \\(this machine only\\)"));
        assertTrue(said.get(2).endsWith(" " + data), said.get(2));
        assertTrue(said.get(3).matches("durability +strict"), said.get(3));
        assertTrue(said.get(4).matches("access key +minioadmin \\(the default pair, which everybody knows\\)"));
        assertTrue(said.get(5)
                .matches("admin +http://127\\.0\\.0\\.1:" + admin.getPort()
                        + " \\(/health/live, /health/ready, /metrics\\)"));
        assertTrue(said.get(6).matches("console +http://127\\.0\\.0\\.1:" + admin.getPort() + "/"), said.get(6));
        assertTrue(said.get(7).matches("configuration +none .*"), said.get(7));
        assertTrue(said.get(8).matches("started in +\\d+ ms"), said.get(8));
    }

    @Test
    @Timeout(60)
    void aSecretIsNotShownAndTheFileIsNamed() throws Exception {
        Path config = Files.writeString(
                folder.resolve("geckos3.conf"),
                "storage.type = memory\nauth.access-key = mine\nauth.secret-key = do-not-print-me\n"
                        + "admin.listen = \"127.0.0.1:0\"\nlisten = \"127.0.0.1:0\"\nstorage.type = fs\nstorage.durability = relaxed\n"
                        + "storage.data-dir = \"" + folder.resolve("data") + "\"\n");
        List<String> said = onTerminal("exec " + launcher + " -config=" + config, "started in");
        String all = said.toString();
        assertFalse(all.contains("do-not-print-me"), all);
        assertTrue(all.contains("access key      mine,"), all);
        assertTrue(all.contains("durability      relaxed (a power cut may lose the last seconds)"), all);
        assertTrue(all.contains("configuration   " + config), all);
    }

    /** What is said on a terminal up to a line that begins with {@code last}; then the server is told to stop. */
    private List<String> onTerminal(String command, String last) throws Exception {
        Path terminal = folder.resolve("terminal");
        Process script = new ProcessBuilder("script", "-qefc", command, terminal.toString())
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            Eventually.holds(
                    last + " is said",
                    () -> Files.exists(terminal)
                            && Files.readString(terminal).lines().anyMatch(line -> line.startsWith(last)));
            return Files.readString(terminal)
                    .lines()
                    .filter(line -> !line.startsWith("Script "))
                    .takeWhile(line -> !line.isBlank())
                    .toList();
        } finally {
            script.descendants().forEach(ProcessHandle::destroy);
            Eventually.ends(script);
        }
    }

    @Test
    void elsewhereNothingIsSaidUntilItIsAskedForAndThenOneLineOfJson() throws Exception {
        try (ServerProcess server = ServerLaunch.on(folder.resolve("data")).start()) {
            server.terminate();
            assertEquals(0, server.awaitExit());
            assertEquals("", server.stderr());
        }
        try (ServerProcess server = ServerLaunch.on(folder.resolve("data"))
                .with("-log-level=info", "-admin-listen=127.0.0.1:0")
                .start()) {
            Eventually.holds("the start is told", () -> server.stderr().endsWith("}\n"));
            server.terminate();
            assertEquals(0, server.awaitExit());
            String line = server.stderr();
            assertEquals(1, line.lines().count(), line);
            assertTrue(
                    line.matches(
                            "\\{\"timestamp\":\"[^\"]+Z\",\"event\":\"started\",\"version\":.*\"start_ms\":\\d+}\n"),
                    line);
            assertTrue(line.contains("\"s3\":\"" + server.endpoint() + "\""), line);
            assertTrue(line.contains("\"access_key\":\"minioadmin\",\"default_secret\":true"), line);
            assertTrue(line.matches(".*\"console\":\"http://127.0.0.1:\\d+/\",.*\n"), line);
            assertTrue(line.matches(".*\"health\":\"http://127.0.0.1:\\d+/health/ready\",.*\n"), line);
        }
    }
}
