package io.geckos.domain.multipart;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.object.WriteCondition;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How an upload is to become an object. Everything the store must check at that one moment is here.
 *
 * @param parts in ascending order of number, at least one
 * @param minimumPartSize in bytes; every part but the last must have it
 * @param checksum what the checksum of the whole must be
 * @param size what the size of the whole must be, in bytes
 * @param condition what must hold of the object that would be replaced
 */
public record UploadCompletion(
        List<PartReference> parts,
        long minimumPartSize,
        Optional<Checksum> checksum,
        OptionalLong size,
        WriteCondition condition) {
    /** Copies; throws {@link IllegalArgumentException} if there are no parts or they do not ascend. */
    public UploadCompletion {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("no parts");
        }
        for (int i = 1; i < parts.size(); i++) {
            if (parts.get(i - 1).number() >= parts.get(i).number()) {
                throw new IllegalArgumentException("parts do not ascend");
            }
        }
    }
}
