package io.geckos.domain.object;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.name.ObjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The properties of one version that a listing shows. They are fewer than in {@link ObjectInfo}, so that a store can
 * list them without reading the rest.
 *
 * @param size in bytes
 * @param checksums the algorithms of the checksums that are stored with the object
 * @param checksumType the type of the first of these checksums; empty if there is none
 * @param storageClass the storage class of the {@link ObjectSpec}
 */
public record ObjectSummary(
        ObjectId id,
        ETag etag,
        long size,
        Instant lastModified,
        List<ChecksumAlgorithm> checksums,
        Optional<Checksum.Type> checksumType,
        StorageClass storageClass) {
    /**
     * Copies; throws {@link IllegalArgumentException} on a negative size, or if only one of {@code checksums} and
     * {@code checksumType} is empty.
     */
    public ObjectSummary {
        if (size < 0 || checksums.isEmpty() != checksumType.isEmpty()) {
            throw new IllegalArgumentException("negative size, or checksums without their type, of " + id);
        }
        checksums = List.copyOf(checksums);
    }
}
