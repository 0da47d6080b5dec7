package io.geckos.it.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.it.testkit.Eventually;
import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.WireRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What clients without end do to a server with its limits and its heap as packaged: it lives, others are served meanwhile,
 * and when they have gone the memory is free again.
 */
class FloodTest {
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

    private @Nullable FloodedServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
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

    private FloodedServer running() {
        return Objects.requireNonNull(server);
    }

    private void start(Map<String, String> environment) throws Exception {
        server = FloodedServer.start(folder, environment);
    }

    @Test
    void headsWithoutAnEndLeaveTheServerServing() throws Exception {
        start(Map.of());
        withstand(4_000, Flood.HEAD);
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
        running().store("large", new byte[LARGE]);
        withstandReadersOf("GET /flood/large HTTP/1.1\r\nhost: h\r\n\r\n");
    }

    @Test
    void listingsThatNobodyReadsLeaveTheServerServing() throws Exception {
        start(FEW_REQUESTS);
        String parent = "%E2%82%AC".repeat(80) + "/";
        for (int i = 0; i < 500; i++) {
            running().store(parent + parent + i, new byte[0]);
        }
        withstandReadersOf("GET /flood?list-type=2&encoding-type=url HTTP/1.1\r\nhost: h\r\n\r\n".repeat(10));
    }

    @Test
    void answersToPipelinedRequestsThatNobodyReadsLeaveTheServerServing() throws Exception {
        start(FEW_REQUESTS);
        running().store("small", new byte[64 << 10]);
        withstandReadersOf("GET /flood/small HTTP/1.1\r\nhost: h\r\n\r\n".repeat(100));
    }

    @Test
    void headsWithoutAnEndByTlsLeaveTheServerServing() throws Exception {
        server = FloodedServer.startWithTls(folder);
        running().withstand(() -> tlsFlood(3_000, Flood.HEAD));
        for (String lines : List.of(TOO_MANY_LINES, SHORT_LINES)) {
            String head = "GET / HTTP/1.1\r\nhost: h\r\n" + lines;
            running().withstand(() -> tlsFlood(1_500, head));
        }
    }

    private Flood tlsFlood(int count, String head) {
        return Flood.of(running().address(), count, head, running().trust());
    }

    @Test
    void unfinishedHandshakesLeaveTheServerServing() throws Exception {
        server = FloodedServer.startWithTls(folder);
        withstand(5_000, "");
        // The beginning of a message that is to be of 508 bytes.
        withstand(5_000, "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003");
    }

    @Test
    void unfinishedHeadsToTheSecondListenerDoNotSilenceHealth() throws Exception {
        // So that none of them ends by itself.
        start(Map.of("GECKOS3_LIMITS_HEADER_TIMEOUT", "1h"));
        try (Flood flood = Flood.of(running().admin(), 1_000, "GET /")) {
            Eventually.holds("all have sent", flood::isDone);
            assertEquals(
                    200,
                    RawHttp.exchange(running().admin(), WireRequest.of("GET", "/health/live"))
                            .status());
        }
    }

    private void withstand(int count, String sent) throws Exception {
        running().withstand(count, sent);
    }

    private void withstandReadersOf(String requests) throws Exception {
        running().withstand(() -> Flood.thatDoesNotRead(running().address(), READERS, requests));
    }
}
