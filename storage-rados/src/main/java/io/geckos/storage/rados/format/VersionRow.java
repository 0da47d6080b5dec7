package io.geckos.storage.rados.format;

import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import java.time.Instant;
import java.util.Optional;

/**
 * A version of a key, or a delete marker.
 *
 * @param order grows with each version of a key; about the time in nanoseconds since 1970
 * @param content empty for a delete marker
 */
public record VersionRow(long order, Version.Named version, Instant modified, Optional<ObjectContent> content) {
    public boolean isNull() {
        return version.equals(Version.NULL);
    }

    /** A copy of an object with other properties from its client. */
    public VersionRow withSpec(ObjectSpec spec) {
        return new VersionRow(order, version, modified, content.map(it -> it.withSpec(spec)));
    }

    /**
     * The properties of the object; empty for a delete marker.
     *
     * @param versioned whether the bucket has versioning or had it before
     */
    public Optional<ObjectInfo> info(ObjectId id, boolean versioned) {
        return content.map(it -> new ObjectInfo(
                id,
                versioned ? Optional.of(version) : Optional.empty(),
                it.etag(),
                it.size(),
                modified,
                it.checksums(),
                it.partCount(),
                it.spec()));
    }
}
