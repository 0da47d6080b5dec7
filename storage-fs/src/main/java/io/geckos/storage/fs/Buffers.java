package io.geckos.storage.fs;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Buffers outside the heap, lent and given back; a few are kept. */
final class Buffers {
    private static final int SIZE = 128 << 10;
    private static final int KEPT = 32;
    private static final BlockingQueue<ByteBuffer> FREE = new ArrayBlockingQueue<>(KEPT);

    private Buffers() {}

    /** An empty buffer. */
    static ByteBuffer take() {
        ByteBuffer buffer = FREE.poll();
        return buffer == null ? ByteBuffer.allocateDirect(SIZE) : buffer.clear();
    }

    /** Gives a buffer back; do not use it after. */
    static void give(ByteBuffer buffer) {
        // One too many is left to the garbage collector.
        boolean _ = FREE.offer(buffer);
    }
}
