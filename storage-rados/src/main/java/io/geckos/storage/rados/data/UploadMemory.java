package io.geckos.storage.rados.data;

import io.geckos.domain.error.StorageException.Busy;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory outside the heap that uploads of more than a stripe may use at the same time. Who finds none waits a little.
 * Smaller uploads are not counted. For many threads.
 */
public final class UploadMemory {
    /** What one upload uses: a stripe that is filled, and those that are being written. */
    public static final long EACH = (1L + DataWriter.WINDOW) * DataPool.STRIPE;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Semaphore uploads;
    private final Duration patience;

    /** {@code bytes} must be at least {@link #EACH}. */
    public UploadMemory(long bytes) {
        this(bytes, PATIENCE);
    }

    /** {@code patience} is how long to wait for memory. */
    UploadMemory(long bytes, Duration patience) {
        this.patience = patience;
        uploads = new Semaphore(Math.toIntExact(Math.min(Integer.MAX_VALUE, bytes / EACH)), true);
    }

    /** Waits for the memory of one upload; throws {@link Busy} if there is none soon. */
    void take() {
        try {
            if (uploads.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new Busy("the memory for uploads, storage.upload-memory, is in use");
    }

    /** Gives back what {@link #take} took. */
    void giveBack() {
        uploads.release();
    }
}
