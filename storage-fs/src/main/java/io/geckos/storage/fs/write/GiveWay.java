package io.geckos.storage.fs.write;

import io.geckos.domain.BucketName;
import io.geckos.domain.ObjectId;
import io.geckos.domain.ObjectKey;
import io.geckos.domain.StorageException;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.files.OpenDir;
import io.geckos.storage.fs.files.Stat;
import io.geckos.storage.fs.format.Layout;
import io.geckos.storage.fs.format.Place;
import io.geckos.storage.fs.read.Lookup;
import io.geckos.storage.fs.volume.KeyLocks;
import io.geckos.storage.fs.volume.OpenDirs;
import io.geckos.storage.fs.volume.Staged;
import io.geckos.storage.fs.volume.Volume;
import org.jspecify.annotations.Nullable;

/** Moves an object's file to its second name, where its first is needed for a directory or a sidecar. */
public final class GiveWay {
    private final Volume volume;
    private final BucketGates gates;
    private final KeyLocks<ObjectId> locks;
    private final Lookup lookup;

    public GiveWay(Volume volume, BucketGates gates, KeyLocks<ObjectId> locks, Lookup lookup) {
        this.volume = volume;
        this.gates = gates;
        this.locks = locks;
        this.lookup = lookup;
    }

    /**
     * Moves the object that stands under {@code name}; does nothing if none does any more. Hold no key lock.
     *
     * @throws StorageException.Forbidden if what stands there is not an object
     */
    void move(Directories directories, BucketName bucket, Layout.Within within, String name) throws FileFault {
        Layout.Named named = Layout.read(within, name, FileType.REGULAR);
        Place from = named == null ? null : named.place();
        if (named == null || from == null) {
            throw new StorageException.Forbidden("in the way is " + bucket + "/" + within.resolve(name));
        }
        ObjectKey key = new ObjectKey(named.text());
        Place to = Layout.places(key).stream()
                .filter(place -> !place.equals(from) && place.is(Place.Kind.FILE))
                .findFirst()
                .orElseThrow();
        if (!move(directories, new ObjectId(bucket, key), from, to)) {
            directories.make(bucket, to.directory());
            move(directories, new ObjectId(bucket, key), from, to);
        }
    }

    /** False if the directory to move to is missing. */
    private boolean move(Directories directories, ObjectId id, Place from, Place to) throws FileFault {
        try (var _ = gates.shared(id.bucket());
                var _ = locks.hold(id);
                OpenDirs dirs = new OpenDirs(volume.files(), id.bucket())) {
            OpenDir source = dirs.open(from.directory());
            OpenDir target = dirs.open(to.directory());
            Stat stat = source == null ? null : volume.files().stat(source, from.name());
            if (source == null || stat == null || stat.type() == FileType.DIRECTORY) {
                return true;
            }
            if (!stat.isRegular()) {
                throw new StorageException.Forbidden("in the way is " + id.bucket() + "/" + from);
            }
            if (target == null) {
                return false;
            }
            // Another may have made it just now.
            directories.ensureDurableBelow(id.bucket(), to.directory());
            byte[] sidecar = from.is(Place.Kind.BARE) ? null : lookup.read(source, from.sidecar());
            move(source, from, target, to, sidecar);
            return true;
        }
    }

    private void move(OpenDir source, Place from, OpenDir target, Place to, byte @Nullable [] sidecar)
            throws FileFault {
        if (sidecar != null) {
            try (Staged copy = Staged.of(volume, sidecar)) {
                copy.moveTo(target, to.sidecar());
            }
            volume.syncs().force(target);
        }
        try {
            volume.files().rename(source, from.name(), target, to.name());
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
