package io.geckos.it.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.Eventually;
import io.geckos.it.testkit.NoticeSocket;
import io.geckos.it.testkit.Pem;
import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.WireRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What clients without end do to a server with its limits and its heap as packaged: it lives, others are served meanwhile,
 * and when they have gone the memory is free again.
 */
class FloodTest {
    private static final Pattern MEMORY = Pattern.compile("(?m)^geckos3_client_memory_bytes (\\S+)$");
    private static final int SERVED_MEANWHILE = 20;
    private static final int FEW = 1 << 20;

    /** A head of 46 KiB without an end. */
    private static final String HEAD =
            "GET /" + "a".repeat(16_000) + " HTTP/1.1\r\nhost: h\r\nx-long: " + "b".repeat(30_000);

    /** As many header lines as fit, as many as are allowed, and long ones. */
    private static final String TOO_MANY_LINES = lines(2_700, 1);

    private static final String SHORT_LINES = lines(195, 1);
    private static final String LONG_LINES = lines(30, 1_000);

    private static final int LARGE = 8 << 20;

    /** The kernel keeps some 3 MiB of each answer that nobody reads: as many as are packaged would be too much for it. */
    private static final Map<String, String> FEW_REQUESTS = Map.of("GECKOS3_LIMITS_REQUESTS", "100");

    private static final int READERS = 200;

    @TempDir
    Path folder;

    private ServerLaunch launch;
    private Optional<SSLContext> tls = Optional.empty();
    private InetSocketAddress admin;
    private @Nullable Process server;

    @BeforeEach
    void prepare() throws Exception {
        admin = ServerLaunch.freeAddress();
        launch = ServerLaunch.on(folder.resolve("data"))
                .environment("GECKOS3_AUTH_ENABLED", "false")
                .environment("GECKOS3_STORAGE_DURABILITY", "relaxed")
                .environment("GECKOS3_ADMIN_LISTEN", "127.0.0.1:" + admin.getPort());
    }

    @AfterEach
    void stop() throws Exception {
        running().destroyForcibly().waitFor();
    }

    private static String lines(int count, int length) {
        StringBuilder lines = new StringBuilder();
        for (int line = 0; line < count; line++) {
            lines.append('h')
                    .append(line)
                    .append(": ")
                    .append("a".repeat(length))
                    .append("\r\n");
        }
        return lines.toString();
    }

    private Process running() {
        return Objects.requireNonNull(server);
    }

    private void start(Map<String, String> environment) throws Exception {
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            launch = launch.environment(variable.getKey(), variable.getValue());
        }
        String notices = folder.resolve("notices").toString();
        try (NoticeSocket systemd = new NoticeSocket(notices)) {
            server = launch.environment("NOTIFY_SOCKET", notices).spawn(folder.resolve("out"), folder.resolve("err"));
            assertEquals("READY=1", systemd.next());
        }
        assertEquals(200, send(WireRequest.of("PUT", "/flood")).status());
    }

    private void startWithTls() throws Exception {
        Pem pem = Pem.make(folder, "flood", "EC");
        tls = Optional.of(Pem.trust(pem));
        launch = pem.use(folder, launch);
        start(Map.of());
    }

    private RawHttp connect() throws IOException {
        if (tls.isEmpty()) {
            return RawHttp.connect(launch.address());
        }
        InetSocketAddress address = launch.address();
        return RawHttp.over(tls.get().getSocketFactory().createSocket(address.getHostString(), address.getPort()));
    }

    private void store(String key, byte[] bytes) throws IOException {
        WireRequest put = WireRequest.of("PUT", "/flood/" + key).body(bytes);
        assertEquals(200, send(put).status());
    }

    private RawHttp.Reply send(WireRequest request) throws IOException {
        try (RawHttp http = connect()) {
            return http.send(request.host(launch.address()))
                    .reply(request.method().equals("HEAD"));
        }
    }

    @Test
    void headsWithoutAnEndLeaveTheServerServing() throws Exception {
        start(Map.of());
        withstand(4_000, HEAD);
    }

    @Test
    void headerLinesWithoutAnEndLeaveTheServerServing() throws Exception {
        start(Map.of());
        withstand(500, "GET / HTTP/1.1\r\nhost: h\r\n" + TOO_MANY_LINES);
        withstand(4_000, "GET / HTTP/1.1\r\nhost: h\r\n" + SHORT_LINES);
        withstand(2_500, "GET / HTTP/1.1\r\nhost: h\r\n" + LONG_LINES);
    }

    @Test
    void asManyIdleConnectionsAsAllowedLeaveTheServerServing() throws Exception {
        start(Map.of());
        withstand(10_000, "GET /flood/none HTTP/1.1\r\nhost: h\r\n\r\n");
    }

    @Test
    void documentsWithoutAnEndLeaveTheServerServing() throws Exception {
        start(Map.of());
        String head = "POST /flood?delete HTTP/1.1\r\nhost: h\r\ncontent-md5: AAAAAAAAAAAAAAAAAAAAAA==\r\n";
        String large = "content-length: 8000000\r\n\r\n<Delete><!--" + "x".repeat(7_900_000);
        withstand(64, head + large);
        String small = "content-length: 100000\r\n\r\n<Delete><!--" + "x".repeat(99_000);
        withstand(3_000, head + small);
    }

    @Test
    void formsWithoutAnEndLeaveTheServerServing() throws Exception {
        start(Map.of());
        StringBuilder form = new StringBuilder("POST /flood HTTP/1.1\r\nhost: h\r\ncontent-length: 100000\r\n")
                .append("content-type: multipart/form-data; boundary=x\r\n\r\n");
        for (int field = 0; field < 19; field++) {
            form.append("--x\r\ncontent-disposition: form-data; name=f")
                    .append(field)
                    .append("\r\n\r\n")
                    .append("v".repeat(1000))
                    .append("\r\n");
        }
        withstand(4_000, form.toString());
    }

    @Test
    void manyHeaderLinesBeforeABodyThatStopsLeaveTheServerServing() throws Exception {
        start(Map.of());
        String form = "content-length: 9000\r\ncontent-type: multipart/form-data; boundary=x\r\n\r\n--x\r\n";
        for (String lines : List.of(TOO_MANY_LINES, SHORT_LINES, LONG_LINES)) {
            withstand(2_000, "POST /flood HTTP/1.1\r\nhost: h\r\n" + lines + form);
        }
        for (String lines : List.of(SHORT_LINES, LONG_LINES)) {
            withstand(3_000, "PUT /flood/none HTTP/1.1\r\nhost: h\r\n" + lines + "content-length: 9000\r\n\r\n");
        }
    }

    @Test
    void silentConnectionsLeaveTheServerServing() throws Exception {
        start(Map.of());
        withstand(10_000, "");
    }

    @Test
    void bodiesThatNeverComeLeaveTheServerServing() throws Exception {
        start(Map.of());
        withstand(4_000, "PUT /flood/none HTTP/1.1\r\nhost: h\r\ncontent-length: 1000000\r\n\r\n");
    }

    @Test
    void requestsThatWaitForOneAnotherLeaveTheServerServing() throws Exception {
        start(Map.of());
        String put = "PUT /flood/one HTTP/1.1\r\nhost: h\r\ncontent-length: 20000\r\n\r\n" + "x".repeat(20_000);
        withstand(4_000, put);
    }

    @Test
    void objectsThatNobodyReadsLeaveTheServerServing() throws Exception {
        start(FEW_REQUESTS);
        store("large", new byte[LARGE]);
        withstandReadersOf("GET /flood/large HTTP/1.1\r\nhost: h\r\n\r\n");
    }

    @Test
    void listingsThatNobodyReadsLeaveTheServerServing() throws Exception {
        start(FEW_REQUESTS);
        String parent = "%E2%82%AC".repeat(80) + "/";
        for (int i = 0; i < 500; i++) {
            store(parent + parent + i, new byte[0]);
        }
        withstandReadersOf("GET /flood?list-type=2&encoding-type=url HTTP/1.1\r\nhost: h\r\n\r\n".repeat(10));
    }

    @Test
    void answersToPipelinedRequestsThatNobodyReadsLeaveTheServerServing() throws Exception {
        start(FEW_REQUESTS);
        store("small", new byte[64 << 10]);
        withstandReadersOf("GET /flood/small HTTP/1.1\r\nhost: h\r\n\r\n".repeat(100));
    }

    @Test
    void headsWithoutAnEndByTlsLeaveTheServerServing() throws Exception {
        startWithTls();
        withstand(() -> Flood.of(launch.address(), 3_000, HEAD, tls.orElseThrow()));
        for (String lines : List.of(TOO_MANY_LINES, SHORT_LINES)) {
            String head = "GET / HTTP/1.1\r\nhost: h\r\n" + lines;
            withstand(() -> Flood.of(launch.address(), 1_500, head, tls.orElseThrow()));
        }
    }

    @Test
    void unfinishedHandshakesLeaveTheServerServing() throws Exception {
        startWithTls();
        withstand(5_000, "");
        // The beginning of a message that is to be of 508 bytes.
        withstand(5_000, "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003");
    }

    @Test
    void unfinishedHeadsToTheSecondListenerDoNotSilenceHealth() throws Exception {
        // So that none of them ends by itself.
        start(Map.of("GECKOS3_LIMITS_HEADER_TIMEOUT", "1h"));
        try (Flood flood = Flood.of(admin, 1_000, "GET /")) {
            Eventually.holds("all have sent", flood::isDone);
            assertEquals(
                    200,
                    RawHttp.exchange(admin, WireRequest.of("GET", "/health/live"))
                            .status());
        }
    }

    private void withstand(int count, String sent) throws Exception {
        withstand(() -> Flood.of(launch.address(), count, sent));
    }

    private void withstandReadersOf(String requests) throws Exception {
        withstand(() -> Flood.thatDoesNotRead(launch.address(), READERS, requests));
    }

    private void withstand(Supplier<Flood> begin) throws Exception {
        try (Flood flood = begin.get()) {
            for (int served = 0; served < SERVED_MEANWHILE || !flood.isDone(); served++) {
                Eventually.holds("another client is served", this::serves);
            }
        }
        Eventually.holds("the memory is free again", () -> memory() < FEW);
        assertTrue(serves());
        assertEquals(
                "",
                Files.readString(folder.resolve("out"))
                        .replaceAll("(?m)^\\{.*}$", "")
                        .strip());
    }

    private boolean serves() throws IOException {
        assertTrue(running().isAlive(), Files.readString(folder.resolve("err")));
        assertEquals(
                200,
                RawHttp.exchange(admin, WireRequest.of("GET", "/health/live")).status());
        try {
            return send(WireRequest.of("HEAD", "/flood")).status() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    private double memory() throws IOException {
        var memory = MEMORY.matcher(
                RawHttp.exchange(admin, WireRequest.of("GET", "/metrics")).body());
        assertTrue(memory.find());
        return Double.parseDouble(memory.group(1));
    }
}
