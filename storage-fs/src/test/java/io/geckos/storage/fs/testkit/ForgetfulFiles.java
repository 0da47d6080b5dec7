package io.geckos.storage.fs.testkit;

import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.OpenDir;
import io.geckos.storage.fs.files.OpenFile;
import java.util.Set;

/** Leaves out the syncs that some places in the engine ask for, and notes all places that ask for any. */
public final class ForgetfulFiles extends ForwardingFiles {
    private final Set<String> noted;
    private final Set<String> forgotten;

    public ForgetfulFiles(FileOps files, Set<String> noted, Set<String> forgotten) {
        super(files);
        this.noted = noted;
        this.forgotten = forgotten;
    }

    @Override
    public void sync(OpenFile file) throws FileFault {
        if (isWanted()) {
            super.sync(file);
        }
    }

    @Override
    public void sync(OpenDir dir) throws FileFault {
        if (isWanted()) {
            super.sync(dir);
        }
    }

    private boolean isWanted() {
        String place = CallSite.current() + " (" + DiskInTurn.turn() + ")";
        noted.add(place);
        return !forgotten.contains(place);
    }
}
