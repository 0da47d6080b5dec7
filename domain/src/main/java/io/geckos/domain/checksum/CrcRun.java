package io.geckos.domain.checksum;

import java.nio.ByteBuffer;
import java.util.zip.Checksum;

/** A cyclic redundancy check of {@code bytes} bytes. */
record CrcRun(Checksum crc, int bytes) implements ChecksumRun {
    @Override
    public void update(ByteBuffer input) {
        crc.update(input);
    }

    @Override
    public byte[] finish() {
        return Crc.toBytes(crc.getValue(), bytes);
    }
}
