package io.geckos.storage.fs.write;

import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.format.KeyLayout;
import io.geckos.storage.fs.format.ObjectMetadata;
import io.geckos.storage.fs.format.ObjectPath;
import io.geckos.storage.fs.format.Sidecar;
import io.geckos.storage.fs.format.SidecarWriter;
import io.geckos.storage.fs.read.LocatedObject;
import io.geckos.storage.fs.read.ObjectLookup;
import io.geckos.storage.fs.volume.BucketDirectoryHandles;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.StagedFile;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes changes visible.
 *
 * <p>The sidecar goes first, describing both the new file and the one it replaces; moving the file is the one step at
 * which the object changes. Wherever a crash falls, what is in place is described, so nothing needs repair.
 */
public final class ObjectCommitter {
    private final DataDirectory volume;
    private final KeyTransactions changes;
    private final ObjectLookup lookup;
    private final CommitTargets slots;
    private final DirectoryCreator directories;
    private final UploadCleanup uploads;
    private final UsageCounters holdings;

    public ObjectCommitter(
            DataDirectory volume,
            KeyTransactions changes,
            ObjectLookup lookup,
            CommitTargets slots,
            DirectoryCreator directories,
            UploadCleanup uploads,
            UsageCounters holdings) {
        this.volume = volume;
        this.holdings = holdings;
        this.changes = changes;
        this.lookup = lookup;
        this.slots = slots;
        this.directories = directories;
        this.uploads = uploads;
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
     * @throws StorageException.Forbidden if something stands in the way that is not an object
     */
    public ObjectInfo publish(ObjectId id, StagedFile data, ObjectMetadata entry, Guard guard) throws FileFault {
        return changes.run(List.of(id), dirs -> {
            LocatedObject current = lookup.find(dirs, id.key(), false);
            guard.check(current);
            endUpload(id, current);
            CommitTargets.Slot slot =
                    slots.slot(dirs, id, current, entry.binding().size() == 0);
            if (slot.place().is(ObjectPath.Kind.MARKER)) {
                describe(slot, new Sidecar(entry, null));
            } else {
                data.force();
                replace(
                        slot,
                        current,
                        entry,
                        () -> data.moveTo(slot.dir(), slot.place().name()));
            }
            removeFormer(dirs, id, current, slot);
            holdings.changed(id, current, entry);
            return entry.info(id);
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
                endUpload(id, current);
            }
            CommitTargets.Slot slot =
                    slots.slot(dirs, id, current, current.place().is(ObjectPath.Kind.MARKER));
            if (slot.place().equals(current.place())) {
                describe(slot, new Sidecar(entry, null));
            } else {
                move(dirs, current, slot, entry, null);
            }
            return Optional.of(entry.info(id));
        });
    }

    /** Moves an object to another key of its bucket. */
    public ObjectInfo rename(ObjectId source, Guard sourceGuard, ObjectId target, Guard targetGuard) throws FileFault {
        ObjectInfo renamed = changes.run(List.of(source, target), dirs -> {
            LocatedObject current = lookup.find(dirs, source.key(), false);
            if (current == null) {
                throw new StorageException.NoSuchObject(source);
            }
            LocatedObject replaced = lookup.find(dirs, target.key(), false);
            sourceGuard.check(current);
            targetGuard.check(replaced);
            if (source.equals(target)) {
                return current.entry().info(target);
            }
            endUpload(source, current);
            endUpload(target, replaced);
            if (current.place().is(ObjectPath.Kind.MARKER)) {
                throw new RetryAfterMove(() -> giveFile(source));
            }
            CommitTargets.Slot slot = slots.slot(dirs, target, replaced, false);
            removeHidden(dirs, source, current);
            move(dirs, current, slot, current.entry(), replaced);
            removeFormer(dirs, target, replaced, slot);
            holdings.moved(target, replaced);
            return current.entry().info(target);
        });
        directories.pruneFor(source.bucket(), List.of(source.key()));
        return renamed;
    }

    /** Gives an object that is a mere directory an empty file. */
    private void giveFile(ObjectId id) throws FileFault {
        try (StagedFile empty = StagedFile.begin(volume)) {
            FileStatus stat = empty.seal();
            changes.run(List.of(id), dirs -> {
                LocatedObject current = lookup.find(dirs, id.key(), false);
                if (current != null && current.place().is(ObjectPath.Kind.MARKER)) {
                    CommitTargets.Slot slot = slots.slot(dirs, id, current, false);
                    ObjectMetadata entry = current.entry().boundTo(stat);
                    empty.force();
                    replace(
                            slot,
                            current,
                            entry,
                            () -> empty.moveTo(slot.dir(), slot.place().name()));
                    removeFormer(dirs, id, current, slot);
                }
                return true;
            });
        }
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
        replace(
                slot,
                replaced,
                entry,
                () -> volume.files().rename(from, name, slot.dir(), slot.place().name()));
        volume.syncs().force(from);
        if (!current.place().is(ObjectPath.Kind.BARE)) {
            volume.tidy(() -> volume.removeFile(from, current.place().sidecar()));
        }
    }

    /** The one step at which an object changes. */
    @FunctionalInterface
    private interface Commit {
        void run() throws FileFault;
    }

    /** Says what is to be said of a file that is durable, then commits. */
    private void replace(CommitTargets.Slot slot, @Nullable LocatedObject current, ObjectMetadata entry, Commit commit)
            throws FileFault, RetryAfterMove {
        ObjectMetadata former = current != null && current.place().equals(slot.place()) ? current.entry() : null;
        try {
            describe(slot, new Sidecar(entry, former));
            commit.run();
        } catch (FileFault fault) {
            if (former == null && !fault.is(Errno.ENOENT)) {
                volume.removeFile(slot.dir(), slot.place().sidecar());
            }
            if (fault.is(Errno.ENOENT) || fault.is(Errno.EISDIR)) {
                // The directory was pruned, or a directory took the name: look again.
                throw RetryAfterMove.lookAgain();
            }
            throw fault;
        }
        volume.syncs().force(slot.dir());
    }

    /** Puts a sidecar in place, durably. */
    private void describe(CommitTargets.Slot slot, Sidecar sidecar) throws FileFault {
        try (StagedFile staged = StagedFile.of(volume, SidecarWriter.write(sidecar))) {
            lookup.remember(slot.dir(), slot.place().sidecar(), staged.stat(), sidecar);
            staged.moveTo(slot.dir(), slot.place().sidecar());
        }
        volume.syncs().force(slot.dir());
    }

    /** Removes what stood at another place of the same key; what of it is left is hidden by what stands there now. */
    private void removeFormer(
            BucketDirectoryHandles dirs, ObjectId id, @Nullable LocatedObject former, CommitTargets.Slot slot) {
        if (former != null && !former.place().equals(slot.place())) {
            volume.tidy(() -> {
                DirectoryHandle dir = dirs.open(former.place().directory());
                if (dir != null && lookup.at(dir, former.place(), id, false) != null) {
                    removeFrom(dir, former.place());
                }
            });
        }
    }

    /** Before the object that an upload made goes away, so does the upload: it must never be completed again. */
    void endUpload(ObjectId id, @Nullable LocatedObject current) throws FileFault {
        String upload = current == null ? null : current.entry().uploadId();
        if (upload != null) {
            uploads.end(id.bucket(), upload);
        }
    }

    /** Removes what stands at other places of a key than where it is found, so that it never comes to light. */
    void removeHidden(BucketDirectoryHandles dirs, ObjectId id, LocatedObject current) throws FileFault {
        for (ObjectPath place : KeyLayout.places(id.key())) {
            DirectoryHandle dir = place.equals(current.place()) ? null : dirs.open(place.directory());
            if (dir != null && lookup.at(dir, place, id, false) != null) {
                removeFrom(dir, place);
            }
        }
    }

    private void removeFrom(DirectoryHandle dir, ObjectPath place) throws FileFault {
        DeleteBatch removal = DeleteBatch.begin(volume, dir, place);
        volume.syncs().force(dir);
        removal.end();
    }
}
