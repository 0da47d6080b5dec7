package io.geckos.server.connection;

import io.helidon.http.DirectHandler;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that one connection takes from a {@link MemoryBudget}: for itself, for a head that has arrived only in
 * part, and for a request that is being served.
 */
public final class ConnectionMemory {
    /** The bytes for a connection without a request: 8 KiB are Helidon's read buffer, 5 KiB the stack of its thread. */
    static final int MEMORY = 14 << 10;

    /** The further bytes for TLS, which takes most during a handshake. */
    static final int MEMORY_OF_TLS = 20 << 10;

    /** The bytes for a request that is being served, without its head. */
    static final int MEMORY_OF_REQUEST = 3 << 10;

    /** The bytes for each piece of a head, without its content. */
    private static final int MEMORY_OF_PIECE = 64;

    /**
     * The bytes of Helidon's objects for each header line, without its content: two strings, two objects around them, a
     * map entry.
     */
    static final int MEMORY_OF_LINE = 250;

    /**
     * The bytes for each header line of a request that is being served. About 390 bytes are really used. The rest is
     * room for the garbage collector, which a heap filled exactly to the budget would not have.
     */
    static final int MEMORY_OF_LINE_SERVED = 550;

    /** The factor for the bytes of a head while its request is served, with the same room for the collector. */
    private static final int COPIES_OF_HEAD_SERVED = 4;

    /**
     * The copies of a header line: the received bytes, the text, and one more copy if the line arrived in two pieces.
     */
    private static final int COPIES_OF_LINE = 2;

    /**
     * The copies of a head: the received bytes, the text, and the parsed form. The first line is parsed as soon as it
     * is there, the rest when the request is served.
     */
    private static final int COPIES_OF_HEAD = 3;

    private final MemoryBudget budget;
    private final Runnable taken;
    private final boolean tls;
    private final AtomicLong held = new AtomicLong();

    /**
     * Makes an account that has taken nothing yet.
     *
     * @param taken runs after each attempt to take memory
     */
    ConnectionMemory(MemoryBudget budget, boolean tls, Runnable taken) {
        this.budget = budget;
        this.tls = tls;
        this.taken = taken;
    }

    /**
     * Takes the memory of a connection without a request. Throws {@link CloseConnectionException} if there is not
     * enough.
     */
    void open() {
        if (!tryTake(own())) {
            throw new CloseConnectionException("clients use all memory they may");
        }
    }

    /**
     * Takes the memory for a head that has arrived only in part.
     *
     * @param received the number of bytes that have arrived
     * @param pieces the number of pieces in which they arrived
     * @param firstLine the length of the first line, 0 if it is not complete
     * @param lines the header lines read so far
     * @throws RequestException if there is not enough
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

    /** Takes the memory for serving a request with a head of that size. Throws as {@link #take} does. */
    void takeRequest(long head, HeaderLines lines) {
        release();
        take(MEMORY_OF_REQUEST + COPIES_OF_HEAD_SERVED * head + (long) lines.count() * MEMORY_OF_LINE_SERVED);
    }

    /**
     * Takes memory until the current request is answered.
     *
     * @throws RequestException if there is not enough; the answer is then 503 SlowDown
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

    /** Takes memory until the current request is answered. Answers false, and takes nothing, if there is not enough. */
    public boolean tryTake(long bytes) {
        boolean granted = budget.take(bytes);
        if (granted) {
            held.addAndGet(bytes);
        }
        taken.run();
        return granted;
    }

    /** Gives back the memory of heads and requests. */
    void release() {
        keep(own());
    }

    /** Gives back all memory. */
    void close() {
        keep(0);
    }

    /** The number of bytes taken. */
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
