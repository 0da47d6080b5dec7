package io.geckos.storage.fs;

import io.geckos.domain.ObjectId;
import io.geckos.domain.StorageException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes writes visible.
 *
 * <p>The sidecar goes first, describing both the new file and the one it replaces; moving the file is the one step at
 * which the object changes. Wherever a crash falls, what is in place is described, so nothing needs repair.
 */
final class Committer {
    private static final int ATTEMPTS = 1_000;

    private final Volume volume;
    private final BucketGates gates;
    private final KeyLocks<ObjectId> locks;
    private final Lookup lookup;
    private final GiveWay giveWay;
    private final Directories directories;

    Committer(Volume volume, BucketGates gates, KeyLocks<ObjectId> locks, Lookup lookup) {
        this.volume = volume;
        this.gates = gates;
        this.locks = locks;
        this.lookup = lookup;
        this.giveWay = new GiveWay(volume, gates, locks, lookup);
        this.directories = new Directories(volume, gates, giveWay);
    }

    Directories directories() {
        return directories;
    }

    /** Decides, with the key locked, whether a write may happen; throws if it may not. */
    @FunctionalInterface
    interface Guard {
        void check(@Nullable Found current) throws FileFault;
    }

    /** What keeps a write from its place, and how to clear it away; run it without locks. */
    @FunctionalInterface
    private interface Obstacle {
        void clear() throws FileFault;
    }

    /**
     * Makes {@code data}, which is durable and of which {@code entry} speaks, the object {@code id}.
     *
     * @throws StorageException.NoSuchBucket if the bucket is gone
     * @throws StorageException.Forbidden if something stands in the way that is not an object
     */
    void publish(ObjectId id, Staged data, Entry entry, Guard guard) throws FileFault {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Obstacle obstacle = attempt(id, data, entry, guard);
            if (obstacle == null) {
                return;
            }
            obstacle.clear();
        }
        throw new StorageException.Busy("too many changes at once around " + id);
    }

    private @Nullable Obstacle attempt(ObjectId id, Staged data, Entry entry, Guard guard) throws FileFault {
        try (var _ = gates.shared(id.bucket());
                var _ = locks.hold(id);
                OpenDirs dirs = new OpenDirs(volume.files(), id.bucket())) {
            Found current = lookup.find(dirs, id.key(), false);
            if (current == null) {
                dirs.requireBucket();
            }
            guard.check(current);
            Place target = target(dirs, id, current, entry);
            OpenDir dir = dirs.open(target.directory());
            if (dir == null) {
                return () -> directories.make(id.bucket(), target.directory());
            }
            if (current == null && isObject(dir, target.sidecar())) {
                return () -> giveWay.move(directories, id.bucket(), within(id, target), target.sidecar());
            }
            directories.ensureDurable(id.bucket(), target.directory());
            Obstacle obstacle = write(dir, target, data, new Sidecar(entry, previous(current, target)));
            if (obstacle == null && current != null && !current.place().equals(target)) {
                OpenDir former = dirs.open(current.place().directory());
                boolean _ = former != null && removeAt(former, current.place(), id);
            }
            return obstacle;
        }
    }

    /** Where an object is to stand: where it stands, or else where nothing is in its way. */
    private Place target(OpenDirs dirs, ObjectId id, @Nullable Found current, Entry entry) throws FileFault {
        boolean empty = entry.binding().size() == 0;
        List<Place> places = Layout.places(id.key());
        Place first = places.getFirst();
        Place last = places.getLast();
        if (last.is(Place.Kind.MARKER)) {
            return empty && (current == null || current.place().equals(last)) ? last : first;
        }
        if (last.is(Place.Kind.BARE)) {
            return first;
        }
        if (current != null) {
            return current.place();
        }
        OpenDir dir = dirs.open(first.directory());
        Stat blocker = dir == null ? null : volume.files().stat(dir, first.name());
        if (blocker != null && blocker.type() == FileType.OTHER) {
            throw new StorageException.Forbidden("neither file nor directory: " + id.bucket() + "/" + first);
        }
        return blocker != null && blocker.type() == FileType.DIRECTORY ? last : first;
    }

    private static @Nullable Entry previous(@Nullable Found current, Place target) {
        return current != null && current.place().equals(target) ? current.entry() : null;
    }

    /** Tells whether a file put by hand has the name a sidecar needs. */
    private boolean isObject(OpenDir dir, String sidecar) throws FileFault {
        Stat stat = volume.files().stat(dir, sidecar);
        return stat != null && !lookup.isSidecar(dir, sidecar);
    }

    private static Layout.Within within(ObjectId id, Place place) {
        String key = id.key().value();
        return new Layout.Within(place.directory(), key.substring(0, key.lastIndexOf('/') + 1));
    }

    private @Nullable Obstacle write(OpenDir dir, Place target, Staged data, Sidecar sidecar) throws FileFault {
        if (target.is(Place.Kind.MARKER)) {
            return describe(dir, target, new Sidecar(sidecar.entry(), null));
        }
        try {
            describe(dir, target, sidecar);
            data.moveTo(dir, target.name());
        } catch (FileFault fault) {
            if (sidecar.previous() == null && !fault.is(Errno.ENOENT)) {
                volume.removeFile(dir, target.sidecar());
            }
            if (fault.is(Errno.ENOENT) || fault.is(Errno.EISDIR)) {
                return () -> {};
            }
            throw fault;
        }
        volume.force(dir);
        return null;
    }

    /** Puts a sidecar in place, durably. */
    private @Nullable Obstacle describe(OpenDir dir, Place place, Sidecar sidecar) throws FileFault {
        try (Staged staged = Staged.of(volume, SidecarWriter.write(sidecar))) {
            staged.moveTo(dir, place.sidecar());
        }
        volume.force(dir);
        return null;
    }

    /** Removes an object if it is there; tells whether it was. */
    boolean remove(ObjectId id, Guard guard) throws FileFault {
        boolean removed = false;
        List<Place> places = Layout.places(id.key());
        try (var _ = gates.shared(id.bucket());
                var _ = locks.hold(id);
                OpenDirs dirs = new OpenDirs(volume.files(), id.bucket())) {
            Found current = lookup.find(dirs, id.key(), false);
            if (current == null) {
                dirs.requireBucket();
            }
            guard.check(current);
            // The place that counts goes last, so that what stood at the other never comes to light.
            for (Place place : places.reversed()) {
                OpenDir dir = current == null ? null : dirs.open(place.directory());
                removed |= dir != null && removeAt(dir, place, id);
            }
        }
        if (removed) {
            for (Place place : places) {
                directories.prune(id.bucket(), place.directory());
            }
        }
        return removed;
    }

    private boolean removeAt(OpenDir dir, Place place, ObjectId id) throws FileFault {
        if (lookup.at(dir, place, id, false) == null) {
            return false;
        }
        if (!place.is(Place.Kind.MARKER)) {
            volume.removeFile(dir, place.name());
            volume.force(dir);
        }
        if (!place.is(Place.Kind.BARE)) {
            volume.removeFile(dir, place.sidecar());
        }
        if (place.is(Place.Kind.MARKER)) {
            volume.force(dir);
        }
        return true;
    }
}
