package io.geckos.storage.fs.versions;

import io.geckos.domain.name.ByteSpan;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileAccess;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.format.ObjectPath;
import io.geckos.storage.fs.format.VersionName;
import io.geckos.storage.fs.read.LocatedObject;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.StagedFile;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Gives files a second name, so that a version outlives its being replaced: both its bytes and its sidecar are files that
 * are never changed, only replaced. Where a file cannot have two names, it is copied, with the same time, so that the copy
 * is described by the same sidecar.
 */
public final class VersionArchive {
    private final DataDirectory volume;
    private final FileOps files;

    public VersionArchive(DataDirectory volume) {
        this.volume = volume;
        this.files = volume.files();
    }

    /**
     * Keeps the current object of a key beside where it stands; the caller makes {@code versions} durable.
     *
     * @param dir in which the object stands
     * @param versions the directory of its key
     * @return false if the file is not the one any more that was found
     */
    public boolean keep(DirectoryHandle dir, LocatedObject current, DirectoryHandle versions) throws FileFault {
        ObjectPath place = current.place();
        VersionName name = VersionName.data(current.entry().version());
        FileStatus kept = link(dir, place.name(), versions, name.fileName());
        FileStatus sidecar = link(dir, place.sidecar(), versions, name.sidecar());
        FileStatus found = current.stat();
        if (kept == null || sidecar == null || found == null || !isAsFound(kept, found)) {
            volume.removeFile(versions, name.fileName());
            volume.removeFile(versions, name.sidecar());
            return false;
        }
        return true;
    }

    private static boolean isAsFound(FileStatus kept, FileStatus found) {
        return kept.isRegular() && kept.size() == found.size() && kept.modified() == found.modified();
    }

    /** Moves what is kept to a place in staging, from where it can be moved on; it stays where it is. */
    public void stage(DirectoryHandle versions, VersionName name, String staged) throws FileFault {
        FileStatus there = link(versions, name.fileName(), volume.staging().base(), staged);
        if (there == null) {
            throw new FileFault(Errno.ENOENT, "link", versions.path() + "/" + name.fileName());
        }
    }

    /** The second name's file; null if there is no first. */
    private @Nullable FileStatus link(DirectoryHandle from, String name, DirectoryHandle to, String newName)
            throws FileFault {
        try {
            files.link(from, name, to, newName);
        } catch (FileFault fault) {
            switch (fault.errno()) {
                case ENOENT -> {
                    return null;
                }
                case EEXIST -> {
                    // Somebody put it there: what the engine leaves was cleared away.
                    files.unlink(to, newName);
                    return link(from, name, to, newName);
                }
                case EPERM, EMLINK, EXDEV, ENOTSUP -> copy(from, name, to, newName);
                default -> throw fault;
            }
        }
        return files.stat(to, newName);
    }

    private void copy(DirectoryHandle from, String name, DirectoryHandle to, String newName) throws FileFault {
        try (FileHandle source = files.open(from, name);
                StagedFile copy = StagedFile.begin(volume, FileAccess.BUCKET)) {
            if (source == null) {
                throw new FileFault(Errno.ENOENT, "open", from.path() + "/" + name);
            }
            FileStatus opened = source.opened();
            volume.space().require(OptionalLong.of(opened.size()));
            files.copy(source, ByteSpan.whole(opened.size()), copy.file());
            files.setModified(copy.file(), opened.modified());
            copy.moveTo(to, newName);
        }
    }
}
