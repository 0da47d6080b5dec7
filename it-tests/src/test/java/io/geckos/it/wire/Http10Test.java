package io.geckos.it.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.RawHttp.Reply;
import io.geckos.it.testkit.WireRequest;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What old proxies, health checks and load generators speak.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#appendix-C.2">RFC 9112, C.2</a>
 */
class Http10Test extends OpenServerTest {
    private static final String KEEP_ALIVE = "Connection: Keep-Alive\r\n";
    private static final int KEYS = 300;

    @BeforeAll
    void prepare() throws Exception {
        assertEquals(200, send(WireRequest.of("PUT", "/old")).status());
        assertEquals(200, send("PUT", "/old/key", "hello").status());
        assertEquals(200, send("PUT", "/old/large", "x".repeat(1 << 20)).status());
        for (int i = 0; i < KEYS; i++) {
            assertEquals(200, send("PUT", "/old/" + "n".repeat(100) + i, "").status());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: localhost\r\n", "Connection: close\r\n", "Connection: close, keep-alive\r\n"})
    void theConnectionEndsWithTheAnswer(String headers) throws Exception {
        try (RawHttp http = RawHttp.connect(address())) {
            Reply reply =
                    http.send("GET /old/key HTTP/1.0\r\n" + headers + "\r\n").reply();
            assertEquals(200, reply.status());
            assertEquals("hello", reply.body());
            assertEquals("close", reply.header("connection"));
            assertEquals("", http.untilClosed());
        }
    }

    @Test
    void itGoesOnWhereTheClientAsksForThat() throws Exception {
        try (RawHttp http = RawHttp.connect(address())) {
            for (String path : new String[] {"key", "large", "missing", "key"}) {
                Reply reply = http.send("GET /old/" + path + " HTTP/1.0\r\n" + KEEP_ALIVE + "\r\n")
                        .reply();
                assertEquals(path.equals("missing") ? 404 : 200, reply.status());
                assertEquals("keep-alive", reply.header("connection"));
                assertNull(reply.headers().get("transfer-encoding"));
            }
            Reply last = http.send("HEAD /old/large HTTP/1.0\r\n\r\n").reply(true);
            assertEquals(String.valueOf(1 << 20), last.header("content-length"));
            assertEquals("", http.untilClosed());
        }
    }

    @Test
    void severalRequestsAtOnceAreAnsweredInTheirOrder() throws Exception {
        try (RawHttp http = RawHttp.connect(address())) {
            http.send("GET /old/key HTTP/1.0\r\n" + KEEP_ALIVE + "\r\n" + "PUT /old/put HTTP/1.0\r\n" + KEEP_ALIVE
                    + "Content-Length: 3\r\n\r\nnew" + "GET /old/put HTTP/1.1\r\nHost: h\r\n\r\n"
                    + "GET /old/key HTTP/1.0\r\n\r\n" + "GET /old/key HTTP/1.0\r\n\r\n");
            assertEquals("hello", http.reply().body());
            assertEquals(200, http.reply().status());
            Reply newer = http.reply();
            assertEquals("new", newer.body());
            assertNull(newer.headers().get("connection"), "HTTP/1.1 goes on without a word");
            assertEquals("hello", http.reply().body());
            assertEquals("", http.untilClosed(), "what came after the last request is not answered");
        }
    }

    /** No client of HTTP/1.0 reads chunks, so the connection ends also if the client asks for it to go on. */
    @ParameterizedTest
    @ValueSource(strings = {"", KEEP_ALIVE})
    void aDocumentOfUnknownLengthEndsWithTheConnection(String headers) throws Exception {
        try (RawHttp http = RawHttp.connect(address())) {
            Reply head = http.send("GET /old?list-type=2 HTTP/1.0\r\n" + headers + "\r\n")
                    .head();
            assertEquals(200, head.status());
            assertNull(head.headers().get("transfer-encoding"));
            assertNull(head.headers().get("content-length"));
            assertEquals("close", head.header("connection"));
            String document = http.untilClosed();
            assertTrue(document.startsWith("<?xml"), document);
            assertTrue(document.endsWith("</ListBucketResult>"), document);
            assertEquals(KEYS, document.split("n{100}", -1).length - 1);
        }
    }

    @Test
    void nothingIsSaidBeforeABody() throws Exception {
        try (RawHttp http = RawHttp.connect(address())) {
            http.send("PUT /old/expected HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nold");
            assertEquals(200, http.reply().status());
            assertEquals("", http.untilClosed());
        }
        assertEquals("old", send(WireRequest.of("GET", "/old/expected")).body());
    }

    @Test
    void aBodyWithoutALengthIsRefused() throws Exception {
        assertEquals(411, last("PUT /old/none HTTP/1.0\r\n\r\n").status());
    }

    /** The next reader of such a request may know no chunks, and take them for something else. */
    @ParameterizedTest
    @ValueSource(strings = {"", "Content-Length: 3\r\n", KEEP_ALIVE})
    void chunksAreRefused(String headers) throws Exception {
        Reply reply = last(
                "PUT /old/chunks HTTP/1.0\r\n" + headers + "Transfer-Encoding: chunked\r\n\r\n3\r\nold\r\n0\r\n\r\n");
        assertEquals(400, reply.status());
        assertEquals(404, send(WireRequest.of("GET", "/old/chunks")).status());
    }

    @Test
    void aTargetInAbsoluteFormNamesTheHost() throws Exception {
        assertEquals("hello", last("GET http://h/old/key HTTP/1.0\r\n\r\n").body());
        assertEquals(
                400, last("GET http://h/old/key HTTP/1.0\r\nHost: i\r\n\r\n").status());
        assertEquals(400, last("GET http://u@h/old/key HTTP/1.0\r\n\r\n").status());
    }

    @Test
    void twoHostsAreRefusedHereToo() throws Exception {
        assertEquals(
                400, last("GET /old/key HTTP/1.0\r\nHost: h\r\nHost: h\r\n\r\n").status());
    }

    @Test
    void uploadsInPartsAreCompleted() throws Exception {
        Reply begun = last("POST /old/parts?uploads HTTP/1.0\r\n\r\n");
        String id = begun.element("UploadId");
        assertFalse(id.isEmpty(), begun::toString);
        Reply part = last("PUT /old/parts?partNumber=1&uploadId=" + id + " HTTP/1.0\r\nContent-Length: 3\r\n\r\nold");
        String list = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + part.header("etag")
                + "</ETag></Part></CompleteMultipartUpload>";
        try (RawHttp http = RawHttp.connect(address())) {
            http.send("POST /old/parts?uploadId=" + id + " HTTP/1.0\r\nContent-Length: " + list.length() + "\r\n\r\n"
                    + list);
            assertEquals(200, http.head().status());
            String document = http.untilClosed();
            assertTrue(document.contains("<Location>/old/parts</Location>"), document);
        }
        assertEquals("old", send(WireRequest.of("GET", "/old/parts")).body());
    }

    /** One request, after whose answer the connection ends. */
    private Reply last(String request) throws IOException {
        try (RawHttp http = RawHttp.connect(address())) {
            Reply reply = http.send(request).reply();
            assertEquals("close", reply.header("connection"));
            assertEquals("", http.untilClosed());
            return reply;
        }
    }
}
