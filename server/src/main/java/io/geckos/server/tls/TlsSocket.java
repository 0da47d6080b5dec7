package io.geckos.server.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.geckos.server.connection.ClientConnection;
import io.helidon.webserver.CloseConnectionException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The TLS layer of one connection: decrypts the bytes that arrive and encrypts those that are sent, on one thread. It
 * reads through {@link ClientConnection}, so that the deadlines also apply to the handshake.
 */
public final class TlsSocket {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** The answer to a client that sends HTTP without TLS, as curl does for a URL that begins with http. */
    private static final byte[] PLAIN_HTTP = """
            HTTP/1.1 400 Bad Request\r
            Content-Type: text/plain; charset=utf-8\r
            Content-Length: 65\r
            Connection: close\r
            \r
            This port speaks HTTPS: begin the URL with https instead of http.
            """.strip().getBytes(US_ASCII);

    /**
     * Handshakes that may compute at the same time: fewer than there are carriers of virtual threads. These take new work
     * only when the threads they have are waiting, so handshakes alone could keep them from it for many seconds.
     */
    private static final Semaphore COMPUTING =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() - 1), true);

    private final SSLEngine engine;
    private final Supplier<byte @Nullable []> source;
    private final Consumer<ByteBuffer> sink;

    /** Received bytes that are not decrypted yet, ready to be read. */
    private ByteBuffer cipher = NOTHING;

    /**
     * Begins as the server of a connection. The first read does the handshake.
     *
     * @param source supplies the received bytes, null at the end
     * @param sink sends bytes
     */
    public TlsSocket(SSLContext context, Supplier<byte @Nullable []> source, Consumer<ByteBuffer> sink) {
        this.engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        this.source = source;
        this.sink = sink;
    }

    /** Tells whether the first bytes of a connection begin a TLS handshake (RFC 8446, 5.1). */
    public static boolean isHandshake(byte[] first) {
        return first.length > 1 && first[0] == 22 && first[1] == 3;
    }

    /**
     * Reads and decrypts at least a byte; null at the end. Throws {@link CloseConnectionException} if the bytes are not
     * TLS.
     */
    public byte @Nullable [] read() {
        if (!cipher.hasRemaining() && !receive()) {
            return null;
        }
        ByteBuffer plain = newPlain();
        while (true) {
            SSLEngineResult result = unwrap(plain);
            switch (result.getStatus()) {
                case BUFFER_UNDERFLOW -> {
                    // The buffer is empty, and a thread that waits for a client should hold no memory that it does not
                    // need.
                    plain = NOTHING;
                    if (!receive()) {
                        return null;
                    }
                    plain = newPlain();
                }
                case BUFFER_OVERFLOW -> plain = ByteBuffer.allocate(plain.capacity() * 2);
                case CLOSED -> {
                    return null;
                }
                case OK -> {
                    proceed(result.getHandshakeStatus());
                    if (plain.position() > 0) {
                        return Arrays.copyOf(plain.array(), plain.position());
                    }
                }
            }
        }
    }

    /** The version of TLS that was agreed on: {@code 1.2} or {@code 1.3}. */
    public String version() {
        return engine.getSession().getProtocol().substring("TLSv".length());
    }

    private ByteBuffer newPlain() {
        return ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
    }

    /** Encrypts and sends the remaining bytes of {@code plain}. */
    public void write(ByteBuffer plain) {
        ByteBuffer out = newOut();
        while (plain.hasRemaining()) {
            out = wrap(plain, out);
        }
    }

    private ByteBuffer newOut() {
        return ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    }

    /** Tells the client that no more bytes follow. Ignores a client that has gone. */
    public void close() {
        try {
            engine.closeOutbound();
            proceed(engine.getHandshakeStatus());
        } catch (RuntimeException _) {
            // The socket is closed next in any case.
        }
    }

    private void proceed(HandshakeStatus begin) {
        HandshakeStatus status = begin;
        ByteBuffer out = NOTHING;
        while (true) {
            switch (status) {
                case NEED_TASK -> {
                    for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                        compute(task);
                    }
                }
                case NEED_WRAP -> out = wrap(NOTHING, out.capacity() > 0 ? out : newOut());
                default -> {
                    return;
                }
            }
            status = engine.getHandshakeStatus();
        }
    }

    /** Runs what takes the processor milliseconds, and waits for no client. */
    private static void compute(Runnable task) {
        COMPUTING.acquireUninterruptibly();
        try {
            task.run();
        } finally {
            COMPUTING.release();
        }
    }

    private SSLEngineResult unwrap(ByteBuffer plain) {
        try {
            return engine.unwrap(cipher, plain);
        } catch (SSLException e) {
            if (isPlainHttp()) {
                sink.accept(ByteBuffer.wrap(PLAIN_HTTP));
            } else {
                alert();
            }
            throw new CloseConnectionException("TLS failed: " + e.getMessage(), e);
        }
    }

    /** Tells whether the client sent plain HTTP: HTTP methods begin with a letter, and TLS records never do. */
    private boolean isPlainHttp() {
        return engine.getSession().getProtocol().equals("NONE")
                && cipher.hasRemaining()
                && cipher.get(cipher.position()) >= 'A'
                && cipher.get(cipher.position()) <= 'Z';
    }

    /**
     * Encrypts a piece of {@code plain} into {@code out} and sends it. Answers {@code out}, or a larger buffer if it
     * was too small.
     */
    private ByteBuffer wrap(ByteBuffer plain, ByteBuffer out) {
        try {
            SSLEngineResult result = engine.wrap(plain, out.clear());
            switch (result.getStatus()) {
                case OK, CLOSED -> sink.accept(out.flip());
                case BUFFER_OVERFLOW -> {
                    return ByteBuffer.allocate(out.capacity() * 2);
                }
                case BUFFER_UNDERFLOW -> throw new CloseConnectionException("nothing to wrap");
            }
            if (result.getStatus() == SSLEngineResult.Status.CLOSED && plain.hasRemaining()) {
                throw new CloseConnectionException("closed by the client");
            }
            if (plain.hasRemaining()
                    && result.bytesConsumed() == 0
                    && result.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP) {
                throw new CloseConnectionException("nothing can be said before the handshake is over");
            }
            return out;
        } catch (SSLException e) {
            throw new CloseConnectionException("TLS failed: " + e.getMessage(), e);
        }
    }

    /** Sends the TLS alert to the client, if it is still there. */
    private void alert() {
        try {
            proceed(engine.getHandshakeStatus());
        } catch (RuntimeException _) {
            // The connection is given up in any case.
        }
    }

    /** Receives more bytes from the socket; false at its end. */
    private boolean receive() {
        byte[] more = source.get();
        if (more == null) {
            return false;
        }
        ByteBuffer joined = ByteBuffer.allocate(cipher.remaining() + more.length);
        cipher = joined.put(cipher).put(more).flip();
        return true;
    }
}
