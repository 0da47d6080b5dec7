package io.geckos.domain.checksum;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** A cryptographic digest. */
record DigestComputation(MessageDigest digest) implements ChecksumComputation {
    @Override
    public void update(ByteBuffer input) {
        digest.update(input);
    }

    @Override
    public byte[] finish() {
        return digest.digest();
    }
}
