package io.geckos.storage.fs.volume;

import io.geckos.domain.bucket.ObjectLock;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.storage.fs.format.BucketRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a bucket from its record.
 *
 * @param record null if there is none, or it cannot be read
 * @param versioning whether the bucket keeps versions, as far as the record or what else is kept of the bucket tells
 * @param problem why the record cannot be read; empty if it can, or there is none
 */
public record BucketState(@Nullable BucketRecord record, VersioningStatus versioning, String problem) {
    /** Of a bucket whose record was read, or which has none. */
    static BucketState of(@Nullable BucketRecord record, VersioningStatus versioning) {
        return new BucketState(record, versioning, "");
    }

    /** Of a bucket whose record cannot be read: it may keep versions, so readers look for them. */
    static BucketState unreadable(String problem) {
        return new BucketState(null, VersioningStatus.ENABLED, problem);
    }

    /** Tells whether there may be versions besides the current objects: the bucket keeps them, or once did. */
    public boolean hasVersions() {
        return versioning != VersioningStatus.UNVERSIONED;
    }

    /** Present if versions can be protected. */
    public Optional<ObjectLock> lock() {
        return record == null ? Optional.empty() : record.lock();
    }

    /** Tells whether there is no record: a person made the bucket, or lost the record. */
    public boolean isUnrecorded() {
        return record == null && isReadable();
    }

    public boolean isReadable() {
        return problem.isEmpty();
    }
}
