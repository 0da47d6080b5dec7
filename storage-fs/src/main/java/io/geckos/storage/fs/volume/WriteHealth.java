package io.geckos.storage.fs.volume;

import io.geckos.domain.error.StorageException;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.StorageLog;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Whether the engine may still write. When the medium has failed in a way that leaves unknown what it holds, nothing
 * more is written until the operator has looked and started the server again.
 */
public final class WriteHealth {
    private final AtomicReference<@Nullable FileFault> failure = new AtomicReference<>();
    private volatile boolean doubted;

    /**
     * Returns while writing is allowed.
     *
     * @throws StorageException.Unavailable once it is not
     */
    public void requireWritable() {
        FileFault fault = failure.get();
        if (fault != null) {
            throw new StorageException.Unavailable(
                    "writing stopped after " + fault.getMessage() + "; check the disk, then restart", fault);
        }
    }

    /**
     * Returns unless a directory is on the disk as nobody knows: then even a change that has begun ends here.
     *
     * @throws StorageException.Unavailable if one is
     */
    public void requireCertain() {
        if (doubted) {
            requireWritable();
        }
    }

    /** Stops all writing, because a directory could not be made durable. */
    void doubt(FileFault fault) {
        halt(fault);
        doubted = true;
    }

    /** Stops all writing. */
    public void halt(FileFault fault) {
        if (failure.compareAndSet(null, fault)) {
            StorageLog.warn("writing stops until restart: " + fault.getMessage());
        }
    }
}
