package io.geckos.it.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 by socket: sends exactly the bytes it is given and frames answers by Content-Length or chunks, because the end of a
 * connection says nothing about the end of an answer. Every read gives up after {@link #PATIENCE} with a SocketTimeoutException.
 */
public final class RawHttp implements AutoCloseable {
    public static final int PATIENCE = 20_000;

    private final Socket socket;
    private final InputStream in;

    private RawHttp(Socket socket) throws IOException {
        this.socket = socket;
        in = new BufferedInputStream(socket.getInputStream());
    }

    public static RawHttp connect(InetSocketAddress address) throws IOException {
        return connect(address, null);
    }

    /** From an address of this machine's, which by default the system chooses. */
    public static RawHttp connect(InetSocketAddress address, @Nullable InetAddress from) throws IOException {
        Socket socket = new Socket();
        try {
            socket.bind(from == null ? null : new InetSocketAddress(from, 0));
            socket.setSoTimeout(PATIENCE);
            socket.setTcpNoDelay(true);
            socket.connect(address, PATIENCE);
            return new RawHttp(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** On a connection that is made already, as one of TLS. */
    public static RawHttp over(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE);
        socket.setTcpNoDelay(true);
        return new RawHttp(socket);
    }

    /** One request on a connection of its own, and its answer. */
    public static Reply exchange(InetSocketAddress address, WireRequest request) throws IOException {
        try (RawHttp http = connect(address)) {
            return http.send(request.host(address)).reply(request.method().equals("HEAD"));
        }
    }

    /** Has patience with a server that many others ask at the same time, on the processors they share. */
    public RawHttp patient() throws IOException {
        socket.setSoTimeout(10 * PATIENCE);
        return this;
    }

    public RawHttp send(WireRequest request) throws IOException {
        return send(request.bytes());
    }

    public RawHttp send(String latin1) throws IOException {
        return send(latin1.getBytes(ISO_8859_1));
    }

    public RawHttp send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** Ends our direction; the server's stays open. */
    public RawHttp finish() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    public Reply reply() throws IOException {
        return reply(false);
    }

    /** The next answer, interim ones (1xx) included. */
    public Reply reply(boolean toHead) throws IOException {
        Reply head = head();
        boolean bodiless = toHead || head.status() < 200 || head.status() == 204 || head.status() == 304;
        String body = bodiless ? "" : new String(body(head.headers()), ISO_8859_1);
        return new Reply(head.status(), head.headers(), body);
    }

    /** The head of the next answer; its body is left to {@link #read}. */
    public Reply head() throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            headers.merge(name, line.substring(colon + 1).strip(), (first, next) -> first + ", " + next);
        }
        return new Reply(status, headers, "");
    }

    /** Bytes of a body whose head was read by {@link #head}; fewer than asked for at the end of the connection only. */
    public byte[] read(int length) throws IOException {
        return in.readNBytes(length);
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = chunkSize(); size > 0; size = chunkSize()) {
                body.write(exactly(size));
                line();
            }
            line();
            return body.toByteArray();
        }
        return exactly(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
    }

    private byte[] exactly(int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("closed after " + bytes.length + " of " + size + " bytes");
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("closed after \"" + line + "\"");
            }
            line.append((char) b);
        }
        return line.toString().stripTrailing();
    }

    /** Reads until the server closes the connection, by end or by reset, and answers what came before. */
    public String untilClosed() throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        try {
            in.transferTo(rest);
        } catch (SocketException _) {
            // a reset ends a connection as well as an end of stream does
        }
        return rest.toString(ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** An answer: header names in lower case, repeated headers joined by commas, one character of the body for each byte. */
    public record Reply(int status, Map<String, String> headers, String body) {
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        public String text() {
            return new String(body.getBytes(ISO_8859_1), UTF_8);
        }

        /** The S3 error code of an error document, empty without one. */
        public String code() {
            return element("Code");
        }

        public String element(String name) {
            int from = text().indexOf("<" + name + ">");
            int to = text().indexOf("</" + name + ">");
            return from < 0 || to < from ? "" : text().substring(from + name.length() + 2, to);
        }
    }
}
