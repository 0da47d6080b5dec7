package io.geckos.storage.fs.volume;

import io.geckos.domain.Span;
import io.geckos.domain.StorageException;
import io.geckos.domain.Timings;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.OpenDir;
import io.geckos.storage.fs.files.OpenFile;
import java.util.List;

/** Makes what was changed survive a loss of power, where that is wanted, and keeps how long it took. */
public final class Syncs {
    private final FileOps files;
    private final DiskThreads disk;
    private final DirectorySyncs directories;
    private final Durability durability;
    private final Health health;
    private final Timings fileSyncs = new Timings("file.sync", "How long it took to make a file durable");
    private final Timings directorySyncs =
            new Timings("directory.sync", "How long writers waited for a directory to be made durable");

    /** @param health told of a directory that could not be made durable */
    Syncs(FileOps files, DiskThreads disk, Durability durability, Health health) {
        this.files = files;
        this.disk = disk;
        this.directories = new DirectorySyncs(files, disk);
        this.durability = durability;
        this.health = health;
    }

    /** Makes a file's bytes and times survive a loss of power, where that is wanted. */
    public void force(OpenFile file) throws FileFault {
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
    void begin(OpenFile file, Span span) {
        if (durability == Durability.STRICT) {
            files.beginSync(file, span);
        }
    }

    /**
     * Makes a directory's entries survive a loss of power, where that is wanted.
     *
     * @throws StorageException.Unavailable when that fails: what was changed in it may have happened or not
     */
    public void force(OpenDir dir) {
        if (durability == Durability.STRICT) {
            try (var _ = directorySyncs.begin()) {
                directories.sync(dir);
            } catch (FileFault fault) {
                health.doubt(fault);
                throw new StorageException.Unavailable("outcome unknown: " + fault.getMessage(), fault);
            }
        }
    }

    /** What is timed here. */
    public List<Timings> timings() {
        return List.of(fileSyncs, directorySyncs);
    }
}
