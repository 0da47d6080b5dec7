package io.geckos.storage.fs.volume;

import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.StorageLog;
import java.util.ArrayList;
import java.util.List;

/** Clears away what was left behind. */
public final class StartupCleaner {
    private final DataDirectory volume;

    public StartupCleaner(DataDirectory volume) {
        this.volume = volume;
    }

    /** Removes what writes that a crash cut off left in staging; run it before anything is written. */
    public void sweepStaging() throws FileFault {
        int[] removed = {0};
        volume.staging().list((dir, name) -> {
            volume.removeTree(dir, name);
            removed[0]++;
        });
        if (removed[0] > 0) {
            StorageLog.info("removed " + removed[0] + " unfinished writes");
        }
    }

    /** Removes what is kept of buckets that are gone, so that a bucket made by hand inherits nothing. */
    public void sweepBuckets() throws FileFault {
        List<String> gone = new ArrayList<>();
        volume.files().list(volume.buckets(), (name, _) -> {
            if (name != null && volume.files().stat(volume.root(), name) == null) {
                gone.add(name);
            }
        });
        for (String name : gone) {
            volume.discard(volume.buckets(), name);
        }
    }
}
