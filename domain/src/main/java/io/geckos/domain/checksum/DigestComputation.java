package io.geckos.domain.checksum;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** A cryptographic digest. */
record DigestComputation(MessageDigest digest) implements ChecksumComputation {
    static DigestComputation of(String algorithm) {
        return new DigestComputation(ContentHasher.digest(algorithm));
    }

    @Override
    public void update(ByteBuffer input) {
        digest.update(input);
    }

    @Override
    public byte[] finish() {
        return digest.digest();
    }
}
