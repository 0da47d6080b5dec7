package io.geckos.storage.fs.directories;

import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.ObjectId;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.format.KeyLayout;
import io.geckos.storage.fs.format.ObjectPath;
import io.geckos.storage.fs.format.Tree;
import io.geckos.storage.fs.read.LocatedObject;
import io.geckos.storage.fs.read.ObjectLookup;
import io.geckos.storage.fs.volume.BucketDirectoryHandles;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds where a file is to stand, and what is in its way there. */
public final class CommitTargets {
    private final FileOps files;
    private final ObjectLookup lookup;
    private final DirectoryCreator directories;
    private final ConflictingFileMover giveWay;

    public CommitTargets(
            FileOps files, ObjectLookup lookup, DirectoryCreator directories, ConflictingFileMover giveWay) {
        this.files = files;
        this.lookup = lookup;
        this.directories = directories;
        this.giveWay = giveWay;
    }

    /** A place with its directory, which is there and would survive a loss of power. */
    public record Slot(ObjectPath place, DirectoryHandle dir) {
        /** The name of the sidecar. */
        public String sidecar() {
            return place.sidecar();
        }
    }

    /**
     * Where an object is to stand: where it stands, or else where nothing is in its way.
     *
     * @param current what is there now
     * @param marker whether it may be a mere directory, if its key allows
     * @throws StorageException.UnusablePath if something is in the way that is not an object
     */
    public Slot slot(BucketDirectoryHandles dirs, ObjectId id, @Nullable LocatedObject current, boolean marker)
            throws FileFault, RetryAfterMove {
        ObjectPath place = place(dirs, id, current, marker);
        DirectoryHandle dir = directory(dirs, place);
        boolean moves = current == null || !current.place().equals(place);
        FileStatus beside = files.stat(dir, place.sidecar());
        if (beside != null && !beside.isRegular()) {
            throw new StorageException.UnusablePath("no file, where a sidecar belongs: " + id.bucket() + "/" + place);
        }
        if (moves && beside != null && !lookup.isSidecar(dir, place.sidecar())) {
            // A file put by hand has the name.
            throw new RetryAfterMove(() -> giveWay.move(directories, id.bucket(), within(id, place), place.sidecar()));
        }
        return new Slot(place, dir);
    }

    private DirectoryHandle directory(BucketDirectoryHandles dirs, ObjectPath place) throws FileFault, RetryAfterMove {
        DirectoryHandle dir = dirs.open(place.directory());
        if (dir == null) {
            throw new RetryAfterMove(() -> directories.make(dirs.bucket(), place.directory()));
        }
        directories.ensureDurable(dirs.bucket(), place.directory());
        return dir;
    }

    private ObjectPath place(BucketDirectoryHandles dirs, ObjectId id, @Nullable LocatedObject current, boolean marker)
            throws FileFault {
        List<ObjectPath> places = dirs.places(id.key());
        ObjectPath first = places.getFirst();
        ObjectPath last = places.getLast();
        if (last.is(ObjectPath.Kind.MARKER)) {
            return marker && (current == null || current.place().equals(last)) ? last : first;
        }
        if (last.is(ObjectPath.Kind.BARE)) {
            return first;
        }
        if (current != null) {
            return current.place();
        }
        DirectoryHandle dir = dirs.open(first.directory());
        FileStatus blocker = dir == null ? null : files.stat(dir, first.name());
        if (blocker != null && blocker.type() == FileType.OTHER) {
            throw new StorageException.UnusablePath("neither file nor directory: " + id.bucket() + "/" + first);
        }
        return blocker != null && blocker.type() == FileType.DIRECTORY ? last : first;
    }

    private static KeyLayout.Directory within(ObjectId id, ObjectPath place) {
        String key = id.key().value();
        return new KeyLayout.Directory(Tree.BUCKET, place.directory(), key.substring(0, key.lastIndexOf('/') + 1));
    }
}
