package io.geckos.it.load;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.Eventually;
import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerProcess;
import io.geckos.it.testkit.WireRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As many clients at once as the limits allow, through a small heap, and more. */
class LimitsTest {
    private static final int SMALL_REQUESTS = 2_000;
    private static final int TRANSFERS = 250;
    private static final int BLOCKS = 8;
    private static final int IDLE = 1_000;
    private static final int PATIENCE_SECONDS = 120;
    private static final long MEBIBYTE = 1 << 20;

    /** A mebibyte that every large body repeats. */
    private static final byte[] BLOCK = new byte[1 << 20];

    @TempDir
    Path data;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<RawHttp> connections = new ArrayList<>();

    @BeforeEach
    void fill() {
        new Random(500).nextBytes(BLOCK);
    }

    @AfterEach
    void disconnect() throws IOException {
        for (RawHttp connection : connections) {
            connection.close();
        }
        threads.shutdownNow();
    }

    private ServerLaunch smallHeap() throws IOException {
        return ServerLaunch.on(data)
                .with("-auth=false")
                .environment("GECKOS3_JAVA_OPTS", "-Xmx64m")
                .environment("GECKOS3_STORAGE_DURABILITY", "relaxed")
                // The clients share this machine's cores, and starved ones are not what is tested here.
                .environment("GECKOS3_LIMITS_STALL_TIMEOUT", "2m");
    }

    private RawHttp connect(ServerProcess server) throws IOException {
        RawHttp connection = RawHttp.connect(server.address()).patient();
        connections.add(connection);
        return connection;
    }

    private void all(List<Callable<Void>> tasks) throws Exception {
        for (Future<Void> task : threads.invokeAll(tasks)) {
            task.get();
        }
    }

    @Test
    void twoThousandSmallRequestsAtOnceAreAnswered() throws Exception {
        try (ServerProcess server = smallHeap().start()) {
            RawHttp.exchange(server.address(), WireRequest.of("PUT", "/small"));
            List<Callable<Void>> requests = new ArrayList<>();
            for (int i = 0; i < SMALL_REQUESTS; i++) {
                RawHttp http = connect(server);
                String key = "/small/" + i % 10 + "/" + i;
                requests.add(() -> {
                    http.send(put(key, key.length())).send(key);
                    assertEquals(200, http.reply().status());
                    assertEquals(key, http.send(get(key)).reply().body());
                    return null;
                });
            }
            all(requests);
        }
    }

    @Test
    void fiveHundredLargeTransfersAtOnceEndWhole() throws Exception {
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        for (int block = 0; block < BLOCKS; block++) {
            md5.update(BLOCK);
        }
        String etag = '"' + HexFormat.of().formatHex(md5.digest()) + '"';
        CyclicBarrier underWay = new CyclicBarrier(2 * TRANSFERS);
        try (ServerProcess server = smallHeap().start()) {
            RawHttp.exchange(server.address(), WireRequest.of("PUT", "/large"));
            upload(connect(server), "/large/source", etag, new CyclicBarrier(1));
            List<Callable<Void>> transfers = new ArrayList<>();
            for (int i = 0; i < TRANSFERS; i++) {
                RawHttp up = connect(server);
                RawHttp down = connect(server);
                String key = "/large/" + i;
                transfers.add(() -> upload(up, key, etag, underWay));
                transfers.add(() -> download(down, "/large/source", etag, underWay));
            }
            all(transfers);
        }
    }

    private static Void upload(RawHttp http, String key, String etag, CyclicBarrier underWay) throws Exception {
        http.send(put(key, BLOCKS * BLOCK.length)).send(BLOCK);
        underWay.await(PATIENCE_SECONDS, SECONDS);
        for (int block = 1; block < BLOCKS; block++) {
            http.send(BLOCK);
        }
        assertEquals(etag, http.reply().header("etag"));
        return null;
    }

    /** Keeps the server waiting in the midst of its answer until all others are under way. */
    private static Void download(RawHttp http, String key, String etag, CyclicBarrier underWay) throws Exception {
        assertEquals(etag, http.send(get(key)).head().header("etag"));
        underWay.await(PATIENCE_SECONDS, SECONDS);
        for (int block = 0; block < BLOCKS; block++) {
            assertArrayEquals(BLOCK, http.read(BLOCK.length));
        }
        return null;
    }

    @Test
    void aThousandIdleConnectionsCostLessThan32MiB() throws Exception {
        try (ServerProcess server = smallHeap().start()) {
            // What the first requests load and compile is not what connections cost.
            for (int i = 0; i < IDLE; i++) {
                assertEquals(
                        404,
                        RawHttp.exchange(server.address(), WireRequest.of("GET", "/none/" + i))
                                .status());
            }
            long before = resident(server);
            for (int i = 0; i < IDLE; i++) {
                assertEquals(404, connect(server).send(get("/none/key")).reply().status());
            }
            long cost = resident(server) - before;
            assertTrue(cost < 32 * MEBIBYTE, () -> "1000 idle connections cost " + cost + " bytes");
        }
    }

    private static long resident(ServerProcess server) throws IOException {
        String rss = Files.readAllLines(Path.of("/proc", Long.toString(server.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(rss.replaceAll("\\D", "")) << 10;
    }

    @Test
    void whoeverComesWhileTheLimitIsReachedIsToldToComeAgain() throws Exception {
        ServerLaunch launch = smallHeap().environment("GECKOS3_LIMITS_REQUESTS", "2");
        try (ServerProcess server = launch.start()) {
            RawHttp.exchange(server.address(), WireRequest.of("PUT", "/limit"));
            RawHttp first = served(server, "/limit/first").send("sto");
            RawHttp second = served(server, "/limit/second").send("sto");

            RawHttp.Reply refused = connect(server).send(get("/limit/none")).reply();
            assertEquals("SlowDown", refused.code());
            assertEquals("1", refused.header("retry-after"));
            // A body that is still coming must not turn the answer into a reset.
            for (int i = 0; i < 20; i++) {
                RawHttp late =
                        connect(server).send(put("/limit/late", BLOCK.length)).send(BLOCK);
                assertEquals("SlowDown", late.reply().code());
                assertEquals("", late.untilClosed());
                // Whoever sends nothing for long loses the place to the next one.
                first.send("x");
                second.send("x");
            }

            assertEquals(200, first.send("red").reply().status());
            assertEquals(200, second.send("red").reply().status());
            assertEquals(404, second.send(get("/limit/late")).reply().status());
        }
    }

    @Test
    void anAddressBeyondItsShareLosesOneOfItsConnectionsAndOthersAreServed() throws Exception {
        ServerLaunch launch = smallHeap()
                .environment("GECKOS3_LIMITS_CONNECTIONS_PER_ADDRESS", "2")
                // So that none of them ends by itself.
                .environment("GECKOS3_LIMITS_HEADER_TIMEOUT", "1h");
        try (ServerProcess server = launch.start()) {
            RawHttp other = connect(server);
            assertEquals(404, other.send(get("/none/key")).reply().status());
            InetAddress address = InetAddress.getByName("127.0.0.2");
            List<Callable<String>> silent = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                RawHttp one = RawHttp.connect(server.address(), address).patient();
                connections.add(one);
                silent.add(one::untilClosed);
            }
            assertEquals("", threads.invokeAny(silent));
            assertEquals(404, other.send(get("/none/key")).reply().status());
        }
    }

    /**
     * An upload that counts as being served, for the server has asked for its body. A request answered counts until
     * its thread has come back from answering, so an upload may have to be sent again.
     */
    private RawHttp served(ServerProcess server, String key) throws Exception {
        List<RawHttp> asked = new ArrayList<>();
        Eventually.holds(key + " is being served", () -> {
            RawHttp http = connect(server);
            asked.add(http);
            return http.send(put(key, 26).replace("\r\n\r\n", "\r\nexpect: 100-continue\r\n\r\n"))
                            .reply()
                            .status()
                    == 100;
        });
        return asked.getLast();
    }

    private static String put(String key, int length) {
        return "PUT " + key + " HTTP/1.1\r\nhost: h\r\ncontent-length: " + length + "\r\n\r\n";
    }

    private static String get(String key) {
        return "GET " + key + " HTTP/1.1\r\nhost: h\r\n\r\n";
    }
}
