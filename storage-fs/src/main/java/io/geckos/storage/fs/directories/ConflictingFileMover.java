package io.geckos.storage.fs.directories;

import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileAccess;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.format.KeyLayout;
import io.geckos.storage.fs.format.ObjectPath;
import io.geckos.storage.fs.read.ObjectLookup;
import io.geckos.storage.fs.volume.BucketDirectoryHandles;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.KeyLocks;
import io.geckos.storage.fs.volume.StagedFile;
import org.jspecify.annotations.Nullable;

/** Moves an object's file to its second name, where its first is needed for a directory or a sidecar. */
public final class ConflictingFileMover {
    private final DataDirectory volume;
    private final BucketLocks gates;
    private final KeyLocks<ObjectId> locks;
    private final ObjectLookup lookup;

    public ConflictingFileMover(
            DataDirectory volume, BucketLocks gates, KeyLocks<ObjectId> locks, ObjectLookup lookup) {
        this.volume = volume;
        this.gates = gates;
        this.locks = locks;
        this.lookup = lookup;
    }

    /**
     * Moves the object that stands under {@code name}; does nothing if none does any more. Hold no key lock.
     *
     * @throws StorageException.UnusablePath if what stands there is not an object
     */
    void move(DirectoryCreator directories, BucketName bucket, KeyLayout.Directory within, String name)
            throws FileFault {
        KeyLayout.Named named = KeyLayout.read(within, name, FileType.REGULAR);
        ObjectPath from = named == null ? null : named.place();
        if (named == null || from == null) {
            throw new StorageException.UnusablePath("in the way is " + bucket + "/" + within.resolve(name));
        }
        ObjectKey key = new ObjectKey(named.text());
        ObjectPath to = KeyLayout.places(key).stream()
                .filter(place -> !place.equals(from) && place.is(ObjectPath.Kind.FILE))
                .findFirst()
                .orElseThrow();
        if (!move(directories, new ObjectId(bucket, key), from, to)) {
            directories.make(bucket, to.directory());
            move(directories, new ObjectId(bucket, key), from, to);
        }
    }

    /** False if the directory to move to is missing. */
    private boolean move(DirectoryCreator directories, ObjectId id, ObjectPath from, ObjectPath to) throws FileFault {
        try (var _ = gates.shared(id.bucket());
                var _ = locks.hold(id);
                BucketDirectoryHandles dirs = new BucketDirectoryHandles(volume.files(), id.bucket())) {
            DirectoryHandle source = dirs.open(from.directory());
            DirectoryHandle target = dirs.open(to.directory());
            FileStatus stat = source == null ? null : volume.files().stat(source, from.name());
            if (source == null || stat == null || stat.type() == FileType.DIRECTORY) {
                return true;
            }
            if (!stat.isRegular()) {
                throw new StorageException.UnusablePath("in the way is " + id.bucket() + "/" + from);
            }
            if (target == null) {
                return false;
            }
            // Another may have made it just now.
            directories.ensureDurableBelow(id.bucket(), to.directory());
            byte[] sidecar = from.is(ObjectPath.Kind.BARE) ? null : lookup.read(source, from.sidecar());
            move(source, from, target, to, sidecar);
            return true;
        }
    }

    private void move(
            DirectoryHandle source, ObjectPath from, DirectoryHandle target, ObjectPath to, byte @Nullable [] sidecar)
            throws FileFault {
        if (sidecar != null) {
            try (StagedFile copy = StagedFile.of(volume, FileAccess.BUCKET, sidecar)) {
                copy.moveTo(target, to.sidecar());
            }
            volume.syncs().force(target);
        }
        try {
            volume.files().move(source, from.name(), target, to.name());
        } catch (FileFault fault) {
            if (!fault.is(Errno.ENOENT)) {
                throw fault;
            }
            // The file was taken away by hand, or the directory pruned: whoever it is in the way of looks again.
            return;
        }
        volume.syncs().force(target);
        if (!source.path().equals(target.path())) {
            volume.syncs().force(source);
        }
        if (sidecar != null) {
            volume.removeFile(source, from.sidecar());
        }
    }
}
