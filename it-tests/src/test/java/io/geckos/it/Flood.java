package io.geckos.it;

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
import java.util.concurrent.atomic.AtomicInteger;

/** Many connections from many loopback addresses that each send the same bytes, and then wait for the server to close them. */
final class Flood implements AutoCloseable {
    private static final int ADDRESSES = 100;

    private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger done = new AtomicInteger();

    /** Begins with all of them. */
    static Flood of(InetSocketAddress server, int count, String latin1) {
        Flood flood = new Flood();
        byte[] bytes = latin1.getBytes(ISO_8859_1);
        for (int i = 0; i < count; i++) {
            int address = 2 + i % ADDRESSES;
            flood.threads.execute(() -> flood.send(server, address, bytes));
        }
        return flood;
    }

    private void send(InetSocketAddress server, int address, byte[] bytes) {
        boolean sent = false;
        try (Socket socket = new Socket()) {
            sockets.add(socket);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) address}), 0));
            socket.connect(server);
            socket.getOutputStream().write(bytes);
            done.incrementAndGet();
            sent = true;
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            // Closed by the server, or by the end of the flood.
        }
        if (!sent) {
            done.incrementAndGet();
        }
    }

    /** How many have sent all of their bytes, or were closed before. */
    int done() {
        return done.get();
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
