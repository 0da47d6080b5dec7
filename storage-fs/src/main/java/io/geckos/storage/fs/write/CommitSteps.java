package io.geckos.storage.fs.write;

import io.geckos.domain.name.ObjectId;
import io.geckos.storage.fs.directories.CommitTargets;
import io.geckos.storage.fs.directories.RetryAfterMove;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileAccess;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.format.ObjectMetadata;
import io.geckos.storage.fs.format.ObjectPath;
import io.geckos.storage.fs.format.Sidecar;
import io.geckos.storage.fs.format.SidecarWriter;
import io.geckos.storage.fs.read.LocatedObject;
import io.geckos.storage.fs.read.ObjectLookup;
import io.geckos.storage.fs.volume.BucketDirectoryHandles;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.StagedFile;
import org.jspecify.annotations.Nullable;

/** The steps that changes of objects are made of. */
final class CommitSteps {
    private final DataDirectory volume;
    private final ObjectLookup lookup;
    private final UploadCleanup uploads;

    CommitSteps(DataDirectory volume, ObjectLookup lookup, UploadCleanup uploads) {
        this.volume = volume;
        this.lookup = lookup;
        this.uploads = uploads;
    }

    /** The one step at which an object changes. */
    @FunctionalInterface
    interface Commit {
        void run() throws FileFault;
    }

    /** Makes a staged file durable and says what is to be said of it, then moves it into place. */
    void replace(CommitTargets.Slot slot, @Nullable LocatedObject current, ObjectMetadata entry, StagedFile data)
            throws FileFault, RetryAfterMove {
        replace(
                slot,
                current,
                entry,
                data::force,
                () -> data.moveTo(slot.dir(), slot.place().name()));
    }

    /** Says what is to be said of a file that is durable, then commits. */
    void replace(CommitTargets.Slot slot, @Nullable LocatedObject current, ObjectMetadata entry, Commit commit)
            throws FileFault, RetryAfterMove {
        replace(slot, current, entry, () -> {}, commit);
    }

    private void replace(
            CommitTargets.Slot slot,
            @Nullable LocatedObject current,
            ObjectMetadata entry,
            Commit preparation,
            Commit commit)
            throws FileFault, RetryAfterMove {
        ObjectMetadata former = current != null && current.place().equals(slot.place()) ? current.entry() : null;
        boolean described = false;
        try (StagedFile sidecar = stage(slot.dir(), slot.sidecar(), new Sidecar(entry, former))) {
            sidecar.beginForce();
            preparation.run();
            described = true;
            sidecar.moveTo(slot.dir(), slot.sidecar());
            volume.syncs().order(slot.dir());
            commit.run();
        } catch (FileFault fault) {
            if (described && former == null && !fault.is(Errno.ENOENT)) {
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

    /** Puts a sidecar into a directory, durably. */
    void describe(DirectoryHandle dir, String name, Sidecar sidecar) throws FileFault {
        try (StagedFile staged = stage(dir, name, sidecar)) {
            staged.moveTo(dir, name);
        }
        volume.syncs().force(dir);
    }

    /** Makes the file of a sidecar, which readers know before it is in place: it has a time that no other has. */
    private StagedFile stage(DirectoryHandle dir, String name, Sidecar sidecar) throws FileFault {
        StagedFile staged = StagedFile.of(volume, FileAccess.BUCKET, SidecarWriter.write(sidecar));
        try {
            lookup.remember(dir, name, staged.stat(), sidecar);
            return staged;
        } catch (FileFault | RuntimeException | Error e) {
            staged.close();
            throw e;
        }
    }

    /** Removes what stood at another place of the same key; what of it is left is hidden by what stands there now. */
    void removeFormer(
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
        for (ObjectPath place : dirs.places(id.key())) {
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

    /** The directory that an object stands in. */
    static DirectoryHandle directory(BucketDirectoryHandles dirs, LocatedObject current) throws FileFault {
        DirectoryHandle dir = dirs.open(current.place().directory());
        if (dir == null) {
            throw new FileFault(Errno.ENOENT, "open", current.place().directory());
        }
        return dir;
    }
}
