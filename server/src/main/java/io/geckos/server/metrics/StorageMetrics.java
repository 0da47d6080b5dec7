package io.geckos.server.metrics;

import io.geckos.domain.engine.LatencyHistogram;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** How long each operation of a storage takes. */
public final class StorageMetrics {
    private final Map<StorageOperation, LatencyHistogram> timings = new EnumMap<>(StorageOperation.class);

    public StorageMetrics() {
        for (StorageOperation operation : StorageOperation.values()) {
            timings.put(
                    operation,
                    new LatencyHistogram(
                            "operation", "How long the storage took, waiting for the client's bytes included"));
        }
    }

    /** Makes the call, and counts it even if it fails. */
    <T> T time(StorageOperation operation, Supplier<T> call) {
        try (var _ = of(operation).begin()) {
            return call.get();
        }
    }

    /** The same of a call that answers nothing. */
    void run(StorageOperation operation, Runnable call) {
        try (var _ = of(operation).begin()) {
            call.run();
        }
    }

    LatencyHistogram of(StorageOperation operation) {
        return Objects.requireNonNull(timings.get(operation));
    }
}
