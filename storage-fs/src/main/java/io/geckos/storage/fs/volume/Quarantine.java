package io.geckos.storage.fs.volume;

import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.InternalPaths;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Where files go that nobody is to be served any more: out of their buckets, under the paths they had there. */
public final class Quarantine {
    private static final String NAME = "quarantine";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final DataDirectory volume;
    private final String stamp;

    /** Each has a directory of its own, named by the time, so that nothing is ever replaced in it. */
    public Quarantine(DataDirectory volume) {
        this.volume = volume;
        this.stamp = STAMP.format(FileStatus.instant(volume.clock().next()));
    }

    /** Takes in a file, or a directory with all that is in it, durably, if it is there. */
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

    /** Where {@link #take} takes a file to, below the data directory. */
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
