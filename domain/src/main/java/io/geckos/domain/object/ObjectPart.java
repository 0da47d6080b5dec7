package io.geckos.domain.object;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ETag;
import java.time.Instant;
import java.util.List;

/** One part of a multipart upload, or of the object that it became. {@code etag} is the MD5 of the part's bytes. */
public record ObjectPart(int number, ETag etag, long size, List<Checksum> checksums, Instant lastModified) {
    /** The highest number a part can have; the lowest is 1. */
    public static final int MAX_NUMBER = 10_000;

    /** Copies; throws {@link IllegalArgumentException} on a number out of range or a negative size. */
    public ObjectPart {
        if (number < 1 || number > MAX_NUMBER || size < 0) {
            throw new IllegalArgumentException("not a part: " + number + " of " + size + " bytes");
        }
        checksums = List.copyOf(checksums);
    }
}
