package io.geckos.server.connection;

import io.geckos.server.connection.ConnectionDeadline.Phase;
import io.geckos.server.settings.Settings.Limits;
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
 * One client's connection. It holds the current deadline for the client, and whether the connection must be closed.
 *
 * <p>Helidon's own read timeout has no effect, so every wait for the client states a deadline here, and the
 * {@link IdleConnectionWatchdog} closes the socket of a connection that is past it. Closing wakes the waiting thread; unlike an
 * interrupt it can never hit that thread in the middle of a file operation.
 */
public final class ClientConnection implements ServerConnection {
    /** After so many requests in a row, the thread of this connection lets others run first. */
    private static final int TURN = 8;

    private static final ScopedValue<ClientConnection> CURRENT = ScopedValue.newInstance();

    private final DeadlineConnectionContext context;
    private final ServerConnection http;
    private final OpenConnections connections;
    private final ConnectionMemory memory;
    private final ByteBuffer network;
    private final ConnectionDeadline deadline;
    private final AtomicBoolean abandoned = new AtomicBoolean();
    private volatile boolean draining;

    private @Nullable RequestHead head;
    private int status;
    private int answered;
    private boolean refused;
    private boolean searched;
    private @Nullable SocketChannel channel;
    private long firstLine;

    /** Takes over an accepted socket. With {@code certificate} the connection uses TLS. */
    public ClientConnection(
            ConnectionContext context,
            Optional<SSLContext> certificate,
            ServerConnectionSelector http,
            OpenConnections connections,
            Limits limits) {
        this.context = new DeadlineConnectionContext(context, this, certificate);
        this.http = http.connection(this.context);
        this.connections = connections;
        this.memory = connections.memory(certificate.isPresent());
        this.network = OpenConnections.network(context.remotePeer().address());
        this.deadline = new ConnectionDeadline(limits);
    }

    /** The connection that the current thread serves. */
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
            context.closeTls();
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

    /** The version of TLS that the client uses, such as {@code 1.3}; empty without TLS. */
    public Optional<String> tlsVersion() {
        return context.tlsVersion();
    }

    /** Notes that the first line of a request has just been read. */
    void beginRequest(HttpPrologue prologue) {
        head = new RequestHead(prologue, context.dataReader().line());
        firstLine = (long) prologue.uriPath().rawPath().length()
                + prologue.query().rawValue().length();
    }

    /** The head of the current request. At least its first line has been read. */
    public RequestHead head() {
        return Objects.requireNonNull(head);
    }

    /** Whether an answer to the current request may have a body. False for HEAD and while the method is unknown. */
    public boolean mayAnswerWithBody() {
        String method = context.dataReader().line().method();
        return !method.isEmpty() && !method.equals("HEAD");
    }

    /** Notes that the answer to the current request begins, with this status. */
    public void answer(int withStatus) {
        status = withStatus;
    }

    /** The status of the answer that is being sent. */
    public int status() {
        return status;
    }

    /** Whether nothing has arrived since the last answer, or at all, so that the client has asked for nothing. */
    public boolean isSilent() {
        return deadline.received() == 0 && (deadline.is(Phase.IDLE) || deadline.is(Phase.HEADER));
    }

    /**
     * Notes that the head of a request has been read, and serving the request begins.
     *
     * @throws RequestException if there is no memory for it
     */
    public void beginServing() {
        long size = deadline.received() - reader().available() + firstLine;
        begin(Phase.SERVING);
        memory.takeRequest(size, context.dataReader().lines());
    }

    /** The memory that this connection takes from the budget of all clients. */
    public ConnectionMemory memory() {
        return memory;
    }

    /** The address of the client, as far as the limit for each address looks at it. */
    ByteBuffer network() {
        return network;
    }

    /** Whether the connection is waiting for its client. */
    boolean isWaiting() {
        return deadline.isWaiting();
    }

    /** The start of the current phase of waiting, by {@link System#nanoTime}. */
    long waitingSince() {
        return deadline.phaseBegan();
    }

    /** Whether the client of a request that is being served has taken or sent nothing for {@code time}. */
    boolean isStalled(long now, Duration time) {
        return isWaiting() && isServing() && now - stalledSince() > time.toNanos();
    }

    /** The time since which the client has taken or sent nothing, by {@link System#nanoTime}. */
    long stalledSince() {
        return deadline.waitBegan();
    }

    /** Whether a request is being served. */
    boolean isServing() {
        return deadline.is(Phase.SERVING) || deadline.is(Phase.BODY);
    }

    /** Closes the connection soon, on another thread, because closing can wait. False if this was called before. */
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

    /** Notes that the client is sending a body from now on. */
    public void beginBody() {
        begin(Phase.BODY);
    }

    /**
     * Notes that Helidon itself refuses the current request, and will close the connection without reading the body.
     */
    public void refuse() {
        refused = true;
    }

    /**
     * Reads and drops bytes after the last answer, for a bounded time. Closing with unread bytes would lose the answer.
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
            // The client has closed the connection, or its time is over.
        }
    }

    /**
     * Notes that the request is answered. From now on the client may be silent for longer. After a few requests in a
     * row the thread yields: requests for data in memory wait for nothing, so a fast client would keep its carrier
     * thread for ever.
     */
    public void endRequest() {
        context.dataReader().restart();
        head = null;
        memory.release();
        // Bytes that arrived together with the request are the beginning of the next one.
        int next = reader().available();
        begin(next == 0 ? Phase.IDLE : Phase.HEADER);
        deadline.add(next);
        answered++;
        if (answered % TURN == 0) {
            LockSupport.parkNanos(1);
        }
    }

    /**
     * Sets the {@code Connection} header of an answer, and tells whether the caller must close the connection after it.
     * It must if {@code must} is true, if the client wants it, or if the server is stopping. HTTP/1.0 also needs the
     * header if the connection stays open.
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

    /** Reads the bytes that have arrived, and waits for them no longer than the phase allows. Null at the end. */
    byte @Nullable [] read() {
        if (draining && deadline.is(Phase.IDLE)) {
            // Either this sees that the server is stopping, or close sees that the connection is idle.
            return null;
        }
        if (refused && !deadline.is(Phase.LINGER)) {
            // Helidon would wait for the body, and would keep the whole head although there is no memory for it.
            // Lingering keeps nothing.
            return null;
        }
        if (deadline.is(Phase.HEADER)) {
            // Most heads arrive in one piece and are never counted.
            memory.takeHead(
                    deadline.received(),
                    deadline.pieces(),
                    firstLine,
                    context.dataReader().lines());
        }
        return deadline.read(context.serverSocket());
    }

    /**
     * Sends as many bytes of a file as the client takes without waiting; 0 if it takes none, or they must be written.
     */
    public long send(FileChannel file, long position, long count) throws IOException {
        SocketChannel channel = context.isSecure() ? null : channel();
        return channel == null ? 0 : file.transferTo(position, count, channel);
    }

    /** The socket's channel, if it can be found. Looked for only if there is much to send. */
    private @Nullable SocketChannel channel() {
        if (!searched) {
            searched = true;
            channel = SendfileChannels.of(context.serverSocket());
        }
        return channel;
    }

    /** Runs a write, which may wait for the client to take the bytes. */
    void write(Runnable write) {
        deadline.write(write);
    }

    /** Whether the deadline of this connection has passed at {@code now}, by {@link System#nanoTime}. */
    boolean isOverdue(long now) {
        return deadline.isPast(now);
    }

    /** Closes the socket, which ends whatever the connection's thread waits for. */
    void cut() {
        try {
            context.serverSocket().close();
        } catch (UncheckedIOException _) {
            // The connection's own thread or the watchdog has closed it meanwhile.
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
        if (interrupt || deadline.is(Phase.IDLE) || (isWaiting() && deadline.is(Phase.HEADER))) {
            cut();
        }
    }

    private void begin(Phase next) {
        firstLine = 0;
        deadline.begin(next);
    }
}
