package io.geckos.server.http;

import io.geckos.server.connection.ClientConnection;
import io.helidon.common.buffers.BufferData;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, as the protocol reads it. Also decides whether the connection must be closed if the body was
 * not read to its end.
 */
final class RequestBody extends InputStream {
    /** The largest rest of a body that is read to its end, in bytes. A longer one costs more than a new connection. */
    private static final long WORTH_DRAINING = 256 << 10;

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerRequest request;
    private final ClientConnection connection;
    private final boolean chunked;
    private final boolean expectsContinue;
    private final long length;

    private @Nullable InputStream wire;
    private long received;
    private boolean ended;
    private boolean failed;

    RequestBody(ServerRequest request, ClientConnection connection) {
        this.request = request;
        this.connection = connection;
        this.chunked = request.headers().contains(HeaderNames.TRANSFER_ENCODING);
        this.length =
                chunked ? Long.MAX_VALUE : request.headers().contentLength().orElse(0);
        this.expectsContinue = request.headers().containsToken(HeaderValues.EXPECT_100);
        this.ended = length == 0;
    }

    /** The number of bytes read. */
    long received() {
        return received;
    }

    /**
     * Whether the connection must be closed after this request. It must if the server cannot tell where the body ends,
     * if the rest of the body is too long to read, or if it is uncertain whether the client will send it.
     */
    boolean mustClose() {
        boolean unanswered = expectsContinue && wire == null && !ended;
        return chunked || failed || unanswered || length - received > WORTH_DRAINING;
    }

    /** Reads the short rest of a body that was not read to its end. */
    void drain() throws IOException {
        if (ended) {
            return;
        }
        byte[] scrap = new byte[8192];
        while (read(scrap, 0, scrap.length) >= 0) {
            // Counted by read.
        }
    }

    /** Reads and drops what the client is still sending, so that the client can read its answer. */
    void linger() {
        connection.linger();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        if (ended || count == 0) {
            return ended ? -1 : 0;
        }
        try {
            int read = wire().read(bytes, offset, count);
            if (read < 0) {
                end();
                return -1;
            }
            received += read;
            return read;
        } catch (UncheckedIOException e) {
            failed = true;
            throw e.getCause();
        } catch (IOException e) {
            failed = true;
            throw e;
        } catch (RuntimeException e) {
            // Helidon throws several exceptions for a broken connection or wrong framing.
            failed = true;
            throw new IOException("request body broke off", e);
        }
    }

    private void end() throws IOException {
        ended = true;
        if (!chunked && received < length) {
            failed = true;
            throw new IOException("request body ended after " + received + " of " + length + " bytes");
        }
    }

    private InputStream wire() {
        InputStream open = wire;
        if (open == null) {
            connection.beginBody();
            open = chunked ? chunks() : request.content().inputStream();
            wire = open;
        }
        return open;
    }

    private InputStream chunks() {
        if (expectsContinue) {
            connection.context().dataWriter().writeNow(BufferData.create(CONTINUE));
        }
        return new ChunkedRequestBody(connection.reader());
    }
}
