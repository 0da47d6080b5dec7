package io.geckos.storage.fs;

import java.util.ArrayList;
import java.util.List;

/** Clears away what was left behind. */
final class Janitor {
    private final Volume volume;

    Janitor(Volume volume) {
        this.volume = volume;
    }

    /** Removes what writes that a crash cut off left in staging; run it before anything is written. */
    void sweepStaging() throws FileFault {
        List<String> left = new ArrayList<>();
        volume.files().list(volume.staging(), (name, _) -> {
            if (name != null) {
                left.add(name);
            }
        });
        for (String name : left) {
            volume.removeTree(volume.staging(), name);
        }
        if (!left.isEmpty()) {
            Log.info("removed " + left.size() + " unfinished writes");
        }
    }

    /** Removes what is kept of buckets that are gone, so that a bucket made by hand inherits nothing. */
    void sweepBuckets() throws FileFault {
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
