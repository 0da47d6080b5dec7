package io.geckos.domain.object;

import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import java.time.Instant;

/** One entry in a listing of versions. */
public sealed interface VersionEntry {
    /** A version of an object. */
    record Stored(Version.Named version, ObjectSummary summary, boolean latest) implements VersionEntry {}

    /** A delete marker. */
    record DeleteMarker(ObjectId id, Version.Named version, boolean latest, Instant lastModified)
            implements VersionEntry {}

    /** A group of keys, rolled up at a delimiter. */
    record CommonPrefix(String prefix) implements VersionEntry {}
}
