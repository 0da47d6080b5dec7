package io.geckos.domain.multipart;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.object.WriteCondition;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The request to complete an upload, with all that the store must check at the moment when the object becomes visible.
 *
 * @param parts in ascending order of number, at least one
 * @param minimumPartSize the smallest size of every part but the last, in bytes
 * @param checksum the checksum that the whole object must have
 * @param size the size that the whole object must have, in bytes
 * @param condition the condition that the object to be replaced must meet
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
