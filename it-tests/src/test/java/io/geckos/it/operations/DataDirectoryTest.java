package io.geckos.it.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.RawHttp.Reply;
import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerProcess;
import io.geckos.it.testkit.WireRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators do to the data directory of a running server. */
class DataDirectoryTest {
    private static final Path LAUNCHER =
            Path.of("..", "geckos3").toAbsolutePath().normalize();

    @TempDir
    Path parent;

    @Test
    void whileItIsAwayTheServerSaysSoAndAfterwardsItGoesOn() throws Exception {
        Path data = parent.resolve("data");
        InetSocketAddress admin = ServerLaunch.freeAddress();
        ServerLaunch launch = ServerLaunch.on(data).with("-auth=false").admin(admin);
        try (ServerProcess server = launch.start()) {
            assertEquals(200, send(server.address(), "PUT", "/bucket").status());
            assertEquals(200, putObject(server));
            assertEquals(200, send(admin, "GET", "/health/ready").status());
            Path aside = Files.move(data, parent.resolve("aside"));
            assertEquals(503, putObject(server));
            assertEquals(503, putObject(server));
            assertEquals(503, send(server.address(), "GET", "/other/key").status());
            assertEquals(503, send(admin, "GET", "/health/ready").status());
            assertEquals(200, send(admin, "GET", "/health/live").status());
            Files.move(aside, data);
            assertEquals(200, send(admin, "GET", "/health/ready").status());
            assertEquals(200, putObject(server));
            assertEquals(404, send(server.address(), "GET", "/other/key").status());
            List<String> told = server.stderr().lines().toList();
            assertEquals(2, told.size(), told.toString());
            assertTrue(told.get(0).contains("WARNING the data directory is gone"), told.toString());
            assertTrue(told.get(1).endsWith("WARNING the data directory is back"), told.toString());
        }
    }

    @Test
    void itIsVerifiedBesideTheServerAndRepairedOnlyWithoutIt() throws Exception {
        Path data = parent.resolve("data");
        try (ServerProcess server = ServerLaunch.on(data).with("-auth=false").start()) {
            send(server.address(), "PUT", "/bucket");
            assertEquals(200, putObject(server));
            Run good = verify("-data-dir=" + data);
            assertEquals(0, good.code(), good::output);
            assertTrue(good.output().startsWith("good: 1 objects, 5 bytes read"), good::output);
            Run repair = verify("-data-dir=" + data, "-repair");
            assertEquals(1, repair.code(), repair::output);
            assertTrue(repair.output().contains("process " + server.pid() + " on "), repair::output);
        }
        Files.setLastModifiedTime(
                Files.writeString(data.resolve("bucket/key"), "butes"),
                Files.getLastModifiedTime(data.resolve("bucket/key")));
        assertEquals(0, verify("-data-dir=" + data).code(), "changed by hand is no damage");
    }

    private static Reply send(InetSocketAddress to, String method, String target) throws IOException {
        return RawHttp.exchange(to, WireRequest.of(method, target));
    }

    private static int putObject(ServerProcess server) throws IOException {
        WireRequest put = WireRequest.of("PUT", "/bucket/key").body("bytes".getBytes(StandardCharsets.UTF_8));
        return RawHttp.exchange(server.address(), put).status();
    }

    private record Run(int code, String output) {}

    private static Run verify(String... flags) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString(), "verify"));
        command.addAll(List.of(flags));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }
}
