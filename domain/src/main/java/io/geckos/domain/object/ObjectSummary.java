package io.geckos.domain.object;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.name.ObjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What listings say of one version of an object, which is less than {@link ObjectInfo} does: a store may know it without
 * looking the rest up.
 *
 * @param size in bytes
 * @param checksums of which algorithms there are checksums stored with the object
 * @param checksumType what the first of these was computed over; empty if there is none
 * @param storageClass as {@link ObjectSpec} has it
 */
public record ObjectSummary(
        ObjectId id,
        ETag etag,
        long size,
        Instant lastModified,
        List<ChecksumAlgorithm> checksums,
        Optional<Checksum.Type> checksumType,
        StorageClass storageClass) {
    /** Copies; throws {@link IllegalArgumentException} on a negative number, or a type of no checksum, or none of one. */
    public ObjectSummary {
        if (size < 0 || checksums.isEmpty() != checksumType.isEmpty()) {
            throw new IllegalArgumentException("negative size, or checksums without their type, of " + id);
        }
        checksums = List.copyOf(checksums);
    }
}
