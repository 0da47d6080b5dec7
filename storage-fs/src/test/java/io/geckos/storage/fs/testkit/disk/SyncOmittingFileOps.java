package io.geckos.storage.fs.testkit.disk;

import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.ForwardingFileOps;
import java.util.Set;

/** Leaves out the syncs that some places in the engine ask for, and notes all places that ask for any. */
public final class SyncOmittingFileOps extends ForwardingFileOps {
    private final Set<String> noted;
    private final Set<String> forgotten;

    public SyncOmittingFileOps(FileOps files, Set<String> noted, Set<String> forgotten) {
        super(files);
        this.noted = noted;
        this.forgotten = forgotten;
    }

    @Override
    public void sync(FileHandle file) throws FileFault {
        if (isWanted()) {
            super.sync(file);
        }
    }

    @Override
    public void sync(DirectoryHandle dir) throws FileFault {
        if (isWanted()) {
            super.sync(dir);
        }
    }

    private boolean isWanted() {
        String place = CallSite.current() + " (" + DirectDiskExecutor.callIndex() + ")";
        noted.add(place);
        return !forgotten.contains(place);
    }
}
