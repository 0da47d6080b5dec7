package io.geckos.domain.bucket;

import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Principal;
import java.time.Instant;
import java.util.Optional;

/**
 * A bucket with the properties that change how the store handles its objects.
 *
 * @param owner the creator; empty for a directory that somebody made by hand
 * @param lock present if versions in this bucket can be protected; it is never taken away again
 */
public record Bucket(
        BucketName name,
        Instant created,
        Optional<Principal> owner,
        VersioningStatus versioning,
        Optional<ObjectLock> lock) {
    /** Throws {@link IllegalArgumentException} for a lock without versioning. */
    public Bucket {
        if (lock.isPresent() && versioning != VersioningStatus.ENABLED) {
            throw new IllegalArgumentException("object lock without versioning: " + name);
        }
    }
}
