package io.geckos.server.connection;

import io.geckos.server.settings.Settings.Limits;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The phase of a connection, and until when it waits for its client. Only the connection's own thread changes it; others may ask
 * at any time.
 */
final class ConnectionDeadline {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long LINGER_NANOS = 1_500_000_000L;

    private final Limits limits;
    private volatile Phase phase = Phase.HEADER;
    private volatile long deadline = NEVER;
    private volatile long phaseBegan = System.nanoTime();
    private volatile long waitBegan = phaseBegan;
    private long received;
    private long pieces;
    private long waited;

    ConnectionDeadline(Limits limits) {
        this.limits = limits;
    }

    /** What the connection is busy with. */
    enum Phase {
        IDLE,
        HEADER,
        SERVING,
        BODY,
        LINGER
    }

    boolean is(Phase that) {
        return phase == that;
    }

    /** Begins a phase, in which nothing has been received yet. */
    void begin(Phase next) {
        phaseBegan = System.nanoTime();
        received = 0;
        pieces = 0;
        waited = 0;
        phase = next;
    }

    /** The bytes that have arrived in this phase. */
    long received() {
        return received;
    }

    /** How often bytes have arrived in this phase. */
    long pieces() {
        return pieces;
    }

    /** Counts bytes that arrived before this phase began. */
    void add(long bytes) {
        received += bytes;
    }

    /** The start of this phase, by {@link System#nanoTime}. */
    long phaseBegan() {
        return phaseBegan;
    }

    /** The start of the latest wait for the client, by {@link System#nanoTime}. */
    long waitBegan() {
        return waitBegan;
    }

    /** Whether the connection is waiting for its client. */
    boolean isWaiting() {
        return deadline != NEVER;
    }

    /** Whether the deadline has passed at {@code now}, by {@link System#nanoTime}. */
    boolean isPast(long now) {
        long until = deadline;
        return until != NEVER && now - until > 0;
    }

    /** Waits for bytes no longer than the phase allows, and counts them. Null at the end of the connection. */
    byte @Nullable [] read(Supplier<? extends byte @Nullable []> socket) {
        long began = System.nanoTime();
        waitBegan = began;
        deadline = readDeadline(began);
        byte[] bytes;
        try {
            bytes = socket.get();
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

    /** Runs a write, which may wait for the client to take the bytes. */
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

    private long readDeadline(long now) {
        return switch (phase) {
            case IDLE -> now + limits.idle().toNanos();
            case HEADER -> phaseBegan + limits.header().toNanos();
            case LINGER -> phaseBegan + LINGER_NANOS;
            case SERVING, BODY -> now + patience(limits, received, waited);
        };
    }

    /** The nanoseconds to wait for more bytes of a body. Waiting for the disk does not count against the client. */
    static long patience(Limits limits, long received, long waited) {
        long stall = limits.stall().toNanos();
        long earned = (long) (received * 1e9 / limits.minimumRate());
        return Math.min(stall, stall + earned - waited);
    }
}
