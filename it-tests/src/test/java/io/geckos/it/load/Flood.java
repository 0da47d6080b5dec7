package io.geckos.it.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Many connections from many loopback addresses that each send the same bytes and stay until the server closes them. */
final class Flood implements AutoCloseable {
    /** A head of 46 KiB without an end. */
    static final String HEAD = "GET /" + "a".repeat(16_000) + " HTTP/1.1\r\nhost: h\r\nx-long: " + "b".repeat(30_000);

    private static final int ADDRESSES = 100;
    private static final int SMALL_BUFFER = 4096;
    private static final int HANDSHAKES = 20;

    private final InetSocketAddress server;
    private final int count;
    private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger done = new AtomicInteger();

    private Flood(InetSocketAddress server, int count) {
        this.server = server;
        this.count = count;
    }

    /** What one connection of a flood does once it is there. */
    private interface Behaviour {
        void run(Socket socket) throws IOException;
    }

    /** Begins with all of them. They read what is answered. */
    static Flood of(InetSocketAddress server, int count, String latin1) {
        byte[] bytes = latin1.getBytes(ISO_8859_1);
        return new Flood(server, count).begin(socket -> socket.getOutputStream().write(bytes), Flood::readToEnd);
    }

    /** The same by TLS. A few handshakes at a time: what they cost the processors is not what is tested. */
    static Flood of(InetSocketAddress server, int count, String latin1, SSLContext trust) {
        byte[] bytes = latin1.getBytes(ISO_8859_1);
        Semaphore handshakes = new Semaphore(HANDSHAKES);
        return new Flood(server, count)
                .begin(
                        socket -> {
                            handshakes.acquireUninterruptibly();
                            SSLSocket tls;
                            try {
                                tls = shakeHands(socket, server, trust);
                            } finally {
                                handshakes.release();
                            }
                            tls.getOutputStream().write(bytes);
                        },
                        Flood::readToEnd);
    }

    private static SSLSocket shakeHands(Socket socket, InetSocketAddress server, SSLContext trust) throws IOException {
        SSLSocket tls = (SSLSocket)
                trust.getSocketFactory().createSocket(socket, server.getHostString(), server.getPort(), true);
        tls.startHandshake();
        return tls;
    }

    /** Begins with all of them. They read nothing. */
    static Flood thatDoesNotRead(InetSocketAddress server, int count, String latin1) {
        byte[] bytes = latin1.getBytes(ISO_8859_1);
        return new Flood(server, count).begin(socket -> socket.getOutputStream().write(bytes), _ -> {});
    }

    private static void readToEnd(Socket socket) throws IOException {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private Flood begin(Behaviour send, Behaviour stay) {
        for (int i = 0; i < count; i++) {
            int address = 2 + i % ADDRESSES;
            threads.execute(() -> connect(address, send, stay));
        }
        return this;
    }

    private void connect(int address, Behaviour send, Behaviour stay) {
        Socket socket = new Socket();
        sockets.add(socket);
        try {
            // Little of what nobody reads is to be on the way.
            socket.setReceiveBufferSize(SMALL_BUFFER);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) address}), 0));
            socket.connect(server);
            send.run(socket);
        } catch (IOException _) {
            // Closed by the server, or by the end of the flood.
        } finally {
            done.incrementAndGet();
        }
        try {
            stay.run(socket);
        } catch (IOException _) {
            // The same.
        }
    }

    /** Whether all have sent all of their bytes, or were closed before. */
    boolean isDone() {
        return done.get() == count;
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (Socket socket : List.copyOf(sockets)) {
            socket.close();
        }
        threads.close();
    }
}
