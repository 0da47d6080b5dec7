package io.geckos.it.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.RawHttp.Reply;
import io.geckos.it.testkit.WireRequest;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Answers that end with their headers.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.6">RFC 9110, 8.6</a>
 */
class BareAnswersTest extends OpenServerTest {
    @BeforeAll
    void prepare() throws Exception {
        send(WireRequest.of("PUT", "/bare"));
        send(WireRequest.of("PUT", "/bare/key").body("hello"));
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
                send(WireRequest.of("PUT", "/bare/empty").body("")).headers().get("content-length"));
        assertEquals("0", send(WireRequest.of("GET", "/bare/empty")).headers().get("content-length"));
        assertEquals("5", send(WireRequest.of("HEAD", "/bare/key")).headers().get("content-length"));
    }

    /** The next answer on the connection is found where this one ends. */
    private void isBare(int status, WireRequest request) throws IOException {
        try (RawHttp http = RawHttp.connect(address())) {
            Reply reply = http.send(request.host(address())).reply(true);
            assertEquals(status, reply.status());
            assertNull(reply.headers().get("content-length"), reply::toString);
            assertNull(reply.headers().get("transfer-encoding"), reply::toString);
            Reply next = http.send(WireRequest.of("GET", "/bare/key").host(address()))
                    .reply();
            assertEquals("hello", next.text());
        }
    }
}
