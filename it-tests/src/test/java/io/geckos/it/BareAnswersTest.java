package io.geckos.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.geckos.it.RawHttp.Reply;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Answers that end with their headers.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.6">RFC 9110, 8.6</a>
 */
class BareAnswersTest {
    @TempDir
    static Path data;

    private static ServerProcess server;

    @BeforeAll
    static void start() throws Exception {
        server = ServerLaunch.on(data).with("-auth=false").start();
        ask(WireRequest.of("PUT", "/bare"));
        ask(WireRequest.of("PUT", "/bare/key").body("hello"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void nothingIsSaidOfTheLengthOf204() throws Exception {
        isBare(204, WireRequest.of("DELETE", "/bare/nothing"));
    }

    /** A length there would be that of the object, which caches take over. */
    @Test
    void nothingIsSaidOfTheLengthOf304() throws Exception {
        isBare(304, WireRequest.of("GET", "/bare/key").header("if-none-match", "*"));
        isBare(304, WireRequest.of("HEAD", "/bare/key").header("if-none-match", "*"));
    }

    @Test
    void othersWithoutABodySaySo() throws Exception {
        assertEquals(
                "0",
                ask(WireRequest.of("PUT", "/bare/empty").body("")).headers().get("content-length"));
        assertEquals("0", ask(WireRequest.of("GET", "/bare/empty")).headers().get("content-length"));
        assertEquals("5", ask(WireRequest.of("HEAD", "/bare/key")).headers().get("content-length"));
    }

    /** The next answer on the connection is found where this one ends. */
    private static void isBare(int status, WireRequest request) throws IOException {
        try (RawHttp http = RawHttp.connect(server.address())) {
            Reply reply = http.send(request.host(server.address())).reply(true);
            assertEquals(status, reply.status());
            assertNull(reply.headers().get("content-length"), reply::toString);
            assertNull(reply.headers().get("transfer-encoding"), reply::toString);
            Reply next = http.send(WireRequest.of("GET", "/bare/key").host(server.address()))
                    .reply();
            assertEquals("hello", next.text());
        }
    }

    private static Reply ask(WireRequest request) throws IOException {
        return RawHttp.exchange(server.address(), request);
    }
}
