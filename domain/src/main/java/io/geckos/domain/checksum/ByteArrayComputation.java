package io.geckos.domain.checksum;

import java.nio.ByteBuffer;

/** A checksum that is computed from arrays. The bytes of buffers without an array are copied into one, 8 KiB at a time. */
interface ByteArrayComputation extends ChecksumComputation {
    /** The number of bytes that are copied at a time. */
    int COPY_SIZE = 8192;

    /** Consumes {@code length} bytes from {@code offset}. */
    void update(byte[] bytes, int offset, int length);

    @Override
    default void update(ByteBuffer input) {
        if (input.hasArray()) {
            update(input.array(), input.arrayOffset() + input.position(), input.remaining());
            input.position(input.limit());
            return;
        }
        byte[] piece = new byte[Math.min(COPY_SIZE, input.remaining())];
        while (input.hasRemaining()) {
            int length = Math.min(piece.length, input.remaining());
            input.get(piece, 0, length);
            update(piece, 0, length);
        }
    }
}
