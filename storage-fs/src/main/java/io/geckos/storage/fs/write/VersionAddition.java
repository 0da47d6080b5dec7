package io.geckos.storage.fs.write;

import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.storage.fs.directories.KeyTransactions;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.format.ObjectMetadata;
import io.geckos.storage.fs.format.VersionStamp;
import io.geckos.storage.fs.read.LocatedObject;
import io.geckos.storage.fs.read.ObjectLookup;
import io.geckos.storage.fs.volume.BucketState;
import io.geckos.storage.fs.volume.StagedFile;
import java.util.List;
import java.util.Optional;

/** Adds versions and delete markers that come from another store, each as the latest of its key. */
public final class VersionAddition {
    private final KeyTransactions changes;
    private final ObjectLookup lookup;
    private final ObjectPreparation preparation;
    private final ObjectCommitter committer;
    private final VersionedCommitter versioned;
    private final UsageCounters holdings;

    public VersionAddition(WriteParts parts, ObjectCommitter committer) {
        this.changes = parts.changes();
        this.lookup = parts.lookup();
        this.preparation = parts.preparation();
        this.committer = committer;
        this.versioned = parts.versionedCommitter();
        this.holdings = parts.holdings();
    }

    /**
     * Makes {@code data}, which {@code entry} speaks of, the latest version of a key.
     *
     * @param name empty in a bucket that never kept versions
     * @throws StorageException.ConditionFailed if the key has a version that is not older
     * @throws IllegalArgumentException if the bucket keeps versions and there is no name, or the other way round
     */
    public void add(ObjectId id, StagedFile data, ObjectMetadata entry, Optional<Version.Named> name) throws FileFault {
        boolean _ = changes.run(List.of(id), dirs -> {
            LocatedObject current = lookup.find(dirs, id.key(), false);
            BucketState state = preparation.state(id.bucket(), current);
            RetentionCheck.requireLock(id.bucket(), state, entry.spec());
            requireSame(id, state.hasVersions(), name.isPresent());
            ObjectMetadata published = entry;
            if (name.isPresent()) {
                // Two files of one key must not look alike.
                boolean alike = current != null && current.entry().binding().equals(entry.binding());
                published = versioned.publish(
                        new VersionedCommitter.Publication(dirs, id, current),
                        data,
                        alike ? entry.boundTo(data.seal()) : entry,
                        stamping(id, name.get(), entry.binding().modified()));
            } else {
                if (current != null) {
                    throw new StorageException.ConditionFailed(id);
                }
                committer.replace(dirs, id, null, data, entry);
            }
            holdings.changed(id, current, published);
            return true;
        });
    }

    /** Adds a delete marker; throws as {@link #add}. */
    public void addMarker(ObjectId id, Version.Named name, long time) throws FileFault {
        boolean _ = changes.run(List.of(id), dirs -> {
            LocatedObject current = lookup.find(dirs, id.key(), false);
            requireSame(id, preparation.state(id.bucket(), current).hasVersions(), true);
            var _ = versioned.hide(new VersionedCommitter.Publication(dirs, id, current), stamping(id, name, time));
            if (current != null) {
                holdings.changed(id, current, null);
            }
            return true;
        });
    }

    private static void requireSame(ObjectId id, boolean hasVersions, boolean isNamed) {
        if (hasVersions != isNamed) {
            throw new IllegalArgumentException(id
                    + (isNamed
                            ? " is to be a version, and its bucket has none"
                            : " is to be one of versions without a name"));
        }
    }

    private static VersionedCommitter.StampFactory stamping(ObjectId id, Version.Named name, long time) {
        return key -> {
            VersionStamp stamp = key.transferred(name, time);
            if (stamp == null) {
                throw new StorageException.ConditionFailed(id);
            }
            return stamp;
        };
    }
}
