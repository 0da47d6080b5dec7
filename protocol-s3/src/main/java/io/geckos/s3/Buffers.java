package io.geckos.s3;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * Buffers that bodies move through. A bounded number of large ones is shared; when they are all taken nobody waits, as
 * a slow client may hold one for long: a small one of the taker's own has to do.
 */
final class Buffers {
    /** The size of a large buffer, in bytes. */
    static final int LARGE = 64 * 1024;

    /** The size of what is given when no large one is left, in bytes. */
    static final int SMALL = 8 * 1024;

    private final Semaphore permits;
    private final ConcurrentLinkedQueue<ByteBuffer> idle = new ConcurrentLinkedQueue<>();

    /** Shares {@code count} large buffers, made when first needed. */
    Buffers(int count) {
        permits = new Semaphore(count);
    }

    /** A buffer, to be given back by {@link #release}. */
    ByteBuffer acquire() {
        return permits.tryAcquire() ? large() : ByteBuffer.allocate(SMALL);
    }

    private ByteBuffer large() {
        ByteBuffer buffer = idle.poll();
        return buffer == null ? ByteBuffer.allocate(LARGE) : buffer.clear();
    }

    /** Takes a buffer back. */
    void release(ByteBuffer buffer) {
        if (buffer.capacity() == LARGE) {
            idle.add(buffer);
            permits.release();
        }
    }
}
