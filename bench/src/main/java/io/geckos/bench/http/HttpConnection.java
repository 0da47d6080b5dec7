package io.geckos.bench.http;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One persistent HTTP/1.1 connection, made to be as cheap as possible. It is blocking, has one buffer outside the heap
 * for each direction, and needs one system call for a small request and one for a small response.
 */
public final class HttpConnection implements Closeable {
    private static final int CONNECT_MILLIS = 5_000;

    /** Room for any response head. */
    public static final int LEAST_BUFFER = 1 << 15;

    public static final int MOST_BUFFER = 1 << 18;

    private final ReadableByteChannel in;
    private final WritableByteChannel out;
    private final ByteBuffer read;
    private final ByteBuffer unsent;
    private final ResponseReader reader = new ResponseReader(this);

    /** The start of the current wait for the peer, by {@link System#nanoTime}; 0 if there is none. */
    private volatile long waitingSince;

    /**
     * The buffers of a connection, outside the heap. They are expensive to make, and a server may close after every
     * response, so the next connection uses them again.
     *
     * @param read for received bytes
     * @param unsent for bytes to be sent
     */
    record Buffers(ByteBuffer read, ByteBuffer unsent) {
        /** Buffers for one connection at a time that reads {@code size} bytes at once. */
        static Buffers of(int size) {
            return new Buffers(ByteBuffer.allocateDirect(size), ByteBuffer.allocateDirect(LEAST_BUFFER));
        }
    }

    private HttpConnection(ReadableByteChannel in, WritableByteChannel out, Buffers buffers) {
        this.in = in;
        this.out = out;
        this.read = buffers.read().clear().flip();
        this.unsent = buffers.unsent().clear();
    }

    /** Connects within five seconds. */
    static HttpConnection open(Endpoint endpoint, Buffers buffers) throws IOException {
        InetSocketAddress address = new InetSocketAddress(endpoint.uri().getHost(), endpoint.port());
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.socket().connect(address, CONNECT_MILLIS);
            return endpoint.tls() ? secured(endpoint, channel, buffers) : new HttpConnection(channel, channel, buffers);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static HttpConnection secured(Endpoint endpoint, SocketChannel channel, Buffers buffers)
            throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        Socket socket = factory.createSocket(channel.socket(), endpoint.uri().getHost(), endpoint.port(), true);
        ((SSLSocket) socket).startHandshake();
        return new HttpConnection(
                Channels.newChannel(socket.getInputStream()), Channels.newChannel(socket.getOutputStream()), buffers);
    }

    ResponseReader reader() {
        return reader;
    }

    void write(byte[] bytes) throws IOException {
        write(ByteBuffer.wrap(bytes));
    }

    /** Sends bytes. Small pieces are sent together, at the latest by {@link #flush}. */
    void write(ByteBuffer bytes) throws IOException {
        if (bytes.remaining() > unsent.remaining()) {
            int fitting = unsent.remaining();
            unsent.put(bytes.slice(bytes.position(), fitting));
            bytes.position(bytes.position() + fitting);
            flush();
        }
        if (bytes.remaining() >= unsent.capacity()) {
            send(bytes);
        } else {
            unsent.put(bytes);
        }
    }

    void flush() throws IOException {
        send(unsent.flip());
        unsent.clear();
    }

    private void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            waitingSince = System.nanoTime();
            out.write(bytes);
        }
        waitingSince = 0;
    }

    /** The bytes received and not yet consumed; consumed ones make room for {@link #receive}. */
    ByteBuffer received() {
        return read;
    }

    /** Waits for more bytes after those of {@link #received}. Throws {@link EOFException} if the server has closed. */
    void receive() throws IOException {
        read.compact();
        try {
            waitingSince = System.nanoTime();
            int count = in.read(read);
            waitingSince = 0;
            if (count < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (count == 0) {
                throw new IOException("response head over " + read.capacity() + " bytes");
            }
        } finally {
            read.flip();
        }
    }

    /** Nanoseconds since the server last sent or took a byte, 0 when none is awaited. Safe from another thread. */
    long silence(long now) {
        long since = waitingSince;
        return since == 0 ? 0 : now - since;
    }

    /** Closes the connection. Another thread may call this, and a wait then ends with an exception. */
    @Override
    public void close() throws IOException {
        try (in;
                out) {
            waitingSince = 0;
        }
    }
}
