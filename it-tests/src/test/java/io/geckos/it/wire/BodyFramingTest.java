package io.geckos.it.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.Eventually;
import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.RawHttp.Reply;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body whose end is in doubt ends the connection: nothing of it is stored, and nothing after it runs as a request. */
class BodyFramingTest extends OpenServerTest {
    private static final String SMUGGLED = "DELETE /frames/victim HTTP/1.1\r\nhost: h\r\n\r\n";

    @BeforeAll
    void prepare() throws Exception {
        send("PUT", "/frames", "");
        send("PUT", "/frames/victim", "still here");
    }

    @AfterEach
    void nothingIsStoredAndNothingElseRan() throws Exception {
        assertEquals("still here", send("GET", "/frames/victim", "").text());
        assertEquals(404, send("GET", "/frames/broken", "").status());
        Eventually.stagingIsEmpty(data());
    }

    /** What S3 clients send in HTTP chunks is itself framed: these are the bytes {@code hello}. */
    private static final String FRAMED = "5\r\nhello\r\n0\r\n\r\n";

    private static final String CHUNKED = String.join(
            "\r\n",
            "transfer-encoding: chunked",
            "x-amz-decoded-content-length: 5",
            "x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER",
            "");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zz\r\n",
                "-1\r\n",
                "+f\r\n",
                "0xf\r\n",
                "f \t x\r\n",
                "\r\n",
                "f\n",
                "f\r",
                "10000000f\r\n",
                "ffffffffffffffff\r\n",
                "ffffffffffffffffffff\r\n"
            })
    void badChunkSizesCloseTheConnection(String size) throws Exception {
        isCutOff(CHUNKED, size + FRAMED + "\r\n0\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"f\r\nFRAMED0\r\n\r\n", "f\r\nFRAMEDand more\r\n0\r\n\r\n", "5\r\nFRAMED\r\n0\r\n\r\n"})
    void chunksOfAnotherLengthThanTheirSizeCloseTheConnection(String chunks) throws Exception {
        isCutOff(CHUNKED, chunks.replace("FRAMED", FRAMED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "content-length: 5\r\ntransfer-encoding: chunked\r\n",
                "transfer-encoding: chunked\r\ncontent-length: 5\r\n",
                "content-length: 5\r\ncontent-length: 6\r\n",
                "content-length: 5, 6\r\n",
                "content-length: -5\r\n",
                "content-length: +5\r\n",
                "content-length: 5x\r\n",
                "content-length: 0x5\r\n",
                "content-length:\r\n",
                "content-length: 99999999999999999999\r\n",
                "transfer-encoding: gzip, chunked\r\n",
                "transfer-encoding: chunked, identity\r\n",
                "transfer-encoding: identity\r\n",
                "transfer-encoding: xchunked\r\n",
                "transfer-encoding: chunked\r\ntransfer-encoding: identity\r\n",
                "transfer-encoding : chunked\r\n",
                "content-length : 5\r\n"
            })
    void doubtfulLengthsCloseTheConnection(String headers) throws Exception {
        isCutOff(headers, FRAMED);
    }

    private void isCutOff(String headers, String body) throws IOException {
        try (RawHttp http = RawHttp.connect(address())) {
            http.send("PUT /frames/broken HTTP/1.1\r\nhost: h\r\n" + headers + "\r\n" + body + SMUGGLED);
            try {
                Reply reply = http.reply();
                assertTrue(reply.status() >= 400 && reply.status() <= 501, "answered " + reply.status());
                http.finish();
            } catch (EOFException | SocketException _) {
                // closing without an answer is as good
            }
            assertEquals("", http.untilClosed(), "something answered after the broken request");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"f", "f\r\n5\r\nhel", "f\r\nFRAMED\r\n", "f\r\nFRAMED\r\n0\r\n"})
    void aChunkedBodyThatEndsEarlyIsNotStored(String chunks) throws Exception {
        isNotStored(CHUNKED, chunks.replace("FRAMED", FRAMED));
    }

    @Test
    void aBodyShorterThanItsLengthIsNotStored() throws Exception {
        isNotStored("content-length: 100\r\n", "only this");
    }

    private void isNotStored(String headers, String body) throws IOException {
        try (RawHttp http = RawHttp.connect(address())) {
            http.send("PUT /frames/broken HTTP/1.1\r\nhost: h\r\n" + headers + "\r\n" + body)
                    .finish();
            String answer = http.untilClosed();
            assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 4"), answer);
        }
    }

    @Test
    void chunksThatAreWellFormedAreStored() throws Exception {
        try (RawHttp http = RawHttp.connect(address())) {
            http.send("PUT /frames/whole HTTP/1.1\r\nhost: h\r\n" + CHUNKED + "\r\nF;name=value\r\n" + FRAMED
                    + "\r\n0\r\n\r\n");
            assertEquals(200, http.reply().status());
        }
        assertEquals("hello", send("GET", "/frames/whole", "").text());
    }

    @Test
    void aRefusedRequestWithAnUnreadBodyCannotLeaveItBehind() throws Exception {
        try (RawHttp http = RawHttp.connect(address())) {
            http.send("PUT /no-such-bucket/key HTTP/1.1\r\nhost: h\r\ncontent-length: " + SMUGGLED.length() + "\r\n\r\n"
                    + SMUGGLED);
            assertEquals(404, http.reply().status());
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws Exception {
        try (RawHttp http = RawHttp.connect(address())) {
            http.send("PUT /frames/piped HTTP/1.1\r\nhost: h\r\ncontent-length: 5\r\n\r\nhello")
                    .send("GET /frames/piped HTTP/1.1\r\nhost: h\r\n\r\n")
                    .send("HEAD /frames/piped HTTP/1.1\r\nhost: h\r\n\r\n")
                    .send("DELETE /frames/piped HTTP/1.1\r\nhost: h\r\n\r\n");
            assertEquals(200, http.reply().status());
            assertEquals("hello", http.reply().text());
            assertEquals("5", http.reply(true).header("content-length"));
            assertEquals(204, http.reply().status());
        }
    }
}
