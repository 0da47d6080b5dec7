package io.geckos.server.connection;

import io.helidon.http.DirectHandler;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import java.util.concurrent.atomic.AtomicLong;

/** What one connection takes of a {@link MemoryBudget}: by itself, for a head that has not come whole, and for a request. */
public final class ConnectionMemory {
    /** What a connection takes by itself: 8 KiB are Helidon's buffer for reading, 5 KiB the stack of its thread. */
    static final int MEMORY = 14 << 10;

    /** What TLS takes beside, during a handshake most of all. */
    static final int MEMORY_OF_TLS = 20 << 10;

    /** What a request being served takes, beside its head. */
    static final int MEMORY_OF_REQUEST = 3 << 10;

    /** What each piece of a head takes beside its bytes. */
    private static final int MEMORY_OF_PIECE = 64;

    /** What Helidon makes of each header line, beside its bytes: two strings, two objects around them, an entry of a map. */
    static final int MEMORY_OF_LINE = 250;

    /**
     * What each header line takes of a request being served. Some 390 bytes are kept; the rest is room for what collecting
     * the heap needs, as a heap full of what is counted exactly has none.
     */
    static final int MEMORY_OF_LINE_SERVED = 550;

    /** How often the bytes of a head count while it is served, with the same room. */
    private static final int COPIES_OF_HEAD_SERVED = 4;

    /** The bytes of a header line are kept as they came, as text, and once more where they came in two pieces. */
    private static final int COPIES_OF_LINE = 2;

    /** A head is kept as it came, as text, and parsed: its first line as soon as that is there, the rest when it is served. */
    private static final int COPIES_OF_HEAD = 3;

    private final MemoryBudget budget;
    private final Runnable taken;
    private final boolean tls;
    private final AtomicLong held = new AtomicLong();

    /**
     * Takes nothing so far.
     *
     * @param taken is run after each attempt to take some
     */
    ConnectionMemory(MemoryBudget budget, boolean tls, Runnable taken) {
        this.budget = budget;
        this.tls = tls;
        this.taken = taken;
    }

    /** Takes what a connection takes by itself, or throws {@link CloseConnectionException} if there is not so much. */
    void open() {
        if (!tryTake(own())) {
            throw new CloseConnectionException("clients use all memory they may");
        }
    }

    /**
     * Takes what a head needs that is waited for.
     *
     * @param received how many bytes of it have come
     * @param pieces in how many pieces
     * @param firstLine how long its first line is, 0 before that is known
     * @param lines what has been read of its headers
     * @throws RequestException if there is not so much
     */
    void takeHead(long received, long pieces, long firstLine, HeaderLines lines) {
        long came = (tls ? COPIES_OF_HEAD : 1) * received + pieces * MEMORY_OF_PIECE;
        long parsed =
                COPIES_OF_HEAD * firstLine + COPIES_OF_LINE * lines.text() + (long) lines.count() * MEMORY_OF_LINE;
        long wanted = own() + came + parsed;
        if (wanted > held.get()) {
            take(wanted - held.get());
        }
    }

    /** Takes what a request with a head of that size needs while it is served; throws as {@link #take} does. */
    void takeRequest(long head, HeaderLines lines) {
        release();
        take(MEMORY_OF_REQUEST + COPIES_OF_HEAD_SERVED * head + (long) lines.count() * MEMORY_OF_LINE_SERVED);
    }

    /**
     * Takes memory until the current request is answered.
     *
     * @throws RequestException which makes 503 SlowDown of the answer, if there is not so much
     */
    public void take(long bytes) {
        if (!tryTake(bytes)) {
            throw RequestException.builder()
                    .type(DirectHandler.EventType.OTHER)
                    .status(Status.SERVICE_UNAVAILABLE_503)
                    .setKeepAlive(false)
                    .message("clients use all memory they may")
                    .build();
        }
    }

    /** Takes memory until the current request is answered, or nothing and answers false. */
    public boolean tryTake(long bytes) {
        boolean granted = budget.take(bytes);
        if (granted) {
            held.addAndGet(bytes);
        }
        taken.run();
        return granted;
    }

    /** Gives back what heads and requests took. */
    void release() {
        keep(own());
    }

    /** Gives back all. */
    void close() {
        keep(0);
    }

    /** How many bytes it has taken. */
    long held() {
        return held.get();
    }

    private long own() {
        return tls ? MEMORY + MEMORY_OF_TLS : MEMORY;
    }

    private void keep(long bytes) {
        long before = held.getAndUpdate(now -> Math.min(now, bytes));
        if (before > bytes) {
            budget.give(before - bytes);
        }
    }
}
