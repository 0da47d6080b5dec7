package io.geckos.storage.testkit.model.sequential;

import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.VersionEntry;
import java.util.Optional;

/**
 * The version that a call addresses, as its rank among the versions of the key. So a sequence keeps its meaning on storages that
 * give other ids.
 *
 * @param rank 0 for the newest, and so on; if the key has fewer versions, the null version is meant
 */
record VersionChoice(int rank) {
    /** The version that is the latest when the call is made. */
    static final VersionChoice LATEST = new VersionChoice(-1);

    /** The null version. */
    static final VersionChoice NULL = new VersionChoice(Integer.MAX_VALUE);

    /** The version of {@code id} in the storage of {@code session}. */
    Version find(ModelSession session, ObjectId id) {
        if (equals(LATEST)) {
            return Version.LATEST;
        }
        ListQuery all = new ListQuery(id.key().value(), Optional.empty(), ListStart.START, 1000);
        return session.objects().listVersions(id.bucket(), all).items().stream()
                .flatMap(entry -> versionOf(entry, id).stream())
                .skip(rank)
                .findFirst()
                .orElse(Version.NULL);
    }

    private static Optional<Version.Named> versionOf(VersionEntry entry, ObjectId id) {
        return switch (entry) {
            case VersionEntry.Stored stored when stored.summary().id().equals(id) -> Optional.of(stored.version());
            case VersionEntry.DeleteMarker marker when marker.id().equals(id) -> Optional.of(marker.version());
            default -> Optional.empty();
        };
    }

    @Override
    public String toString() {
        return equals(LATEST) ? "latest" : equals(NULL) ? "null version" : "version " + rank;
    }
}
