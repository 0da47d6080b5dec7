package io.geckos.s3.body;

import io.geckos.s3.api.RequestMemory;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * A pool of buffers for request bodies. It has a bounded number of large buffers. If all are taken, or if the body is small, a
 * request gets a small buffer of its own and does not wait, because a slow client can keep a large one for long.
 */
public final class UploadBufferPool {
    /** The size of a large buffer, in bytes. */
    static final int LARGE = 64 * 1024;

    /** The size of a small buffer, in bytes. */
    static final int SMALL = 8 * 1024;

    private final Semaphore permits;
    private final ConcurrentLinkedQueue<ByteBuffer> idle;
    private final RequestMemory memory;

    /** A pool of {@code count} large buffers. Each is made when it is first needed. */
    public UploadBufferPool(int count) {
        this(new Semaphore(count), new ConcurrentLinkedQueue<>(), RequestMemory.UNLIMITED);
    }

    private UploadBufferPool(Semaphore permits, ConcurrentLinkedQueue<ByteBuffer> idle, RequestMemory memory) {
        this.permits = permits;
        this.idle = idle;
        this.memory = memory;
    }

    /** A view of the pool for one request, which takes memory from {@code taker} for its small buffers. */
    UploadBufferPool chargedTo(RequestMemory taker) {
        return new UploadBufferPool(permits, idle, taker);
    }

    /**
     * Takes a buffer. The caller gives it back by {@link #release}.
     *
     * @param length the length of the whole body; a small buffer is no larger
     * @throws S3Exception {@link S3Error#SlowDown} if there is no memory even for a small one
     */
    ByteBuffer acquire(long length) {
        if (length > SMALL && permits.tryAcquire()) {
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
