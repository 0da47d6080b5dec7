package io.geckos.storage.fs.testkit.disk;

import io.geckos.domain.error.StorageException;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.ForwardingFileOps;

/** Lets completions fail before the upload is removed, as if the process had been killed there. */
public final class UploadKeepingFileOps extends ForwardingFileOps {
    private boolean keeping;

    public UploadKeepingFileOps(FileOps files) {
        super(files);
    }

    /** Runs {@code call}, while the removal of its upload fails. */
    public void keepUploads(Runnable call) {
        keeping = true;
        try {
            call.run();
        } catch (StorageException.OutOfSpace _) {
            // The object was made; only the removal of the upload failed.
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
