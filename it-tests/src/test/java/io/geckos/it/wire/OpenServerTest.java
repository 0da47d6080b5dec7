package io.geckos.it.wire;

import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.RawHttp.Reply;
import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerProcess;
import io.geckos.it.testkit.WireRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the wire, on one server that asks nobody who they are, so that nothing else is refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OpenServerTest {
    private @Nullable ServerProcess server;
    private Path data = Path.of("");

    @BeforeAll
    void startServer(@TempDir Path directory) throws Exception {
        data = directory;
        server = ServerLaunch.on(directory).with("-auth=false").start();
    }

    @AfterAll
    void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    /** The data directory. */
    Path data() {
        return data;
    }

    InetSocketAddress address() {
        return Objects.requireNonNull(server).address();
    }

    Reply send(WireRequest request) throws IOException {
        return RawHttp.exchange(address(), request);
    }

    Reply send(String method, String target, String body) throws IOException {
        return send(WireRequest.of(method, target).body(body));
    }
}
