package io.geckos.domain.checksum;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Computes the MD5 and the wanted checksums of a stream of bytes, buffer by buffer. The MD5 serves as ETag and, if it is
 * wanted, as checksum. For one thread.
 */
public final class ContentHasher {
    private final MessageDigest md5 = digest("MD5");
    private final Map<ChecksumAlgorithm, ChecksumComputation> computations = new EnumMap<>(ChecksumAlgorithm.class);
    private boolean md5Wanted;
    private long size;

    /** Starts on no bytes. */
    public ContentHasher(Set<ChecksumAlgorithm> algorithms) {
        for (ChecksumAlgorithm algorithm : algorithms) {
            if (algorithm == ChecksumAlgorithm.MD5) {
                md5Wanted = true;
            } else {
                computations.put(algorithm, algorithm.start());
            }
        }
    }

    /** Hashes what remains of {@code bytes}, and leaves its position as it was. */
    public void update(ByteBuffer bytes) {
        size += bytes.remaining();
        md5.update(bytes.duplicate());
        for (ChecksumComputation computation : computations.values()) {
            computation.update(bytes.duplicate());
        }
    }

    /** The results, with the checksums in the order of algorithms. Call this once, at the end. */
    public Digests finish() {
        byte[] md5Bytes = md5.digest();
        Map<ChecksumAlgorithm, Checksum> checksums = new EnumMap<>(ChecksumAlgorithm.class);
        computations.forEach(
                (algorithm, computation) -> checksums.put(algorithm, Checksum.full(algorithm, computation.finish())));
        if (md5Wanted) {
            checksums.put(ChecksumAlgorithm.MD5, Checksum.full(ChecksumAlgorithm.MD5, md5Bytes));
        }
        return new Digests(size, ETag.ofMd5(md5Bytes), List.copyOf(checksums.values()));
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
