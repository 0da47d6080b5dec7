package io.geckos.storage.fs.write;

import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.storage.fs.directories.CommitTargets;
import io.geckos.storage.fs.directories.DirectoryCreator;
import io.geckos.storage.fs.directories.KeyTransactions;
import io.geckos.storage.fs.directories.RetryAfterMove;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.format.ObjectMetadata;
import io.geckos.storage.fs.format.ObjectPath;
import io.geckos.storage.fs.format.Sidecar;
import io.geckos.storage.fs.format.VersionName;
import io.geckos.storage.fs.read.LocatedObject;
import io.geckos.storage.fs.read.ObjectLookup;
import io.geckos.storage.fs.versions.KeyHistory;
import io.geckos.storage.fs.versions.KeyVersions;
import io.geckos.storage.fs.versions.VersionedKey;
import io.geckos.storage.fs.volume.BucketDirectoryHandles;
import io.geckos.storage.fs.volume.BucketRecords;
import io.geckos.storage.fs.volume.BucketState;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.StagedFile;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes changes visible.
 *
 * <p>The sidecar goes first, describing both the new file and the one it replaces; moving the file is the one step at
 * which the object changes. Wherever a crash falls, what is in place is described, so nothing needs repair.
 */
public final class ObjectCommitter {
    private final DataDirectory volume;
    private final BucketRecords records;
    private final KeyTransactions changes;
    private final ObjectLookup lookup;
    private final CommitTargets slots;
    private final DirectoryCreator directories;
    private final CommitSteps steps;
    private final ObjectPreparation preparation;
    private final VersionedCommitter versioned;
    private final KeyVersions versions;
    private final UsageCounters holdings;

    public ObjectCommitter(WriteParts parts) {
        this.volume = parts.volume();
        this.records = parts.records();
        this.changes = parts.changes();
        this.lookup = parts.lookup();
        this.slots = parts.slots();
        this.directories = parts.directories();
        this.steps = parts.steps();
        this.preparation = parts.preparation();
        this.versioned = parts.versionedCommitter();
        this.versions = parts.versions();
        this.holdings = parts.holdings();
    }

    /** Decides, with the key locked, whether a change may happen; throws if it may not. */
    @FunctionalInterface
    public interface Guard {
        void check(@Nullable LocatedObject current) throws FileFault;
    }

    /** What is to be said of an object from now on; null to leave it as it is. */
    @FunctionalInterface
    public interface Description {
        @Nullable
        ObjectMetadata of(LocatedObject current);
    }

    /**
     * Makes {@code data}, which {@code entry} speaks of, the object {@code id}.
     *
     * @throws StorageException.NoSuchBucket if the bucket is gone
     * @throws StorageException.UnusablePath if something stands in the way that is not an object
     */
    public ObjectInfo publish(ObjectId id, StagedFile data, ObjectMetadata entry, Guard guard) throws FileFault {
        return changes.run(List.of(id), dirs -> {
            LocatedObject current = lookup.find(dirs, id.key(), false);
            guard.check(current);
            BucketState state = preparation.state(id.bucket(), current);
            RetentionCheck.requireLock(id.bucket(), state, entry.spec());
            steps.endUpload(id, current);
            ObjectMetadata published;
            if (state.hasVersions()) {
                published = versioned.publish(
                        new VersionedCommitter.Publication(dirs, id, current),
                        data,
                        RetentionCheck.byDefault(state, entry),
                        state.versioning());
            } else {
                if (current != null) {
                    RetentionCheck.requireDeletable(volume, id, current);
                }
                replace(dirs, id, current, data, entry);
                published = entry;
            }
            holdings.changed(id, current, published);
            return published.info(id, state.versioning());
        });
    }

    /** Makes a file the object of a key, in a bucket that keeps no versions. */
    void replace(
            BucketDirectoryHandles dirs,
            ObjectId id,
            @Nullable LocatedObject current,
            StagedFile data,
            ObjectMetadata entry)
            throws FileFault, RetryAfterMove {
        CommitTargets.Slot slot = slots.slot(dirs, id, current, entry.binding().size() == 0);
        if (slot.place().is(ObjectPath.Kind.MARKER)) {
            steps.describe(slot.dir(), slot.sidecar(), new Sidecar(entry, null));
        } else {
            steps.replace(slot, current, entry, data);
        }
        steps.removeFormer(dirs, id, current, slot);
    }

    /**
     * Says something else of one version of an object, and leaves its bytes alone. In a bucket that keeps no versions, it is
     * the object.
     *
     * @throws StorageException.VersionIsDeleteMarker if the version is a delete marker
     * @throws StorageException.NoSuchObject if there is no object
     * @throws StorageException.NoSuchVersion if there is no such version
     */
    public ObjectInfo describe(ObjectId id, Version version, UnaryOperator<ObjectMetadata> description)
            throws FileFault {
        return changes.run(List.of(id), dirs -> {
            LocatedObject current = lookup.find(dirs, id.key(), false);
            BucketState state = records.require(id.bucket());
            if (state.hasVersions()) {
                return versioned
                        .describe(new VersionedCommitter.Publication(dirs, id, current), version, description)
                        .info(id, state.versioning());
            }
            if (current == null || version instanceof Version.Exactly) {
                throw KeyVersions.missing(id, version);
            }
            ObjectMetadata entry = description.apply(current.entry());
            describe(dirs, id, current, entry);
            return entry.info(id);
        });
    }

    /**
     * Describes an older version that nobody has described, if it is still the file that was found; tells whether it is.
     *
     * @param name under which it is kept
     */
    public boolean describe(ObjectId id, VersionName name, LocatedObject found, ObjectMetadata entry) throws FileFault {
        return changes.run(List.of(id), dirs -> {
            LocatedObject current = lookup.find(dirs, id.key(), false);
            return records.require(id.bucket()).hasVersions()
                    && versioned.describe(new VersionedCommitter.Publication(dirs, id, current), name, found, entry);
        });
    }

    /** Says something else of an object, and leaves its bytes alone; empty if there is none, or nothing else to say. */
    public Optional<ObjectInfo> redescribe(ObjectId id, Guard guard, Description description) throws FileFault {
        return changes.run(List.of(id), dirs -> {
            LocatedObject current = lookup.find(dirs, id.key(), false);
            guard.check(current);
            ObjectMetadata entry = current == null ? null : description.of(current);
            if (current == null || entry == null) {
                return Optional.empty();
            }
            if (entry.uploadId() == null) {
                steps.endUpload(id, current);
            }
            BucketState state = records.require(id.bucket());
            ObjectMetadata said = state.hasVersions() ? stamped(id, current, entry) : entry;
            describe(dirs, id, current, said);
            return Optional.of(said.info(id, state.versioning()));
        });
    }

    /** Of a file that a person put, and which is only to be described, also which version it is. */
    private ObjectMetadata stamped(ObjectId id, LocatedObject current, ObjectMetadata entry) throws FileFault {
        if (entry.stamp() != null
                || !KeyHistory.isPutByHand(current)
                || !entry.etag().equals(current.entry().etag())) {
            return entry;
        }
        try (VersionedKey key = versions.open(id, current)) {
            LocatedObject said = key.history().current();
            ObjectMetadata stamped =
                    said == null ? entry : entry.withStamp(said.entry().version());
            key.done(stamped);
            return stamped;
        }
    }

    private void describe(BucketDirectoryHandles dirs, ObjectId id, LocatedObject current, ObjectMetadata entry)
            throws FileFault, RetryAfterMove {
        CommitTargets.Slot slot = slots.slot(dirs, id, current, current.place().is(ObjectPath.Kind.MARKER));
        if (slot.place().equals(current.place())) {
            steps.describe(slot.dir(), slot.sidecar(), new Sidecar(entry, null));
        } else {
            move(dirs, current, slot, entry, null);
        }
    }

    /** Moves an object to another key of its bucket. */
    public ObjectInfo rename(ObjectId source, Guard sourceGuard, ObjectId target, Guard targetGuard) throws FileFault {
        ObjectInfo renamed = changes.run(List.of(source, target), dirs -> {
            LocatedObject current = lookup.find(dirs, source.key(), false);
            if (preparation.state(source.bucket(), current).hasVersions()) {
                throw new StorageException.WrongState(source.bucket(), "keeps versions, so nothing is renamed in it");
            }
            if (current == null) {
                throw new StorageException.NoSuchObject(source);
            }
            LocatedObject replaced = lookup.find(dirs, target.key(), false);
            BucketState _ = preparation.state(source.bucket(), replaced);
            sourceGuard.check(current);
            targetGuard.check(replaced);
            if (source.equals(target)) {
                return current.entry().info(target);
            }
            RetentionCheck.requireDeletable(volume, source, current);
            if (replaced != null) {
                RetentionCheck.requireDeletable(volume, target, replaced);
            }
            steps.endUpload(source, current);
            steps.endUpload(target, replaced);
            preparation.requireFile(source, current);
            CommitTargets.Slot slot = slots.slot(dirs, target, replaced, false);
            steps.removeHidden(dirs, source, current);
            move(dirs, current, slot, current.entry(), replaced);
            steps.removeFormer(dirs, target, replaced, slot);
            holdings.moved(target, replaced);
            return current.entry().info(target);
        });
        directories.pruneFor(source.bucket(), List.of(source.key()));
        return renamed;
    }

    /** Moves the file of {@code current} to another place, whose object it replaces. */
    private void move(
            BucketDirectoryHandles dirs,
            LocatedObject current,
            CommitTargets.Slot slot,
            ObjectMetadata entry,
            @Nullable LocatedObject replaced)
            throws FileFault, RetryAfterMove {
        DirectoryHandle from = dirs.open(current.place().directory());
        if (from == null) {
            throw RetryAfterMove.lookAgain();
        }
        String name = current.place().name();
        steps.replace(
                slot,
                replaced,
                entry,
                () -> volume.files().move(from, name, slot.dir(), slot.place().name()));
        volume.syncs().force(from);
        if (!current.place().is(ObjectPath.Kind.BARE)) {
            volume.tidy(() -> volume.removeFile(from, current.place().sidecar()));
        }
    }
}
