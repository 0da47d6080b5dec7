package io.geckos.storage.fs.volume;

import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.InternalPaths;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A directory for files that are kept and served to nobody: damaged ones, and what is left of a bucket whose directory is gone.
 * They keep the paths that they had.
 */
public final class Quarantine {
    private static final String NAME = "quarantine";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final DataDirectory volume;
    private final String stamp;

    /** Makes a quarantine with a directory of its own, named by the time, so that nothing is ever replaced in it. */
    public Quarantine(DataDirectory volume) {
        this.volume = volume;
        this.stamp = STAMP.format(FileStatus.instant(volume.clock().next()));
    }

    /** Moves a file, or a directory with all that is in it, durably. Does nothing if it is not there. */
    public void take(DirectoryHandle dir, String name) throws FileFault {
        if (volume.files().stat(dir, name) == null) {
            return;
        }
        try (DirectoryHandle all = volume.ensure(volume.internal(), NAME);
                DirectoryHandle target = ensure(all, stamp + "/" + dir.path())) {
            volume.files().rename(dir, name, target, name);
            volume.forgetBelow(dir, name);
            volume.syncs().force(target);
            volume.syncs().force(dir);
        }
    }

    /** The path to which {@link #take} moves a file, below the data directory. */
    public String path(DirectoryHandle dir, String name) {
        return String.join("/", InternalPaths.ROOT, NAME, stamp, dir.path(), name);
    }

    private DirectoryHandle ensure(DirectoryHandle parent, String path) throws FileFault {
        int slash = path.indexOf('/');
        if (slash < 0) {
            return volume.ensure(parent, path);
        }
        try (DirectoryHandle dir = volume.ensure(parent, path.substring(0, slash))) {
            return ensure(dir, path.substring(slash + 1));
        }
    }
}
