package io.geckos.storage.fs;

import io.geckos.domain.StorageException;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.InternalPaths;
import io.geckos.storage.fs.files.Log;
import io.geckos.storage.fs.volume.DataLock;
import io.geckos.storage.fs.volume.Format;
import io.geckos.storage.fs.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Holds the lock of the data directory, and takes over a data directory that came in its place: a disk mounted again. */
final class Replacing implements AutoCloseable {
    private final FsSettings settings;
    private final Volume volume;
    private DataLock lock;

    Replacing(FsSettings settings, Volume volume, DataLock lock) {
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
        if (!Files.isRegularFile(internal.resolve(Format.NAME), LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (FileOps files = FsStorageProvider.files(settings)) {
            Format.require(files);
        }
        DataLock next;
        try {
            Path file = internal.resolve(DataLock.NAME);
            next = lock.holds(file) ? lock : DataLock.take(file);
        } catch (IOException e) {
            throw new StorageException.Unavailable(
                    "the data directory came back, and cannot be locked: " + e.getMessage(), e);
        }
        DataLock former = lock;
        boolean reopened = volume.reopen();
        lock = reopened ? next : former;
        if (next != former) {
            (reopened ? former : next).close();
        }
        if (reopened) {
            Log.warn("the data directory was replaced; what stands there now is served: " + settings.dataDir());
        }
        return reopened;
    }

    @Override
    public synchronized void close() {
        lock.close();
    }
}
