package io.geckos.storage.fs;

import io.geckos.domain.StorageException;

/** What a refusal of the operating system means to the caller of a port. */
final class Faults {
    private final Health health;

    Faults(Health health) {
        this.health = health;
    }

    /** What a port's method does. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws FileFault;
    }

    /** What a port's method without an answer does. */
    @FunctionalInterface
    interface Task {
        void run() throws FileFault;
    }

    /** Calls, and says refusals in the words of the domain. */
    <T> T reading(Call<T> call) {
        try {
            return call.run();
        } catch (FileFault fault) {
            throw translate(fault);
        }
    }

    /** The same for a call that changes something, which is not begun when writing has stopped. */
    <T> T writing(Call<T> call) {
        health.requireWritable();
        return reading(call);
    }

    /** The same for a call that answers nothing. */
    void writingAll(Task task) {
        writing(() -> {
            task.run();
            return true;
        });
    }

    private StorageException translate(FileFault fault) {
        String message = fault.getMessage();
        return switch (fault.errno()) {
            case ENOSPC, EDQUOT -> new StorageException.OutOfSpace(message);
            case EMFILE, ENFILE -> new StorageException.Busy(message);
            case EROFS -> new StorageException.Unavailable(message, fault);
            case ELOOP, EXDEV, EACCES -> new StorageException.Forbidden(message);
            case EIO -> {
                health.halt(fault);
                yield new StorageException.Failed(message, fault);
            }
            case ENOENT, EINTR, EEXIST, ENOTDIR, EISDIR, ENAMETOOLONG, ENOTEMPTY, OTHER ->
                new StorageException.Failed(message, fault);
        };
    }
}
