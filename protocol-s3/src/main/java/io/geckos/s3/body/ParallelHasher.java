package io.geckos.s3.body;

import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ContentHasher;
import io.geckos.domain.checksum.Digests;
import io.geckos.s3.wire.S3Exception;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Hashes a body buffer by buffer, and owns the buffers: {@link #next} gives the caller one to fill, and {@link #hash}
 * takes it back. A short body is hashed on the caller's thread. A long one is hashed on another virtual thread, so that
 * one buffer is hashed while the next one is read and written.
 */
abstract sealed class ParallelHasher implements AutoCloseable {
    /** Bodies up to this many bytes are hashed on the caller's thread, because starting a thread would cost more. */
    static final long SHORT = 4L * UploadBufferPool.LARGE;

    final ContentHasher hasher;
    final UploadBufferPool buffers;

    private ParallelHasher(ContentHasher hasher, UploadBufferPool buffers) {
        this.hasher = hasher;
        this.buffers = buffers;
    }

    /** Makes a hasher for a body of {@code length} bytes. Takes its buffers at once. */
    static ParallelHasher of(long length, Set<ChecksumAlgorithm> algorithms, UploadBufferPool buffers) {
        ContentHasher hasher = new ContentHasher(algorithms);
        return length <= SHORT ? new OnTheSpot(hasher, length, buffers) : new ThreadedHasher(hasher, buffers);
    }

    /** An empty buffer for the caller to fill. */
    abstract ByteBuffer next() throws InterruptedException;

    /**
     * Takes a filled buffer. Its bytes may still be read by the caller, until {@link #next} is called again, through
     * a duplicate made before.
     */
    abstract void hash(ByteBuffer filled) throws InterruptedException;

    /** The digests of all buffers. Call this once. */
    abstract Digests finish() throws InterruptedException;

    /** Gives the buffers back. */
    @Override
    public abstract void close();

    private static final class OnTheSpot extends ParallelHasher {
        private final ByteBuffer buffer;

        OnTheSpot(ContentHasher hasher, long length, UploadBufferPool buffers) {
            super(hasher, buffers);
            buffer = buffers.acquire(length);
        }

        @Override
        ByteBuffer next() {
            return buffer.clear();
        }

        @Override
        void hash(ByteBuffer filled) {
            hasher.update(filled);
        }

        @Override
        Digests finish() {
            return hasher.finish();
        }

        @Override
        public void close() {
            buffers.release(buffer);
        }
    }

    private static final class ThreadedHasher extends ParallelHasher {
        private static final int COUNT = 3;
        private static final ByteBuffer END = ByteBuffer.allocate(0);

        private final ByteBuffer[] all = new ByteBuffer[COUNT];
        private final BlockingQueue<ByteBuffer> idle = new ArrayBlockingQueue<>(COUNT);
        private final BlockingQueue<ByteBuffer> filled = new ArrayBlockingQueue<>(COUNT + 1);
        private final Thread thread;

        ThreadedHasher(ContentHasher hasher, UploadBufferPool buffers) {
            super(hasher, buffers);
            try {
                for (int i = 0; i < COUNT; i++) {
                    all[i] = buffers.acquire(UploadBufferPool.LARGE);
                    idle.add(all[i]);
                }
            } catch (S3Exception e) {
                idle.forEach(buffers::release);
                throw e;
            }
            thread = Thread.ofVirtual().name("body-hasher").start(this::run);
        }

        private void run() {
            try {
                for (ByteBuffer buffer = filled.take(); buffer.capacity() > 0; buffer = filled.take()) {
                    hasher.update(buffer);
                    idle.add(buffer);
                }
            } catch (InterruptedException _) {
                // Closed before the end, so the result is not needed any more.
            }
        }

        @Override
        ByteBuffer next() throws InterruptedException {
            return idle.take().clear();
        }

        @Override
        void hash(ByteBuffer buffer) {
            filled.add(buffer);
        }

        @Override
        Digests finish() throws InterruptedException {
            filled.add(END);
            thread.join();
            return hasher.finish();
        }

        @Override
        public void close() {
            thread.interrupt();
            for (ByteBuffer buffer : all) {
                buffers.release(buffer);
            }
        }
    }
}
