package io.geckos.storage.rados.librados;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** A read of bytes that was sent to the cluster. For one thread, which closes it. */
public final class PendingBytes implements AutoCloseable {
    private final PendingOperation operation;
    private final MemorySegment memory;
    private final String what;

    PendingBytes(PendingOperation operation, MemorySegment memory, String what) {
        this.operation = operation;
        this.memory = memory;
        this.what = what;
    }

    /** Waits for the bytes, and answers as many as there are. They may be used until this is closed. */
    public ByteBuffer await() {
        int length = RadosException.check(operation.await(), what);
        return memory.asSlice(0, length).asByteBuffer();
    }

    @Override
    public void close() {
        operation.close();
    }
}
