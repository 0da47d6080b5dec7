package io.geckos.it.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.RawHttp.Reply;
import io.geckos.it.testkit.WireRequest;
import java.io.EOFException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands before the body, to a server without authentication, so that nothing but the head itself is refused. */
class RequestHeadTest extends OpenServerTest {
    @BeforeAll
    void prepare() throws Exception {
        assertEquals(200, send(WireRequest.of("PUT", "/heads")).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "identity", "br", "zstd", "gzip,br", "x-unheard-of"})
    void aContentEncodingIsKeptAndNeverDecoded(String encoding) throws Exception {
        WireRequest put = WireRequest.of("PUT", "/heads/encoded").header("content-encoding", encoding);
        assertEquals(200, send(put.body("bytes in no encoding")).status());
        Reply reply = send(WireRequest.of("GET", "/heads/encoded").header("accept-encoding", "gzip, deflate"));
        assertEquals("bytes in no encoding", reply.text());
        assertEquals(encoding, reply.header("content-encoding"));
    }

    @Test
    void headerValuesWithCommasAreOneValue() throws Exception {
        WireRequest put = WireRequest.of("PUT", "/heads/commas")
                .header("x-amz-meta-list", "a, b,c")
                .header("cache-control", "no-cache, max-age=0");
        assertEquals(200, send(put.body("x")).status());
        Reply reply = send(WireRequest.of("HEAD", "/heads/commas"));
        assertEquals("a, b,c", reply.header("x-amz-meta-list"));
        assertEquals("no-cache, max-age=0", reply.header("cache-control"));
    }

    @Test
    void anUnknownExpectationFailsAndNothingIsStored() throws Exception {
        WireRequest put = WireRequest.of("PUT", "/heads/expected").header("expect", "202-fancy");
        assertEquals(417, send(put.body("x")).status());
        assertEquals(404, send(WireRequest.of("GET", "/heads/expected")).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "PATCH", "FOO", "foo", "GE\u007fT"})
    void methodsThatS3DoesNotHaveAreRefused(String method) throws Exception {
        send(WireRequest.of("PUT", "/heads/method").body("stays"));
        Reply reply = send(WireRequest.of(method, "/heads/method").body("x"));
        assertTrue(reply.status() == 405 || reply.status() == 400, "answered " + reply.status());
        assertTrue(reply.code().equals("MethodNotAllowed") || reply.code().equals("BadRequest"), reply.text());
        assertEquals("stays", send(WireRequest.of("GET", "/heads/method")).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "Get", "put", "delete", "dELETE", "post", "options"})
    void methodsAreCaseSensitive(String method) throws Exception {
        send(WireRequest.of("PUT", "/heads/method").body("stays"));
        Reply reply = send(WireRequest.of(method, "/heads/method").body("x"));
        assertEquals(405, reply.status());
        assertEquals("MethodNotAllowed", reply.code());
        assertEquals(method, reply.element("Method"));
        assertEquals("stays", send(WireRequest.of("GET", "/heads/method")).text());
    }

    @Test
    void aMethodInLowerCaseBehindAnotherRequestIsRefusedToo() throws Exception {
        try (RawHttp http = RawHttp.connect(address())) {
            http.send("HEAD /heads HTTP/1.1\r\nhost: h\r\n\r\nget /heads HTTP/1.1\r\nhost: h\r\n\r\n");
            assertEquals(200, http.reply(true).status());
            assertEquals(405, http.reply().status());
            assertEquals("", http.untilClosed());
        }
    }

    @Test
    void aListMayComeInSeveralLines() throws Exception {
        send(WireRequest.of("PUT", "/heads/list").body("hello"));
        try (RawHttp http = RawHttp.connect(address())) {
            Reply attributes = http.send(String.join(
                            "\r\n",
                            "GET /heads/list?attributes HTTP/1.1",
                            "host: h",
                            "x-amz-object-attributes: ObjectSize",
                            "x-amz-object-attributes: ETag,Checksum",
                            "X-Amz-Object-Attributes: StorageClass",
                            "",
                            ""))
                    .reply();
            assertEquals("5", attributes.element("ObjectSize"));
            assertEquals("5d41402abc4b2a76b9719d911017c592", attributes.element("ETag"));
            assertEquals("STANDARD", attributes.element("StorageClass"));
            String tags = "if-none-match: \"5d41402abc4b2a76b9719d911017c592\"\r\nif-none-match: \"x\"\r\n\r\n";
            assertEquals(
                    304,
                    http.send("GET /heads/list HTTP/1.1\r\nhost: h\r\n" + tags)
                            .reply()
                            .status());
            String closes = "connection: x\r\nconnection: close\r\n\r\n";
            assertEquals(
                    200,
                    http.send("HEAD /heads/list HTTP/1.1\r\nhost: h\r\n" + closes)
                            .reply(true)
                            .status());
            assertEquals("", http.untilClosed());
        }
    }

    /** Whoever stands before this server may have decided by the one, and this server would by the other. */
    @ParameterizedTest
    @CsvSource({
        "http://h/heads/key,       h,    200",
        "http://H./heads/key,      h:80, 200",
        "HTTP://h/heads/key?x=1,   h,    200",
        "http://i/heads/key,       h,    400",
        "http://h:81/heads/key,    h,    400",
        "http://u@h/heads/key,     h,    400",
        "http:///heads/key,        h,    400",
        "/heads/key,               h.,   200",
    })
    void aTargetInAbsoluteFormHasToAgreeWithTheHost(String target, String host, int status) throws Exception {
        send(WireRequest.of("PUT", "/heads/key").body("hello"));
        for (String method : new String[] {"GET", "HEAD"}) {
            try (RawHttp http = RawHttp.connect(address())) {
                Reply reply = http.send(method + " " + target + " HTTP/1.1\r\nhost: " + host + "\r\n\r\n")
                        .reply(method.equals("HEAD"));
                assertEquals(status, reply.status());
            }
        }
    }

    @Test
    void everyAnswerCarriesARequestIdOfItsOwn() throws Exception {
        Reply found = send(WireRequest.of("GET", "/heads?list-type=2"));
        Reply missing = send(WireRequest.of("GET", "/heads/missing"));
        assertTrue(found.header("x-amz-request-id").matches("[0-9A-Za-z]+"));
        assertNotEquals(found.header("x-amz-request-id"), missing.header("x-amz-request-id"));
        assertEquals(missing.header("x-amz-request-id"), missing.element("RequestId"));
        assertEquals("NoSuchKey", missing.code());
    }

    @Test
    void anErrorToHeadHasNoBody() throws Exception {
        try (RawHttp http = RawHttp.connect(address())) {
            http.send(
                    "HEAD /heads/missing HTTP/1.1\r\nhost: h\r\n\r\nGET /heads?list-type=2 HTTP/1.1\r\nhost: h\r\n\r\n");
            assertEquals(404, http.reply(true).status());
            assertEquals(200, http.reply().status());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /heads\r\n\r\n",
                "GET  /heads HTTP/1.1\r\nhost: h\r\n\r\n",
                "GET /heads HTTP/9.9\r\nhost: h\r\n\r\n",
                "GET heads HTTP/1.1\r\nhost: h\r\n\r\n",
                "GET /heads HTTP/1.1\r\n\r\n",
                "GET /heads HTTP/1.1\r\nhost: h\r\nhost: i\r\n\r\n",
                "GET /heads HTTP/1.1\r\nhost: h\r\nno colon\r\n\r\n",
                "GET /heads HTTP/1.1\r\nhost: h\r\n: no name\r\n\r\n",
                "GET /heads HTTP/1.1\r\nhost: h\r\na b: c\r\n\r\n",
                "GET /heads HTTP/1.1\r\nhost: h\r\nx: y\r\n folded\r\n\r\n",
                "GET /heads HTTP/1.1\r\nhost: h\r\nx: a\u0000b\r\n\r\n",
                "GET /heads HTTP/1.1\r\nhost: h\r\nx: a\rb\r\n\r\n",
                "GET /heads HTTP/1.1\nhost: h\n\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n"
            })
    void aMalformedHeadIsRefused(String head) throws Exception {
        try (RawHttp http = RawHttp.connect(address())) {
            int status = http.send(head).reply().status();
            assertTrue(status == 400 || status == 505, "answered " + status);
        } catch (EOFException _) {
            // closing without an answer is as good
        }
    }

    @Test
    void aHeaderOverTheLimitIsRefused() throws Exception {
        try (RawHttp http = RawHttp.connect(address())) {
            http.send("GET /heads HTTP/1.1\r\nhost: h\r\nx-long: " + "x".repeat(40 << 10) + "\r\n\r\n");
            assertEquals(400, http.reply().status());
        }
    }

    @Test
    void moreHeaderLinesThanAllowedAreRefusedBeforeTheHeadEnds() throws Exception {
        String head = "GET /heads?list-type=2 HTTP/1.1\r\nhost: h\r\n" + "a: b\r\n".repeat(199);
        try (RawHttp http = RawHttp.connect(address())) {
            assertEquals(200, http.send(head + "\r\n").reply().status());
            Reply refused = http.send(head + "a").reply();
            assertEquals(400, refused.status());
            assertEquals("BadRequest", refused.code());
            assertEquals("", http.untilClosed());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "GET"})
    void aRequestLineOverTheLimitIsRefusedWithoutADocument(String method) throws Exception {
        try (RawHttp http = RawHttp.connect(address())) {
            assertEquals(
                    400,
                    http.send(method + " /" + "a".repeat(20_000)).reply(true).status());
            assertEquals("", http.untilClosed());
        }
    }
}
