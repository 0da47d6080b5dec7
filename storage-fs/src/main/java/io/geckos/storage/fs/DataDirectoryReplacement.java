package io.geckos.storage.fs;

import io.geckos.domain.error.StorageException;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.InternalPaths;
import io.geckos.storage.fs.files.StorageLog;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.DataDirectoryFormat;
import io.geckos.storage.fs.volume.DataDirectoryLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Holds the lock of the data directory, and takes over a data directory that came in its place: a disk mounted again. */
final class DataDirectoryReplacement implements AutoCloseable {
    private final FsSettings settings;
    private final DataDirectory volume;
    private DataDirectoryLock lock;

    DataDirectoryReplacement(FsSettings settings, DataDirectory volume, DataDirectoryLock lock) {
        this.settings = settings;
        this.volume = volume;
        this.lock = lock;
    }

    /**
     * Takes over what stands in the data directory's place. An empty directory is what a disk leaves that is not mounted:
     * only one that was a data directory already is one.
     *
     * @throws StorageException.Unavailable if another server has it, or it has another layout
     */
    synchronized boolean takeOver() throws FileFault {
        Path internal = settings.dataDir().resolve(InternalPaths.ROOT);
        if (!Files.isRegularFile(internal.resolve(DataDirectoryFormat.NAME), LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (FileOps files = FsStorageProvider.files(settings)) {
            DataDirectoryFormat.require(files);
        }
        DataDirectoryLock next;
        try {
            Path file = internal.resolve(DataDirectoryLock.NAME);
            next = lock.holds(file) ? lock : DataDirectoryLock.take(file);
        } catch (IOException e) {
            throw new StorageException.Unavailable(
                    "the data directory came back, and cannot be locked: " + e.getMessage(), e);
        }
        DataDirectoryLock former = lock;
        boolean reopened = volume.reopen();
        lock = reopened ? next : former;
        if (next != former) {
            (reopened ? former : next).close();
        }
        if (reopened) {
            StorageLog.warn("the data directory was replaced; what stands there now is served: " + settings.dataDir());
        }
        return reopened;
    }

    @Override
    public synchronized void close() {
        lock.close();
    }
}
