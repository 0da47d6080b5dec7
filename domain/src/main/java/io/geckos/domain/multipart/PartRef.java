package io.geckos.domain.multipart;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ETag;
import java.util.List;

/** A part as its uploader names it when completing: the store's part must have this tag and these checksums. */
public record PartRef(int number, ETag etag, List<Checksum> checksums) {
    /** Copies. */
    public PartRef {
        checksums = List.copyOf(checksums);
    }
}
