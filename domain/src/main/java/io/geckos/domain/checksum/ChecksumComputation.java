package io.geckos.domain.checksum;

import java.nio.ByteBuffer;

/** One computation of a checksum, fed in pieces. */
interface ChecksumComputation {
    /** Consumes what remains of {@code bytes}. */
    void update(ByteBuffer bytes);

    /** The checksum, big endian; call once. */
    byte[] finish();
}
