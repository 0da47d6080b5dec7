package io.geckos.domain.object;

import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.VersionId;
import java.time.Instant;
import java.util.Optional;

/** What a listing of versions finds. */
public sealed interface VersionEntry {
    /** A version with bytes. */
    record Stored(ObjectSummary summary, boolean latest) implements VersionEntry {}

    /** A deletion that was kept; no {@code version} means the null version. */
    record DeleteMarker(ObjectId id, Optional<VersionId> version, boolean latest, Instant lastModified)
            implements VersionEntry {}

    /** Keys rolled up at a delimiter. */
    record CommonPrefix(String prefix) implements VersionEntry {}
}
