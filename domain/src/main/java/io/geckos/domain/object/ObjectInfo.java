package io.geckos.domain.object;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The properties of one version of an object.
 *
 * @param version empty in a bucket that never had versioning
 * @param size in bytes, as the client sent them: a sealed object takes more
 * @param checksums the checksums stored with the object, at most one for each algorithm
 * @param partCount the number of parts of a multipart upload; 0 for an object written in one piece
 */
public record ObjectInfo(
        ObjectId id,
        Optional<Version.Named> version,
        ETag etag,
        long size,
        Instant lastModified,
        List<Checksum> checksums,
        int partCount,
        ObjectSpec spec) {
    /** Copies; throws {@link IllegalArgumentException} on a negative number. */
    public ObjectInfo {
        if (size < 0 || partCount < 0) {
            throw new IllegalArgumentException("negative size or part count of " + id);
        }
        checksums = List.copyOf(checksums);
    }

    /** A copy under another key. */
    public ObjectInfo withId(ObjectId newId) {
        return new ObjectInfo(newId, version, etag, size, lastModified, checksums, partCount, spec);
    }

    /** A copy with another version. */
    public ObjectInfo withVersion(Optional<Version.Named> newVersion) {
        return new ObjectInfo(id, newVersion, etag, size, lastModified, checksums, partCount, spec);
    }

    /** A copy with other properties from its client. */
    public ObjectInfo withSpec(ObjectSpec newSpec) {
        return new ObjectInfo(id, version, etag, size, lastModified, checksums, partCount, newSpec);
    }

    /** The properties that a listing shows. */
    public ObjectSummary summary() {
        return new ObjectSummary(
                id,
                etag,
                size,
                lastModified,
                checksums.stream().map(Checksum::algorithm).toList(),
                checksums.stream().findFirst().map(Checksum::type),
                spec.storageClass());
    }
}
