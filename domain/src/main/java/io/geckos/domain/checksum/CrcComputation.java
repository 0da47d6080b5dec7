package io.geckos.domain.checksum;

import java.nio.ByteBuffer;
import java.util.zip.Checksum;

/** A cyclic redundancy check of {@code bytes} bytes that the JDK computes. */
record CrcComputation(Checksum crc, int bytes) implements ChecksumComputation {
    @Override
    public void update(ByteBuffer input) {
        crc.update(input);
    }

    @Override
    public byte[] finish() {
        return CrcArithmetic.toBytes(crc.getValue(), bytes);
    }
}
