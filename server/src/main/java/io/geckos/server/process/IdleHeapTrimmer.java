package io.geckos.server.process;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Shrinks the heap when the server is idle after a busy time. The serial garbage collector runs only when the heap is
 * full, and keeps its memory until then. Nothing is done while there are requests, because they would wait about 50 ms
 * for it.
 */
public final class IdleHeapTrimmer implements AutoCloseable {
    private static final Duration TICK = Duration.ofSeconds(5);

    /** A process that allocates less than this between two ticks is idle, in bytes. */
    private static final long IDLE = 1 << 20;

    /** The smallest growth that is worth a collection, in bytes. */
    private static final long WORTH_IT = 4 << 20;

    private final LongSupplier size;
    private final LongSupplier used;
    private final Runnable collect;
    private final Thread thread =
            PeriodicThread.withPause(TICK, Thread.ofVirtual().name("spare-heap"), this::tick);
    private long kept;
    private long usedBefore;

    /**
     * @param size the size of the heap, in bytes
     * @param used the bytes used by objects, including garbage
     * @param collect makes both as small as possible
     */
    IdleHeapTrimmer(LongSupplier size, LongSupplier used, Runnable collect) {
        this.size = size;
        this.used = used;
        this.collect = collect;
        this.kept = size.getAsLong();
        this.usedBefore = used.getAsLong();
    }

    /** The trimmer of this process. */
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
