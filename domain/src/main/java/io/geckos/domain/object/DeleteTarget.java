package io.geckos.domain.object;

import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;

/**
 * One deletion among several.
 *
 * @param version {@link Version#LATEST} makes a delete marker where versions are kept; a named one is removed for good, be it
 *     an object or a delete marker
 * @param condition what must hold of the version named, or of the current one if none is
 * @param bypass whether who asks may break a retention of {@link Retention.Mode#GOVERNANCE}
 */
public record DeleteTarget(ObjectKey key, Version version, WriteCondition condition, boolean bypass) {
    /** A deletion that breaks no retention. */
    public DeleteTarget(ObjectKey key, Version version, WriteCondition condition) {
        this(key, version, condition, false);
    }
}
