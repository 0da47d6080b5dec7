package io.geckos.server.process;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Gives back to the system what the heap grew by in a busy time, once nobody asks for anything any more: a collector of
 * one thread collects when the heap is full, and until then keeps what it has. Nothing is done while there are requests,
 * as they would wait for it some 50 ms.
 */
public final class IdleHeapTrimmer implements AutoCloseable {
    private static final Duration TICK = Duration.ofSeconds(5);

    /** Whoever allocates less than this in the time of a tick is taken for idle, in bytes. */
    private static final long IDLE = 1 << 20;

    /** Growth by less is not worth a collection, in bytes. */
    private static final long WORTH_IT = 4 << 20;

    private final LongSupplier size;
    private final LongSupplier used;
    private final Runnable collect;
    private final Thread thread = PeriodicThread.every(TICK, Thread.ofVirtual().name("spare-heap"), this::tick);
    private long kept;
    private long usedBefore;

    /**
     * @param size of the heap, in bytes
     * @param used by objects, garbage or not, in bytes
     * @param collect brings both down as far as can be
     */
    IdleHeapTrimmer(LongSupplier size, LongSupplier used, Runnable collect) {
        this.size = size;
        this.used = used;
        this.collect = collect;
        this.kept = size.getAsLong();
        this.usedBefore = used.getAsLong();
    }

    /** Of this process. */
    public static IdleHeapTrimmer ofJvm() {
        Runtime jvm = Runtime.getRuntime();
        return new IdleHeapTrimmer(jvm::totalMemory, () -> jvm.totalMemory() - jvm.freeMemory(), System::gc);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    void tick() {
        long now = used.getAsLong();
        boolean idle = Math.abs(now - usedBefore) < IDLE;
        if (idle && size.getAsLong() - kept >= WORTH_IT) {
            collect.run();
            kept = size.getAsLong();
            now = used.getAsLong();
        }
        usedBefore = now;
    }
}
