package io.geckos.storage.fs.write;

import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.object.Protection;
import io.geckos.storage.fs.directories.BucketLocks;
import io.geckos.storage.fs.directories.CommitTargets;
import io.geckos.storage.fs.directories.KeyTransactions;
import io.geckos.storage.fs.directories.RetryAfterMove;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileAccess;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.format.ObjectMetadata;
import io.geckos.storage.fs.format.ObjectPath;
import io.geckos.storage.fs.format.Sidecar;
import io.geckos.storage.fs.read.LocatedObject;
import io.geckos.storage.fs.read.ObjectLookup;
import io.geckos.storage.fs.versions.KeyVersions;
import io.geckos.storage.fs.versions.VersionedKey;
import io.geckos.storage.fs.volume.BucketDirectoryHandles;
import io.geckos.storage.fs.volume.BucketRecords;
import io.geckos.storage.fs.volume.BucketState;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.StagedFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives objects what some changes need of them: a file, where they are mere directories; and a sidecar. */
final class ObjectPreparation {
    private final DataDirectory volume;
    private final BucketRecords records;
    private final BucketLocks gates;
    private final KeyTransactions changes;
    private final ObjectLookup lookup;
    private final CommitTargets slots;
    private final CommitSteps steps;
    private final KeyVersions versions;

    ObjectPreparation(WriteParts parts) {
        this.volume = parts.volume();
        this.records = parts.records();
        this.gates = parts.gates();
        this.changes = parts.changes();
        this.lookup = parts.lookup();
        this.slots = parts.slots();
        this.steps = parts.steps();
        this.versions = parts.versions();
    }

    /**
     * The state of a bucket, for a change of one of its keys.
     *
     * @param current the object of that key, null if there is none
     * @throws RetryAfterMove if that is a version though the bucket has no record: who lost the record must not lose versions
     */
    BucketState state(BucketName bucket, @Nullable LocatedObject current) throws FileFault, RetryAfterMove {
        BucketState state = records.require(bucket);
        if (state.isUnrecorded() && current != null && current.entry().stamp() != null) {
            boolean locked = !current.entry().spec().protection().equals(Protection.NONE);
            throw new RetryAfterMove(() -> {
                try (var _ = gates.alone(bucket)) {
                    records.restore(bucket, locked);
                }
            });
        }
        return state;
    }

    /**
     * Opens a key of a bucket that keeps versions, for a change; its lock is held.
     *
     * @throws RetryAfterMove if its object must first be prepared
     */
    VersionedKey open(ObjectId id, @Nullable LocatedObject current) throws FileFault, RetryAfterMove {
        requireFile(id, current);
        VersionedKey key = versions.open(id, current);
        if (key.isPutByHand()) {
            key.close();
            throw new RetryAfterMove(() -> describe(id));
        }
        return key;
    }

    /** Returns if an object has a file. */
    void requireFile(ObjectId id, @Nullable LocatedObject current) throws RetryAfterMove {
        if (current != null && current.place().is(ObjectPath.Kind.MARKER)) {
            throw new RetryAfterMove(() -> giveFile(id));
        }
    }

    /** Gives an object that is a mere directory an empty file. */
    private void giveFile(ObjectId id) throws FileFault {
        try (StagedFile empty = StagedFile.begin(volume, FileAccess.BUCKET)) {
            FileStatus stat = empty.seal();
            changes.run(List.of(id), dirs -> {
                LocatedObject current = lookup.find(dirs, id.key(), false);
                if (current != null && current.place().is(ObjectPath.Kind.MARKER)) {
                    CommitTargets.Slot slot = slots.slot(dirs, id, current, false);
                    ObjectMetadata entry = current.entry().boundTo(stat);
                    empty.force();
                    steps.replace(
                            slot,
                            current,
                            entry,
                            () -> empty.moveTo(slot.dir(), slot.place().name()));
                    steps.removeFormer(dirs, id, current, slot);
                }
                return true;
            });
        }
    }

    /** Writes down which version an object is that a person put. */
    private void describe(ObjectId id) throws FileFault {
        changes.run(List.of(id), dirs -> {
            LocatedObject current = lookup.find(dirs, id.key(), false);
            try (VersionedKey key = versions.open(id, current)) {
                LocatedObject said = key.history().current();
                if (current != null && said != null && key.history().byHand()) {
                    requireUnderstood(dirs, id, current);
                    describe(dirs, id, current, said.entry());
                }
                key.done(said == null ? null : said.entry());
            }
            return true;
        });
    }

    /**
     * Returns unless the sidecar of an object in a bucket with object lock cannot be read: it may say that the object is
     * protected.
     */
    private void requireUnderstood(BucketDirectoryHandles dirs, ObjectId id, LocatedObject current) throws FileFault {
        if (records.require(id.bucket()).lock().isEmpty()) {
            return;
        }
        DirectoryHandle dir = CommitSteps.directory(dirs, current);
        String name = current.place().sidecar();
        if (lookup.isUnreadable(dir, name)) {
            throw RetentionCheck.unreadable(dir.path() + "/" + name, id);
        }
    }

    private void describe(BucketDirectoryHandles dirs, ObjectId id, LocatedObject current, ObjectMetadata entry)
            throws FileFault, RetryAfterMove {
        CommitTargets.Slot slot = slots.slot(dirs, id, current, false);
        if (slot.place().equals(current.place())) {
            steps.describe(slot.dir(), slot.sidecar(), new Sidecar(entry, null));
            return;
        }
        DirectoryHandle from = CommitSteps.directory(dirs, current);
        steps.replace(
                slot,
                null,
                entry,
                () -> volume.files()
                        .move(
                                from,
                                current.place().name(),
                                slot.dir(),
                                slot.place().name()));
        volume.syncs().force(from);
    }
}
