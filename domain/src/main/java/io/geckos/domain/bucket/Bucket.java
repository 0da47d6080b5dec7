package io.geckos.domain.bucket;

import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Principal;
import java.time.Instant;
import java.util.Optional;

/**
 * A bucket and what the store must obey about it.
 *
 * @param owner who created it; empty where the store was not told, as for a directory made by hand
 * @param lock present if its versions can be protected; once there, it stays
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
