package io.geckos.s3.body;

import io.geckos.s3.api.RequestMemory;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * A pool of buffers for request bodies. It has a bounded number of large buffers. If all are taken, a request gets a small
 * buffer of its own and does not wait, because a slow client can keep a large one for long.
 */
public final class UploadBufferPool {
    /** The size of a large buffer, in bytes. */
    static final int LARGE = 64 * 1024;

    /** The size of a small buffer, in bytes. */
    static final int SMALL = 8 * 1024;

    /** The largest number of large buffers: 16 MiB of them. */
    private static final int MOST = 256;

    /** Large buffers take no more than this part of the heap. */
    private static final int PART_OF_HEAP = 8;

    /** The bytes for the deeper stack of a thread that waits for the rest of a body. */
    private static final int WAITING = 4 * 1024;

    private final Semaphore permits;
    private final ConcurrentLinkedQueue<ByteBuffer> idle;
    private final RequestMemory memory;

    /** A pool of {@code count} large buffers. Each is made when it is first needed. */
    public UploadBufferPool(int count) {
        this(new Semaphore(count), new ConcurrentLinkedQueue<>(), RequestMemory.UNLIMITED);
    }

    /** A pool for a heap of {@code heap} bytes. */
    public static UploadBufferPool forHeap(long heap) {
        return new UploadBufferPool((int) Math.min(MOST, heap / PART_OF_HEAP / LARGE));
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
     * Takes a small buffer for the first bytes of a body, which need not be given back. It is no larger than the body.
     *
     * @param length the length of the whole body
     * @throws S3Exception {@link S3Error#SlowDown} if there is no memory for it
     */
    ByteBuffer acquireFirst(long length) {
        if (length > SMALL) {
            memory.take(WAITING);
        }
        return small(length);
    }

    /**
     * Takes a buffer for a body that does not fit into a small one: a large one if there is any, else a small one. The
     * caller gives it back by {@link #release}.
     *
     * @throws S3Exception {@link S3Error#SlowDown} if there is no memory even for a small one
     */
    ByteBuffer acquire() {
        return permits.tryAcquire() ? large() : small(SMALL);
    }

    private ByteBuffer small(long length) {
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
