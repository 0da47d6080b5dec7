package io.geckos.domain;

import java.util.List;

/** A part as its uploader names it when completing: the store's part must have this tag and these checksums. */
public record PartRef(int number, ETag etag, List<Checksum> checksums) {
    /** Copies. */
    public PartRef {
        checksums = List.copyOf(checksums);
    }
}
