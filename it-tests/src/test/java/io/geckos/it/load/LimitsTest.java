package io.geckos.it.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As many clients at once as the limits allow, through a small heap, and more. */
class LimitsTest {
    private static final int SMALL_REQUESTS = 2_000;
    private static final int TRANSFERS = 250;
    private static final int BLOCKS = 8;
    private static final int HELD = 500;
    private static final int WARMED = 50;

    /** What an idle connection may keep of the heap, in bytes: half is Helidon's read buffer, a third its stack. */
    private static final long IDLE_BYTES = 20_000;

    /** What a begun upload may keep beside that: a buffer of 8 KiB, a deeper stack, and the request. */
    private static final long UPLOAD_BYTES = 24_000;

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");
    private static final int PATIENCE_SECONDS = 120;

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
    void connectionsAndBegunUploadsKeepLittleOfTheHeap() throws Exception {
        try (ServerProcess server = smallHeap().start()) {
            RawHttp.exchange(server.address(), WireRequest.of("PUT", "/kept"));
            // What the first requests load is not what connections keep.
            idle(server, WARMED);
            begin(server, WARMED);
            long before = heap(server);
            idle(server, HELD);
            long idle = (heap(server) - before) / HELD;
            assertTrue(idle < IDLE_BYTES, () -> "an idle connection keeps " + idle + " bytes");

            before = heap(server);
            begin(server, HELD);
            long begun = (heap(server) - before) / HELD;
            assertTrue(begun < IDLE_BYTES + UPLOAD_BYTES, () -> "a begun upload keeps " + begun + " bytes");
        }
    }

    @Test
    void twoThousandBegunUploadsLeaveASmallHeapServing() throws Exception {
        try (ServerProcess server = smallHeap().start()) {
            RawHttp.exchange(server.address(), WireRequest.of("PUT", "/kept"));
            for (int i = 0; i < SMALL_REQUESTS; i++) {
                begin(server);
            }
            for (int i = 0; i < WARMED; i++) {
                Eventually.holds("another client is served", () -> isServed(server));
            }
        }
    }

    private static boolean isServed(ServerProcess server) {
        try {
            WireRequest request = WireRequest.of("GET", "/kept/none");
            return RawHttp.exchange(server.address(), request).status() == 404;
        } catch (IOException _) {
            return false;
        }
    }

    private void idle(ServerProcess server, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            assertEquals(404, connect(server).send(get("/kept/none")).reply().status());
        }
    }

    /** Begins uploads, and waits until the server waits for the rest of each. */
    private void begin(ServerProcess server, int count) throws Exception {
        long expected = staged() + count;
        for (int i = 0; i < count; i++) {
            begin(server);
        }
        Eventually.holds("the uploads have begun", () -> staged() == expected);
    }

    private void begin(ServerProcess server) throws IOException {
        connect(server).send(put("/kept/key", BLOCKS * BLOCK.length)).send("x".repeat(1_000));
    }

    /** The number of files that uploads have begun to write. */
    private long staged() throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve(".geckos3/staging.d"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    /** The bytes of all that is reachable in the server's heap. */
    private static long heap(ServerProcess server) throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process asking = new ProcessBuilder(jcmd.toString(), Long.toString(server.pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String histogram = new String(asking.getInputStream().readAllBytes(), US_ASCII);
        Matcher total = TOTAL.matcher(histogram);
        assertTrue(total.find(), histogram);
        return Long.parseLong(total.group(1));
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
