package io.geckos.domain.bucket;

import java.util.Optional;

/**
 * The object lock of a bucket: with it, versions in the bucket can be protected from deletion.
 *
 * @param byDefault the retention that a new version gets if its request names none
 */
public record ObjectLock(Optional<DefaultRetention> byDefault) {
    /** An object lock without a default retention. */
    public static final ObjectLock WITHOUT_DEFAULT = new ObjectLock(Optional.empty());
}
