package io.geckos.storage.fs.volume;

import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.StorageLog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Clears away what was left behind. */
public final class StartupCleaner {
    private final DataDirectory volume;
    private final BucketRecords records;

    public StartupCleaner(DataDirectory volume) {
        this.volume = volume;
        this.records = new BucketRecords(volume);
    }

    /** Clears away everything; run it before anything is written. */
    public void sweep() throws FileFault {
        sweepBuckets();
        sweepStaging();
    }

    /** Removes what writes that a crash cut off left in staging. */
    void sweepStaging() throws FileFault {
        int[] removed = {0};
        volume.staging().list((dir, name) -> {
            volume.removeTree(dir, name);
            removed[0]++;
        });
        if (removed[0] > 0) {
            StorageLog.info("removed " + removed[0] + " unfinished writes");
        }
    }

    /** Moves away what is kept of buckets that are gone, so that a bucket made by hand inherits nothing. */
    private void sweepBuckets() throws FileFault {
        Set<String> deleted = new HashSet<>();
        volume.files()
                .list(
                        volume.staging().base(),
                        (name, _) ->
                                deleted.add(name == null ? "" : name.substring(name.indexOf(StagingArea.NAMED) + 1)));
        List<String> gone = new ArrayList<>();
        volume.files().list(volume.buckets(), (name, _) -> {
            if (name != null && volume.files().stat(volume.root(), name) == null) {
                gone.add(name);
            }
        });
        for (String name : gone) {
            if (deleted.contains(name)) {
                volume.discard(volume.buckets(), name);
            } else {
                boolean _ = records.retire(name);
            }
        }
    }
}
