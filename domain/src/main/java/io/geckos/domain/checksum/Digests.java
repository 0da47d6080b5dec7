package io.geckos.domain.checksum;

import java.util.List;

/** The results of hashing {@code size} bytes: the MD5 as an entity tag, and the wanted checksums. */
public record Digests(long size, ETag md5, List<Checksum> checksums) {
    /** Copies; throws {@link IllegalArgumentException} on a negative size or a tag that is no MD5. */
    public Digests {
        if (size < 0 || !md5.isMd5()) {
            throw new IllegalArgumentException("not digests: " + size + " " + md5);
        }
        checksums = List.copyOf(checksums);
    }
}
