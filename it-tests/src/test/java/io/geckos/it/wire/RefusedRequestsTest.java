package io.geckos.it.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.Eventually;
import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.RawHttp.Reply;
import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerProcess;
import io.geckos.it.testkit.WireRequest;
import io.geckos.it.wire.RefusedRequests.Refused;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What must be refused is refused by the whole server as by its parts: with its status and code, changing nothing,
 * leaving nothing half written, and without losing track of where the next request begins.
 */
class RefusedRequestsTest {
    private static final String VICTIM = "/refused/victim";

    @TempDir
    static Path data;

    private static ServerProcess server;

    @BeforeAll
    static void start() throws Exception {
        server =
                ServerLaunch.on(data).environment("GECKOS3_REGION", "us-east-1").start();
        assertEquals(200, send(WireRequest.of("PUT", "/refused").body("")).status());
        assertEquals(200, send(WireRequest.of("PUT", VICTIM).body("intact")).status());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Reply send(WireRequest request) throws IOException {
        return RawHttp.exchange(server.address(), request.sign(server.address()));
    }

    static Stream<Refused> requests() {
        return RefusedRequests.to(server.address()).stream();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void isRefused(Refused refused) throws Exception {
        try (RawHttp http = RawHttp.connect(server.address())) {
            http.send(refused.request());
            Reply reply = http.reply();
            assertTrue((reply.status() + " " + reply.code()).startsWith(refused.answer()), reply.toString());
            isStillInStep(http);
        }
    }

    /** What is sent next is answered as itself, or not at all: it is no part of what went before, nor that of it. */
    private static void isStillInStep(RawHttp http) throws IOException {
        try {
            Reply next = http.send(WireRequest.of("GET", VICTIM).sign(server.address()))
                    .reply();
            assertEquals("intact", next.text());
        } catch (EOFException | SocketException _) {
            // Closed with the refusal.
        }
    }

    @AfterEach
    void nothingChanged() throws Exception {
        Reply object = send(WireRequest.of("GET", VICTIM));
        assertEquals("intact", object.text());
        assertEquals("", object.header("x-amz-tagging-count"));
        Reply list = send(WireRequest.of("GET", "/refused?list-type=2"));
        assertEquals("1", list.element("KeyCount"), list.text());
        Eventually.stagingIsEmpty(data);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=5-2", "bytes=x-y", "lines=0-1", "bytes=0-1,3-4"})
    void aRangeThatMeansNothingIsIgnored(String range) throws Exception {
        Reply reply = send(WireRequest.of("GET", VICTIM).header("range", range));
        assertEquals(200, reply.status());
        assertEquals("intact", reply.text());
    }

    @Test
    void aThousandRangesAreIgnored() throws Exception {
        Reply reply = send(WireRequest.of("GET", VICTIM).header("range", "bytes=0-0" + ",2-2".repeat(999)));
        assertEquals("intact", reply.text());
    }

    @Test
    void whatAClientSaysOfProxiesIsIgnored() throws Exception {
        WireRequest get = WireRequest.of("GET", VICTIM)
                .header("x-forwarded-for", "198.51.100.7")
                .header("x-forwarded-host", "elsewhere.example.com")
                .header("x-forwarded-proto", "https")
                .header("forwarded", "for=198.51.100.7;host=elsewhere.example.com");
        assertEquals("intact", send(get).text());
        Eventually.holds("the request is logged", () -> server.stdout().contains("victim"));
        assertFalse(server.stdout().contains("198.51.100.7"));
    }

    @Test
    void linksOutOfTheBucketAndSpecialFilesAreNoObjects() throws Exception {
        Path bucket = data.resolve("refused");
        Path outside = Files.writeString(data.resolve("outside"), "secret");
        Path link = Files.createSymbolicLink(bucket.resolve("link"), outside);
        Path pipe = bucket.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        try {
            for (String key : List.of("link", "pipe")) {
                assertEquals(404, send(WireRequest.of("GET", "/refused/" + key)).status());
                Reply put = send(WireRequest.of("PUT", "/refused/" + key).body("x"));
                assertEquals("403 AccessDenied", put.status() + " " + put.code());
            }
            assertEquals("secret", Files.readString(outside));
        } finally {
            Files.delete(link);
            Files.delete(pipe);
            Files.delete(outside);
        }
    }
}
