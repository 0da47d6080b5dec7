package io.geckos.it.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.Eventually;
import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.WireRequest;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that say nothing, or next to nothing, are cut off, and nobody else notices them. */
class SlowClientsTest extends OpenServerTest {
    @BeforeAll
    void prepare() throws Exception {
        assertEquals(200, send(WireRequest.of("PUT", "/slow")).status());
    }

    @Test
    void aThousandSilentAndDrippingConnectionsAreCutWhileHealthyRequestsGoOn() throws Exception {
        List<RawHttp> open = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                RawHttp http = RawHttp.connect(address());
                open.add(http);
                boolean silent = i % 2 == 0;
                ends.add(threads.submit(() -> silent ? http.untilClosed() : drip(http)));
            }
            WireRequest put = WireRequest.of("PUT", "/slow/healthy").body("fine");
            for (Future<?> end : ends) {
                do {
                    assertEquals(200, send(put).status());
                } while (!end.isDone());
                end.get();
            }
        } finally {
            for (RawHttp http : open) {
                http.close();
            }
        }
        assertEquals("fine", send(WireRequest.of("GET", "/slow/healthy")).text());
    }

    /** Sends a byte of a request head every second, until that fails. */
    private static String drip(RawHttp http) throws IOException, InterruptedException {
        for (int second = 0; second < RawHttp.PATIENCE / 1000; second++) {
            try {
                http.send("x");
            } catch (SocketException _) {
                return "";
            }
            Thread.sleep(1000);
        }
        throw new AssertionError("a dripping connection was never cut");
    }

    @Test
    void aBodyThatStopsComingIsCutAndLeavesNothing() throws Exception {
        try (RawHttp http = RawHttp.connect(address())) {
            http.send("PUT /slow/stalled HTTP/1.1\r\nhost: h\r\ncontent-length: 1000000\r\n\r\n")
                    .send(new byte[70_000]);
            String answer = http.untilClosed();
            assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 4"), answer);
        }
        assertEquals(404, send(WireRequest.of("GET", "/slow/stalled")).status());
        Eventually.stagingIsEmpty(data());
    }

    @Test
    void anEndlessChunkedBodyOfSingleBytesIsCut() throws Exception {
        try (RawHttp http = RawHttp.connect(address())) {
            http.send("PUT /slow/endless HTTP/1.1\r\nhost: h\r\ntransfer-encoding: chunked\r\n\r\n");
            for (int second = 0; second < RawHttp.PATIENCE / 1000; second++) {
                http.send("1\r\nx\r\n");
                Thread.sleep(1000);
            }
            throw new AssertionError("an endless body was never cut");
        } catch (SocketException _) {
            Eventually.stagingIsEmpty(data());
        }
    }

    @Test
    void aReaderThatPausesADownloadIsWaitedFor() throws Exception {
        byte[] body = "0123456789abcdef".repeat(1 << 20).getBytes(ISO_8859_1);
        assertEquals(200, send(WireRequest.of("PUT", "/slow/large").body(body)).status());
        try (RawHttp http = RawHttp.connect(address())) {
            http.send("GET /slow/large HTTP/1.1\r\nhost: h\r\n\r\n");
            Thread.sleep(12_000);
            assertEquals(body.length, http.reply().body().length());
        }
    }
}
