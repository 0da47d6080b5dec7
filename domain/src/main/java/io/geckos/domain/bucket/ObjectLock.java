package io.geckos.domain.bucket;

import java.util.Optional;

/**
 * Says that versions in a bucket can be protected from deletion.
 *
 * @param byDefault what a new version gets that brings no retention of its own
 */
public record ObjectLock(Optional<DefaultRetention> byDefault) {
    /** Versions can be protected, and none is by default. */
    public static final ObjectLock WITHOUT_DEFAULT = new ObjectLock(Optional.empty());
}
