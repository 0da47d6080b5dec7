package io.geckos.server.migrate;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.VersionEntry;
import java.util.List;

/**
 * Copies the versions of a key that the target does not have yet, from the oldest to the newest. One that cannot be copied
 * ends it, so that the order never changes.
 */
record KeyCopy(Storage source, Storage target, MigrationProgress progress) {
    void copy(KeyPairs.KeyPair pair) {
        List<VersionEntry> all = pair.source().entries().reversed();
        List<VersionEntry> there = pair.target().entries().reversed();
        if (!isBeginning(there, all)) {
            progress.problem(pair.key(), "the target has other versions; they are left as they are");
            return;
        }
        there.forEach(progress::skipped);
        for (VersionEntry entry : all.subList(there.size(), all.size())) {
            try {
                new VersionCopy(source, target, progress::copied).copy(entry);
                progress.done(entry);
            } catch (StorageException.Unavailable | StorageException.OutOfSpace | StorageException.Busy e) {
                throw e;
            } catch (StorageException | IllegalArgumentException e) {
                progress.problem(
                        pair.key(),
                        "version " + version(entry).value() + " is not copied, nor are newer ones of this key: "
                                + e.getMessage());
                return;
            }
        }
    }

    /** Tells whether the target has the oldest versions and no other ones. */
    private static boolean isBeginning(List<VersionEntry> there, List<VersionEntry> all) {
        return there.size() <= all.size()
                && there.stream()
                        .map(KeyCopy::version)
                        .toList()
                        .equals(all.subList(0, there.size()).stream()
                                .map(KeyCopy::version)
                                .toList());
    }

    static Version.Named version(VersionEntry entry) {
        return switch (entry) {
            case VersionEntry.Stored stored -> stored.version();
            case VersionEntry.DeleteMarker marker -> marker.version();
            case VersionEntry.CommonPrefix prefix -> throw new IllegalStateException("rolled up: " + prefix.prefix());
        };
    }
}
