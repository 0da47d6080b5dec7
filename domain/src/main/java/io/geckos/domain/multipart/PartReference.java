package io.geckos.domain.multipart;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ETag;
import java.util.List;

/** A part as the request for completion names it. The stored part must have this tag and these checksums. */
public record PartReference(int number, ETag etag, List<Checksum> checksums) {
    /** Copies the collections. */
    public PartReference {
        checksums = List.copyOf(checksums);
    }
}
