package io.geckos.storage.fs.volume;

import io.geckos.domain.error.StorageException;
import io.geckos.storage.fs.files.FileAction;
import io.geckos.storage.fs.files.FileFault;

/** What a refusal of the operating system means to the caller of a port. */
public final class StorageErrorMapping {
    private final DataDirectory volume;
    private final WriteHealth health;
    private final DiskExecutor disk;

    public StorageErrorMapping(DataDirectory volume) {
        this.volume = volume;
        this.health = volume.health();
        this.disk = volume.disk();
    }

    /** Calls, and says refusals in the words of the domain. */
    public <T> T reading(DiskExecutor.Call<T> call) {
        try {
            return call.run();
        } catch (StorageException.NoSuchBucket missing) {
            requireInPlace();
            throw missing;
        } catch (FileFault fault) {
            throw translate(fault);
        }
    }

    /** The same for a call that reads much, or may have to wait for what it reads. */
    public <T> T scanning(DiskExecutor.Call<T> call) {
        return reading(() -> disk.call(call));
    }

    /** The same for a call that changes something, which is not begun when writing has stopped. */
    public <T> T writing(DiskExecutor.Call<T> call) {
        health.requireWritable();
        requireInPlace();
        return reading(call);
    }

    /** The same for one that needs nothing more from the client, only the disk. */
    public <T> T committing(DiskExecutor.Call<T> call) {
        return writing(() -> disk.call(call));
    }

    /** No bucket is missing because the disk with all of them is. */
    private void requireInPlace() {
        try {
            volume.requireInPlace();
        } catch (FileFault fault) {
            throw translate(fault);
        }
    }

    /** The same for a call that answers nothing. */
    public void committingAll(FileAction task) {
        committing(() -> {
            task.run();
            return true;
        });
    }

    private StorageException translate(FileFault fault) {
        String message = fault.getMessage();
        return switch (fault.errno()) {
            case ENOSPC, EDQUOT -> new StorageException.OutOfSpace(message);
            case EMFILE, ENFILE, EAGAIN -> new StorageException.Busy(message);
            case EROFS -> new StorageException.Unavailable(message, fault);
            case ELOOP, EXDEV, EACCES -> new StorageException.UnusablePath(message);
            case EIO -> {
                health.halt(fault);
                yield new StorageException.StorageFailure(message, fault);
            }
            case EPERM, ENOENT, EINTR, EEXIST, ENOTDIR, EISDIR, EMLINK, ENAMETOOLONG, ENOTEMPTY, ENOTSUP, OTHER ->
                new StorageException.StorageFailure(message, fault);
        };
    }
}
