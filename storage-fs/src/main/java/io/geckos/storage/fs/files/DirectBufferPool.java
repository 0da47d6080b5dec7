package io.geckos.storage.fs.files;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * Buffers outside the heap, taken and given back. There is a bounded number of large ones. When they are all taken, a caller
 * gets a small one and does not wait, because a slow client may hold a large one for long.
 */
public final class DirectBufferPool {
    /** The size of a large buffer, in bytes. */
    static final int LARGE = 128 << 10;

    /** The size of a small buffer, in bytes. */
    public static final int SMALL = 8 << 10;

    /** How many large buffers may be taken at once: 8 MiB of them. */
    private static final int MOST_LARGE = 64;

    private static final Semaphore PERMITS = new Semaphore(MOST_LARGE);
    private static final Queue<ByteBuffer> IDLE_LARGE = new ConcurrentLinkedQueue<>();

    /** As many as there ever were requests at once without a large one. */
    private static final Queue<ByteBuffer> IDLE_SMALL = new ConcurrentLinkedQueue<>();

    private DirectBufferPool() {}

    /** An empty buffer, large if there is one. */
    public static ByteBuffer take() {
        return PERMITS.tryAcquire() ? take(IDLE_LARGE, LARGE) : take(IDLE_SMALL, SMALL);
    }

    private static ByteBuffer take(Queue<ByteBuffer> idle, int size) {
        ByteBuffer buffer = idle.poll();
        return buffer == null ? ByteBuffer.allocateDirect(size) : buffer.clear();
    }

    /** Gives a buffer back; do not use it after. */
    public static void give(ByteBuffer buffer) {
        if (buffer.capacity() == LARGE) {
            IDLE_LARGE.add(buffer);
            PERMITS.release();
        } else {
            IDLE_SMALL.add(buffer);
        }
    }
}
