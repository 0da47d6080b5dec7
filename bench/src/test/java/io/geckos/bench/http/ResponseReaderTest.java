package io.geckos.bench.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseReaderTest {
    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final XmlBody body = new XmlBody();

    ResponseReaderTest() throws IOException {}

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void aBodyEndsByItsLength() throws IOException {
        ResponseHead head = read("HTTP/1.1 200 OK\r\ncontent-LENGTH: 9\r\nETag: \"e\"\r\n\r\n<a>bc</a>HTTP/1.1 500 ");
        assertEquals(new ResponseHead(200, 9, false, true, "\"e\""), head);
        assertEquals("bc", body.text("a"));
    }

    @Test
    void chunksAreJoined() throws IOException {
        read(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;x=y\r\n<a>b\r\n5\r\nc</a>\r\n0\r\nX: y\r\n\r\nHTTP");
        assertEquals("bc", body.text("a"));
    }

    @Test
    void aBodyWithoutALengthEndsWithTheConnection() throws IOException {
        read("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n<a>bc</a>");
        assertEquals("bc", body.text("a"));
    }

    @Test
    void interimResponsesAreSkipped() throws IOException {
        ResponseHead head = read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        assertEquals(200, head.status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nConnection: Close\r\n", "HTTP/1.0 200 OK\r\n"})
    void theServerSaysWhenTheConnectionEnds(String head) throws IOException {
        assertEquals(false, read(head + "Content-Length: 0\r\n\r\n").keepAlive());
    }

    @Test
    void aBodyCutShortIsAnError() {
        assertThrows(EOFException.class, () -> read("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<a>"));
        assertThrows(EOFException.class, () -> read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n<a>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH\r\n\r\n",
                "HTTP/1.1 2xx OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"
            })
    void whatIsNoResponseIsAnError(String text) {
        assertThrows(IOException.class, () -> read(text));
    }

    @Test
    void aHeadWithoutEndIsAnError() {
        String endless = "HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(HttpConnection.LEAST_BUFFER);
        assertThrows(IOException.class, () -> read(endless));
    }

    /** What the driver makes of {@code response}, sent in pieces of every size in turn and then closed. */
    private ResponseHead read(String response) throws IOException {
        Thread sender = Thread.ofVirtual().start(() -> send(response));
        Endpoint endpoint = new Endpoint(
                "raw",
                URI.create("http://127.0.0.1:" + server.getLocalPort()),
                new KeyPair("", ""),
                "",
                OptionalLong.empty());
        try (HttpConnection connection =
                HttpConnection.open(endpoint, HttpConnection.Buffers.of(HttpConnection.LEAST_BUFFER))) {
            ResponseHead head = connection.reader().head();
            connection.reader().body(head, body);
            return head;
        } finally {
            sender.interrupt();
        }
    }

    private void send(String response) {
        byte[] bytes = response.getBytes(StandardCharsets.ISO_8859_1);
        try (Socket socket = server.accept();
                OutputStream out = socket.getOutputStream()) {
            socket.setTcpNoDelay(true);
            for (int from = 0, size = 1; from < bytes.length; from += size, size++) {
                out.write(bytes, from, Math.min(size, bytes.length - from));
            }
        } catch (IOException e) {
            // The driver has seen enough.
        }
    }
}
