package io.geckos.storage.fs.maintenance;

import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.OpenDir;
import io.geckos.storage.fs.files.Stat;
import io.geckos.storage.fs.volume.Volume;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Where files go that nobody is to be served any more: out of their buckets, under the paths they had there. */
public final class Quarantine {
    private static final String NAME = "quarantine";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Volume volume;
    private final String stamp;

    /** Each has a directory of its own, named by the time, so that nothing is ever replaced in it. */
    public Quarantine(Volume volume) {
        this.volume = volume;
        this.stamp = STAMP.format(Stat.instant(volume.clock().next()));
    }

    /** Takes a file in, durably, if it is there. */
    void take(OpenDir dir, String name) throws FileFault {
        if (volume.files().stat(dir, name) == null) {
            return;
        }
        try (OpenDir all = volume.ensure(volume.internal(), NAME);
                OpenDir target = ensure(all, stamp + "/" + dir.path())) {
            volume.files().rename(dir, name, target, name);
            volume.syncs().force(target);
            volume.syncs().force(dir);
        }
    }

    private OpenDir ensure(OpenDir parent, String path) throws FileFault {
        int slash = path.indexOf('/');
        if (slash < 0) {
            return volume.ensure(parent, path);
        }
        try (OpenDir dir = volume.ensure(parent, path.substring(0, slash))) {
            return ensure(dir, path.substring(slash + 1));
        }
    }
}
