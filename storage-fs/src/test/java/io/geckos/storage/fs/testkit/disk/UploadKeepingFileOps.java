package io.geckos.storage.fs.testkit.disk;

import io.geckos.domain.error.StorageException;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;

/** Refuses to end uploads while told to, as if the process had been killed just before. */
public final class UploadKeepingFileOps extends ForwardingFileOps {
    private boolean keeping;

    public UploadKeepingFileOps(FileOps files) {
        super(files);
    }

    /** Makes a call, which comes as far as its upload. */
    public void keepUploads(Runnable call) {
        keeping = true;
        try {
            call.run();
        } catch (StorageException.OutOfSpace _) {
            // It has made the object.
        } finally {
            keeping = false;
        }
    }

    @Override
    public void rename(DirectoryHandle from, String name, DirectoryHandle to, String newName) throws FileFault {
        if (keeping && from.path().endsWith("/uploads")) {
            throw new FileFault(Errno.ENOSPC, "rename", name);
        }
        super.rename(from, name, to, newName);
    }
}
