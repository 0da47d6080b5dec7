package io.geckos.domain.object;

import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import java.time.Instant;

/** What a listing of versions finds. */
public sealed interface VersionEntry {
    /** A version with bytes. */
    record Stored(Version.Named version, ObjectSummary summary, boolean latest) implements VersionEntry {}

    /** A deletion that was kept. */
    record DeleteMarker(ObjectId id, Version.Named version, boolean latest, Instant lastModified)
            implements VersionEntry {}

    /** Keys rolled up at a delimiter. */
    record CommonPrefix(String prefix) implements VersionEntry {}
}
