package io.geckos.server;

import io.geckos.domain.Timings;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** How long each operation of a storage takes. */
final class StorageTimes {
    private final Map<StorageOperation, Timings> timings = new EnumMap<>(StorageOperation.class);

    StorageTimes() {
        for (StorageOperation operation : StorageOperation.values()) {
            timings.put(
                    operation,
                    new Timings("operation", "How long the storage took, waiting for the client's bytes included"));
        }
    }

    /** A call of the storage. */
    @FunctionalInterface
    interface Call<T> {
        T run();
    }

    /** Makes the call, and counts it even if it fails. */
    <T> T time(StorageOperation operation, Call<T> call) {
        long began = System.nanoTime();
        try {
            return call.run();
        } finally {
            of(operation).add(System.nanoTime() - began);
        }
    }

    /** The same of a call that answers nothing. */
    void run(StorageOperation operation, Runnable call) {
        long began = System.nanoTime();
        try {
            call.run();
        } finally {
            of(operation).add(System.nanoTime() - began);
        }
    }

    Timings of(StorageOperation operation) {
        return Objects.requireNonNull(timings.get(operation));
    }
}
