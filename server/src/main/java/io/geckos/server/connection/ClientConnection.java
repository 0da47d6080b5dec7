package io.geckos.server.connection;

import io.geckos.server.config.Settings.Limits;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpPrologue;
import io.helidon.http.RequestException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection: how long it may keep us waiting just now, and whether it has to go.
 *
 * <p>Helidon's own read timeout has no effect, so every wait for the client states a deadline here, and the
 * {@link IdleConnectionWatchdog} closes the socket of a connection that is past it. Closing wakes the waiting thread; unlike an
 * interrupt it can never hit that thread in the middle of a file operation.
 */
public final class ClientConnection implements ServerConnection {
    /** So many requests a client may make before others come first. */
    private static final int TURN = 8;

    private static final ScopedValue<ClientConnection> CURRENT = ScopedValue.newInstance();
    private static final long NEVER = Long.MAX_VALUE;
    private static final long LINGER_NANOS = 1_500_000_000L;

    private enum Phase {
        IDLE,
        HEADER,
        SERVING,
        BODY,
        LINGER
    }

    private final WatchedConnectionContext context;
    private final ServerConnection http;
    private final OpenConnections connections;
    private final ConnectionMemory memory;
    private final ByteBuffer network;
    private final Limits limits;
    private final AtomicBoolean abandoned = new AtomicBoolean();

    // Written by the connection's own thread, read by the watchdog.
    private volatile Phase phase = Phase.HEADER;
    private volatile long deadline = NEVER;
    private volatile boolean draining;

    private @Nullable RequestHead head;
    private int status;
    private int answered;
    private boolean refused;
    private boolean searched;
    private @Nullable SocketChannel channel;
    private volatile long phaseBegan = System.nanoTime();
    private volatile long waitBegan = phaseBegan;
    private long received;
    private long pieces;
    private long firstLine;
    private long waited;

    /** Takes over an accepted socket; {@code certificate} makes it speak TLS. */
    public ClientConnection(
            ConnectionContext context,
            Optional<SSLContext> certificate,
            ServerConnectionSelector http,
            OpenConnections connections,
            Limits limits) {
        this.context = new WatchedConnectionContext(context, this, certificate);
        this.http = http.connection(this.context);
        this.connections = connections;
        this.memory = connections.memory(certificate.isPresent());
        this.network = OpenConnections.network(context.remotePeer().address());
        this.limits = limits;
    }

    /** The connection this thread serves. */
    public static ClientConnection current() {
        return CURRENT.get();
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
        connections.add(this);
        try {
            memory.open();
            ScopedValue.where(CURRENT, this).<Void, InterruptedException>call(() -> {
                http.handle(limit);
                return null;
            });
            if (refused) {
                linger();
            }
        } finally {
            context.end();
            memory.close();
            connections.remove(this);
        }
    }

    public DataReader reader() {
        return context.dataReader();
    }

    public ConnectionContext context() {
        return context;
    }

    /** The line that begins a request has just been read. */
    void beginRequest(HttpPrologue prologue) {
        head = new RequestHead(prologue, context.dataReader().line());
        firstLine = (long) prologue.uriPath().rawPath().length()
                + prologue.query().rawValue().length();
    }

    /** The head of the current request, of which the first line at least has been read. */
    public RequestHead head() {
        return Objects.requireNonNull(head);
    }

    /** Whether an answer to the current request may have a body: not to HEAD, nor while nobody knows whether it is one. */
    public boolean mayAnswerWithBody() {
        String method = context.dataReader().line().method();
        return !method.isEmpty() && !method.equals("HEAD");
    }

    /** The answer to the current request begins, with this status. */
    public void answer(int withStatus) {
        status = withStatus;
    }

    /** That of the answer that is being sent. */
    public int status() {
        return status;
    }

    /** Whether nothing has come since the last answer, or at all: who goes now has asked for nothing. */
    public boolean isSilent() {
        return received == 0 && (phase == Phase.IDLE || phase == Phase.HEADER);
    }

    /**
     * The head of a request has been read, and the request is served from here on.
     *
     * @throws RequestException if there is no memory for it
     */
    public void beginServing() {
        long size = received - reader().available() + firstLine;
        begin(Phase.SERVING);
        memory.takeRequest(size, context.dataReader().lines());
    }

    /** What it takes of the memory that clients may use. */
    public ConnectionMemory memory() {
        return memory;
    }

    /** What counts as the address of the client. */
    ByteBuffer network() {
        return network;
    }

    /** Whether its client is being waited for. */
    boolean isWaiting() {
        return deadline != NEVER;
    }

    /** When it began with what it waits for, of {@link System#nanoTime}. */
    long waitingSince() {
        return phaseBegan;
    }

    /** Whether a request is being served whose client has taken or sent nothing for so long before {@code now}. */
    boolean isStalled(long now, Duration time) {
        return isWaiting() && isServing() && now - waitBegan > time.toNanos();
    }

    /** When it began to wait for its client to take or send something, of {@link System#nanoTime}. */
    long stalledSince() {
        return waitBegan;
    }

    /** Whether a request is being served. */
    boolean isServing() {
        Phase now = phase;
        return now == Phase.SERVING || now == Phase.BODY;
    }

    /** Closes it soon, by another thread, as closing can wait for the client; false if that was done already. */
    boolean abandon() {
        if (!abandoned.compareAndSet(false, true)) {
            return false;
        }
        Thread.startVirtualThread(this::cut);
        return true;
    }

    /** Whether {@link #abandon} was called. */
    boolean isAbandoned() {
        return abandoned.get();
    }

    /** From here on the client is sending a body. */
    public void beginBody() {
        begin(Phase.BODY);
    }

    /** Helidon itself refuses the current request, and closes the connection without having read its body. */
    public void refuse() {
        refused = true;
    }

    /**
     * Takes what the client is still sending after its last answer, for a bounded time: closing a socket with unread bytes
     * resets it, and the client would lose the answer it has been sent.
     */
    public void linger() {
        begin(Phase.LINGER);
        memory.release();
        try {
            while (true) {
                reader().ensureAvailable();
                reader().skip(reader().available());
            }
        } catch (DataReader.InsufficientDataAvailableException | UncheckedIOException _) {
            // The client has closed, or its time is over.
        }
    }

    /**
     * The request is answered; from here on the client may be silent for longer. After a few requests others come first:
     * a client that asks again at once would keep its carrier, as a request for what is in memory waits for nothing.
     */
    public void endRequest() {
        context.dataReader().restart();
        head = null;
        memory.release();
        // What came along with the request is the beginning of the next one.
        int next = reader().available();
        begin(next == 0 ? Phase.IDLE : Phase.HEADER);
        received = next;
        answered++;
        if (answered % TURN == 0) {
            LockSupport.parkNanos(1);
        }
    }

    /**
     * Says in an answer whether the connection goes on after it, which it does not if {@code must} is true, the client does not
     * want it, or the server is stopping; whoever sends the answer then closes. HTTP/1.0 wants to be told also if it goes on.
     */
    public boolean announceEnd(ServerResponse response, boolean must) {
        boolean last = must || draining || !head().isPersistent();
        if (last) {
            response.header(HeaderValues.CONNECTION_CLOSE);
        } else if (head().line().isHttp10()) {
            response.header(HeaderValues.CONNECTION_KEEP_ALIVE);
        }
        return last;
    }

    /** Reads what has come, waiting for it no longer than the phase allows; null at the end. */
    byte @Nullable [] read() {
        if (draining && phase == Phase.IDLE) {
            // Either this sees that the server is stopping, or close sees that the connection is idle.
            return null;
        }
        if (refused && phase != Phase.LINGER) {
            // Helidon would wait for the body, and keep all of a head for which there was no memory; lingering keeps
            // nothing.
            return null;
        }
        if (phase == Phase.HEADER) {
            // Most heads come at once and are never counted.
            memory.takeHead(received, pieces, firstLine, context.dataReader().lines());
        }
        long began = System.nanoTime();
        waitBegan = began;
        deadline = readDeadline(began);
        byte[] bytes;
        try {
            bytes = context.serverSocket().get();
        } finally {
            deadline = NEVER;
        }
        waited += System.nanoTime() - began;
        if (bytes != null) {
            if (phase == Phase.IDLE) {
                begin(Phase.HEADER);
            }
            received += bytes.length;
            pieces++;
        }
        return bytes;
    }

    /**
     * Sends bytes of a file after all that was written, as many as the client takes at once; 0 also if there is no way to
     * but to write them.
     */
    public long send(FileChannel file, long position, long count) throws IOException {
        SocketChannel channel = context.isSecure() ? null : channel();
        return channel == null ? 0 : file.transferTo(position, count, channel);
    }

    /** The channel below, if it can be had; looked for only when there is much to move. */
    private @Nullable SocketChannel channel() {
        if (!searched) {
            searched = true;
            channel = SendfileChannels.of(context.serverSocket());
        }
        return channel;
    }

    /** Runs a write, which may wait for the client to take it. */
    void write(Runnable write) {
        long began = System.nanoTime();
        waitBegan = began;
        deadline = began + limits.write().toNanos();
        try {
            write.run();
        } finally {
            deadline = NEVER;
        }
    }

    /** Whether {@code now}, of {@link System#nanoTime}, is too late for what this connection is waiting for. */
    boolean isOverdue(long now) {
        long until = deadline;
        return until != NEVER && now - until > 0;
    }

    /** Closes the socket, which ends whatever the connection's thread waits for. */
    void cut() {
        try {
            context.serverSocket().close();
        } catch (UncheckedIOException _) {
            // The connection's own thread, or the watchdog's, has closed it meanwhile.
        }
    }

    @Override
    public Duration idleTime() {
        // Helidon would count a long request as idle; the watchdog looks after idle connections instead.
        return Duration.ZERO;
    }

    @Override
    public void close(boolean interrupt) {
        draining = true;
        if (interrupt || phase == Phase.IDLE || (deadline != NEVER && phase == Phase.HEADER)) {
            cut();
        }
    }

    private void begin(Phase next) {
        phaseBegan = System.nanoTime();
        received = 0;
        pieces = 0;
        firstLine = 0;
        waited = 0;
        phase = next;
    }

    private long readDeadline(long now) {
        return switch (phase) {
            case IDLE -> now + limits.idle().toNanos();
            case HEADER -> phaseBegan + limits.header().toNanos();
            case LINGER -> phaseBegan + LINGER_NANOS;
            case SERVING, BODY -> now + patience(limits, received, waited);
        };
    }

    /**
     * How many nanoseconds more to wait for bytes of a body. Only the time the client was waited for counts: it is not to
     * blame for how long the disk takes.
     */
    static long patience(Limits limits, long received, long waited) {
        long stall = limits.stall().toNanos();
        long earned = (long) (received * 1e9 / limits.minimumRate());
        return Math.min(stall, stall + earned - waited);
    }
}
