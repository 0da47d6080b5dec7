package io.geckos.it.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.Eventually;
import io.geckos.it.testkit.NoticeSocket;
import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerProcess;
import io.geckos.it.testkit.WireRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What systemd hears of a server that it started with {@code Type=notify}. */
class SupervisorTest {
    @TempDir
    Path folder;

    @Test
    void isToldAtAPathWhenRequestsAreServedAndWhenTheServerStops() throws Exception {
        isTold(folder.resolve("notify").toString());
    }

    @Test
    void isToldAtAnAbstractName() throws Exception {
        isTold("@geckos3/" + folder.getFileName());
    }

    private void isTold(String name) throws Exception {
        ServerLaunch launch =
                ServerLaunch.on(folder.resolve("data")).with("-auth=false").environment("NOTIFY_SOCKET", name);
        Path err = folder.resolve("err");
        try (NoticeSocket systemd = new NoticeSocket(name)) {
            Process server = launch.spawn(folder.resolve("out"), err);
            try {
                assertEquals("READY=1", systemd.next());
                assertEquals(200, listBuckets(launch), "ready, but not served");
                server.destroy();
                assertEquals("STOPPING=1", systemd.next());
                assertEquals(0, server.waitFor());
                assertEquals("", Files.readString(err));
            } finally {
                server.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void thatCannotBeToldIsNamedAndTheServerServes() throws Exception {
        String nowhere = folder.resolve("nobody").toString();
        ServerLaunch launch = ServerLaunch.on(folder.resolve("data")).environment("NOTIFY_SOCKET", nowhere);
        try (ServerProcess server = launch.start()) {
            Eventually.holds("the socket is named", () -> server.stderr().contains(nowhere));
            assertTrue(server.stderr().contains("NOTIFY_SOCKET: cannot send READY=1"), server.stderr());
            server.terminate();
            assertEquals(0, server.awaitExit());
        }
    }

    private static int listBuckets(ServerLaunch launch) throws IOException {
        return RawHttp.exchange(launch.address(), WireRequest.of("GET", "/")).status();
    }
}
