package io.geckos.storage.fs.write;

import io.geckos.domain.ObjectId;
import io.geckos.domain.ObjectInfo;
import io.geckos.domain.StorageException;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.OpenDir;
import io.geckos.storage.fs.files.Stat;
import io.geckos.storage.fs.format.Entry;
import io.geckos.storage.fs.format.Layout;
import io.geckos.storage.fs.format.Place;
import io.geckos.storage.fs.format.Sidecar;
import io.geckos.storage.fs.format.SidecarWriter;
import io.geckos.storage.fs.read.Found;
import io.geckos.storage.fs.read.Lookup;
import io.geckos.storage.fs.volume.OpenDirs;
import io.geckos.storage.fs.volume.Staged;
import io.geckos.storage.fs.volume.Volume;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes changes visible.
 *
 * <p>The sidecar goes first, describing both the new file and the one it replaces; moving the file is the one step at
 * which the object changes. Wherever a crash falls, what is in place is described, so nothing needs repair.
 */
public final class Committer {
    private final Volume volume;
    private final Changes changes;
    private final Lookup lookup;
    private final Slots slots;
    private final Directories directories;
    private final UploadCleanup uploads;
    private final Holdings holdings;

    public Committer(
            Volume volume,
            Changes changes,
            Lookup lookup,
            Slots slots,
            Directories directories,
            UploadCleanup uploads,
            Holdings holdings) {
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
        void check(@Nullable Found current) throws FileFault;
    }

    /** What is to be said of an object from now on; null to leave it as it is. */
    @FunctionalInterface
    public interface Description {
        @Nullable
        Entry of(Found current);
    }

    /**
     * Makes {@code data}, which {@code entry} speaks of, the object {@code id}.
     *
     * @throws StorageException.NoSuchBucket if the bucket is gone
     * @throws StorageException.Forbidden if something stands in the way that is not an object
     */
    public ObjectInfo publish(ObjectId id, Staged data, Entry entry, Guard guard) throws FileFault {
        return changes.run(List.of(id), dirs -> {
            Found current = lookup.find(dirs, id.key(), false);
            guard.check(current);
            endUpload(id, current);
            Slots.Slot slot = slots.slot(dirs, id, current, entry.binding().size() == 0);
            if (slot.place().is(Place.Kind.MARKER)) {
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
            Found current = lookup.find(dirs, id.key(), false);
            guard.check(current);
            Entry entry = current == null ? null : description.of(current);
            if (current == null || entry == null) {
                return Optional.empty();
            }
            if (entry.uploadId() == null) {
                endUpload(id, current);
            }
            Slots.Slot slot = slots.slot(dirs, id, current, current.place().is(Place.Kind.MARKER));
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
            Found current = lookup.find(dirs, source.key(), false);
            if (current == null) {
                throw new StorageException.NoSuchObject(source);
            }
            Found replaced = lookup.find(dirs, target.key(), false);
            sourceGuard.check(current);
            targetGuard.check(replaced);
            if (source.equals(target)) {
                return current.entry().info(target);
            }
            endUpload(source, current);
            endUpload(target, replaced);
            if (current.place().is(Place.Kind.MARKER)) {
                throw new Obstacle(() -> giveFile(source));
            }
            Slots.Slot slot = slots.slot(dirs, target, replaced, false);
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
        try (Staged empty = Staged.begin(volume)) {
            Stat stat = empty.seal();
            changes.run(List.of(id), dirs -> {
                Found current = lookup.find(dirs, id.key(), false);
                if (current != null && current.place().is(Place.Kind.MARKER)) {
                    Slots.Slot slot = slots.slot(dirs, id, current, false);
                    Entry entry = current.entry().boundTo(stat);
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
    private void move(OpenDirs dirs, Found current, Slots.Slot slot, Entry entry, @Nullable Found replaced)
            throws FileFault, Obstacle {
        OpenDir from = dirs.open(current.place().directory());
        if (from == null) {
            throw Obstacle.lookAgain();
        }
        String name = current.place().name();
        replace(
                slot,
                replaced,
                entry,
                () -> volume.files().rename(from, name, slot.dir(), slot.place().name()));
        volume.syncs().force(from);
        if (!current.place().is(Place.Kind.BARE)) {
            volume.tidy(() -> volume.removeFile(from, current.place().sidecar()));
        }
    }

    /** The one step at which an object changes. */
    @FunctionalInterface
    private interface Commit {
        void run() throws FileFault;
    }

    /** Says what is to be said of a file that is durable, then commits. */
    private void replace(Slots.Slot slot, @Nullable Found current, Entry entry, Commit commit)
            throws FileFault, Obstacle {
        Entry former = current != null && current.place().equals(slot.place()) ? current.entry() : null;
        try {
            describe(slot, new Sidecar(entry, former));
            commit.run();
        } catch (FileFault fault) {
            if (former == null && !fault.is(Errno.ENOENT)) {
                volume.removeFile(slot.dir(), slot.place().sidecar());
            }
            if (fault.is(Errno.ENOENT) || fault.is(Errno.EISDIR)) {
                // The directory was pruned, or a directory took the name: look again.
                throw Obstacle.lookAgain();
            }
            throw fault;
        }
        volume.syncs().force(slot.dir());
    }

    /** Puts a sidecar in place, durably. */
    private void describe(Slots.Slot slot, Sidecar sidecar) throws FileFault {
        try (Staged staged = Staged.of(volume, SidecarWriter.write(sidecar))) {
            lookup.remember(slot.dir(), slot.place().sidecar(), staged.stat(), sidecar);
            staged.moveTo(slot.dir(), slot.place().sidecar());
        }
        volume.syncs().force(slot.dir());
    }

    /** Removes what stood at another place of the same key; what of it is left is hidden by what stands there now. */
    private void removeFormer(OpenDirs dirs, ObjectId id, @Nullable Found former, Slots.Slot slot) {
        if (former != null && !former.place().equals(slot.place())) {
            volume.tidy(() -> {
                OpenDir dir = dirs.open(former.place().directory());
                if (dir != null && lookup.at(dir, former.place(), id, false) != null) {
                    removeFrom(dir, former.place());
                }
            });
        }
    }

    /** Before the object that an upload made goes away, so does the upload: it must never be completed again. */
    void endUpload(ObjectId id, @Nullable Found current) throws FileFault {
        String upload = current == null ? null : current.entry().uploadId();
        if (upload != null) {
            uploads.end(id.bucket(), upload);
        }
    }

    /** Removes what stands at other places of a key than where it is found, so that it never comes to light. */
    void removeHidden(OpenDirs dirs, ObjectId id, Found current) throws FileFault {
        for (Place place : Layout.places(id.key())) {
            OpenDir dir = place.equals(current.place()) ? null : dirs.open(place.directory());
            if (dir != null && lookup.at(dir, place, id, false) != null) {
                removeFrom(dir, place);
            }
        }
    }

    private void removeFrom(OpenDir dir, Place place) throws FileFault {
        Removal removal = Removal.begin(volume, dir, place);
        volume.syncs().force(dir);
        removal.end();
    }
}
