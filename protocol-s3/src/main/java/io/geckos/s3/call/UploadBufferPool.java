package io.geckos.s3.call;

import io.geckos.s3.api.RequestMemory;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * Buffers that bodies move through. A bounded number of large ones is shared; when they are all taken nobody waits, as
 * a slow client may hold one for long: a small one of the taker's own has to do.
 */
public final class UploadBufferPool {
    /** The size of a large buffer, in bytes. */
    static final int LARGE = 64 * 1024;

    /** The size of what is given when no large one is left, in bytes. */
    static final int SMALL = 8 * 1024;

    private final Semaphore permits;
    private final ConcurrentLinkedQueue<ByteBuffer> idle;
    private final RequestMemory memory;

    /** Shares {@code count} large buffers, made when first needed. */
    public UploadBufferPool(int count) {
        this(new Semaphore(count), new ConcurrentLinkedQueue<>(), RequestMemory.UNLIMITED);
    }

    private UploadBufferPool(Semaphore permits, ConcurrentLinkedQueue<ByteBuffer> idle, RequestMemory memory) {
        this.permits = permits;
        this.idle = idle;
        this.memory = memory;
    }

    /** The same large buffers, and small ones for which one request takes memory. */
    UploadBufferPool lentTo(RequestMemory taker) {
        return new UploadBufferPool(permits, idle, taker);
    }

    /**
     * A buffer, to be given back by {@link #release}.
     *
     * @param length of all there is to put into it; a small one is no larger
     * @throws S3Exception {@link S3Error#SlowDown} if there is no memory even for a small one
     */
    ByteBuffer acquire(long length) {
        if (permits.tryAcquire()) {
            return large();
        }
        int size = Math.clamp(length, 1, SMALL);
        memory.take(size);
        return ByteBuffer.allocate(size);
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
