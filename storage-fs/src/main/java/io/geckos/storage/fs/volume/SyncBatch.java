package io.geckos.storage.fs.volume;

import io.geckos.domain.engine.LatencyHistogram;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.ByteSpan;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileOps;
import java.util.List;

/** Makes what was changed survive a loss of power, where that is wanted, and keeps how long it took. */
public final class SyncBatch {
    private final FileOps files;
    private final DiskExecutor disk;
    private final DirectorySyncBatcher directories;
    private final Durability durability;
    private final WriteHealth health;
    private final LatencyHistogram fileSyncs =
            new LatencyHistogram("file.sync", "How long it took to make a file durable");
    private final LatencyHistogram directorySyncs =
            new LatencyHistogram("directory.sync", "How long writers waited for a directory to be made durable");

    /** @param health told of a directory that could not be made durable */
    SyncBatch(FileOps files, DiskExecutor disk, Durability durability, WriteHealth health) {
        this.files = files;
        this.disk = disk;
        this.directories = new DirectorySyncBatcher(files, disk);
        this.durability = durability;
        this.health = health;
    }

    /** Makes a file's bytes and times survive a loss of power, where that is wanted. */
    public void force(FileHandle file) throws FileFault {
        if (durability == Durability.STRICT) {
            boolean _ = disk.call(() -> {
                try (var _ = fileSyncs.begin()) {
                    files.sync(file);
                }
                return true;
            });
        }
    }

    /** Begins with what {@link #force(OpenFile)} will have to do. */
    void begin(FileHandle file, ByteSpan span) {
        if (durability == Durability.STRICT) {
            files.beginSync(file, span);
        }
    }

    /**
     * Makes a directory's entries survive a loss of power, where that is wanted.
     *
     * @throws StorageException.Unavailable when that fails: what was changed in it may have happened or not
     */
    public void force(DirectoryHandle dir) {
        if (durability == Durability.STRICT) {
            try (var _ = directorySyncs.begin()) {
                directories.sync(dir);
            } catch (FileFault fault) {
                health.doubt(fault);
                throw new StorageException.Unavailable("outcome unknown: " + fault.getMessage(), fault);
            }
        }
    }

    /**
     * Has what was changed in a directory reach the disk before whatever is changed from now on, in this or another one,
     * where that is wanted.
     *
     * @throws StorageException.Unavailable as {@link #force(DirectoryHandle)}
     */
    public void order(DirectoryHandle dir) {
        if (!files.keepsOrder()) {
            force(dir);
        }
    }

    /** What is timed here. */
    public List<LatencyHistogram> timings() {
        return List.of(fileSyncs, directorySyncs);
    }
}
