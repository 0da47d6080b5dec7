package io.geckos.storage.fs.write;

import io.geckos.domain.ObjectId;
import io.geckos.domain.StorageException;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.files.OpenDir;
import io.geckos.storage.fs.files.Stat;
import io.geckos.storage.fs.format.Layout;
import io.geckos.storage.fs.format.Place;
import io.geckos.storage.fs.read.Found;
import io.geckos.storage.fs.read.Lookup;
import io.geckos.storage.fs.volume.OpenDirs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds where a file is to stand, and what is in its way there. */
public final class Slots {
    private final FileOps files;
    private final Lookup lookup;
    private final Directories directories;
    private final GiveWay giveWay;

    public Slots(FileOps files, Lookup lookup, Directories directories, GiveWay giveWay) {
        this.files = files;
        this.lookup = lookup;
        this.directories = directories;
        this.giveWay = giveWay;
    }

    /** A place with its directory, which is there and would survive a loss of power. */
    record Slot(Place place, OpenDir dir) {}

    /**
     * Where an object is to stand: where it stands, or else where nothing is in its way.
     *
     * @param current what is there now
     * @param marker whether it may be a mere directory, if its key allows
     * @throws StorageException.Forbidden if something is in the way that is not an object
     */
    Slot slot(OpenDirs dirs, ObjectId id, @Nullable Found current, boolean marker) throws FileFault, Obstacle {
        Place place = place(dirs, id, current, marker);
        OpenDir dir = dirs.open(place.directory());
        if (dir == null) {
            throw new Obstacle(() -> directories.make(id.bucket(), place.directory()));
        }
        boolean moves = current == null || !current.place().equals(place);
        Stat beside = files.stat(dir, place.sidecar());
        if (beside != null && !beside.isRegular()) {
            throw new StorageException.Forbidden("no file, where a sidecar belongs: " + id.bucket() + "/" + place);
        }
        if (moves && beside != null && !lookup.isSidecar(dir, place.sidecar())) {
            // A file put by hand has the name.
            throw new Obstacle(() -> giveWay.move(directories, id.bucket(), within(id, place), place.sidecar()));
        }
        directories.ensureDurable(id.bucket(), place.directory());
        return new Slot(place, dir);
    }

    private Place place(OpenDirs dirs, ObjectId id, @Nullable Found current, boolean marker) throws FileFault {
        List<Place> places = Layout.places(id.key());
        Place first = places.getFirst();
        Place last = places.getLast();
        if (last.is(Place.Kind.MARKER)) {
            return marker && (current == null || current.place().equals(last)) ? last : first;
        }
        if (last.is(Place.Kind.BARE)) {
            return first;
        }
        if (current != null) {
            return current.place();
        }
        OpenDir dir = dirs.open(first.directory());
        Stat blocker = dir == null ? null : files.stat(dir, first.name());
        if (blocker != null && blocker.type() == FileType.OTHER) {
            throw new StorageException.Forbidden("neither file nor directory: " + id.bucket() + "/" + first);
        }
        return blocker != null && blocker.type() == FileType.DIRECTORY ? last : first;
    }

    private static Layout.Within within(ObjectId id, Place place) {
        String key = id.key().value();
        return new Layout.Within(place.directory(), key.substring(0, key.lastIndexOf('/') + 1));
    }
}
