package io.geckos.domain.object;

import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;

/**
 * One object or version to delete.
 *
 * @param version {@link Version#LATEST} makes a delete marker in a bucket that keeps versions; a named version, or a
 *     named delete marker, is removed for good
 * @param condition the condition that the named version, or else the current one, must meet
 * @param bypass whether the caller may break a retention of {@link Retention.Mode#GOVERNANCE}
 */
public record DeleteTarget(ObjectKey key, Version version, WriteCondition condition, boolean bypass) {
    /** A deletion that breaks no retention. */
    public DeleteTarget(ObjectKey key, Version version, WriteCondition condition) {
        this(key, version, condition, false);
    }
}
