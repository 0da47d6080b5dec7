package io.geckos.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.bench.http.Endpoint;
import io.geckos.bench.http.KeyPair;
import io.geckos.bench.load.LoadPlan;
import io.geckos.bench.load.LoadRun;
import io.geckos.bench.load.ProgressListener;
import io.geckos.bench.load.RunResult;
import io.geckos.bench.load.Workload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers that do not answer as servers should. */
class FailingServerTest {
    private final ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();

    FailingServerTest() throws IOException {}

    @AfterEach
    void stop() throws IOException {
        server.close();
        for (Socket socket : accepted) {
            socket.close();
        }
    }

    @Test
    void aSilentServerIsGivenUp() throws Exception {
        Thread.ofVirtual().start(() -> acceptAll(false));
        RunResult result = measure(SmallLoads.impatient(SmallLoads.of(Workload.PUT)));
        assertEquals(
                Set.of("measure: no answer in time", "read back: no answer in time"),
                result.failures().keySet());
        assertEquals(0, result.requests());
    }

    @Test
    void aServerThatClosesIsFailedUntilTheDriverGivesUp() throws Exception {
        Thread.ofVirtual().start(() -> acceptAll(true));
        RunResult result = measure(SmallLoads.of(Workload.PUT));
        assertEquals(0, result.requests());
        assertTrue(result.failed() >= SmallLoads.STEPS, result.failures()::toString);
    }

    private RunResult measure(LoadPlan load) throws InterruptedException, IOException {
        URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort());
        Endpoint endpoint = new Endpoint("bad", uri, new KeyPair("a", "b"), "us-east-1", OptionalLong.empty());
        try (LoadRun run = new LoadRun(endpoint, load, ProgressListener.NONE)) {
            return run.measure();
        }
    }

    private void acceptAll(boolean close) {
        try {
            while (true) {
                Socket socket = server.accept();
                accepted.add(socket);
                if (close) {
                    socket.close();
                }
            }
        } catch (IOException e) {
            // The test is over.
        }
    }
}
