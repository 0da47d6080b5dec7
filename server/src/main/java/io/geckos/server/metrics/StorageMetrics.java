package io.geckos.server.metrics;

import io.geckos.domain.engine.LatencyHistogram;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Measures the duration of each operation of a storage. */
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

    /** Makes and times a call. A call that fails is counted too. */
    <T> T time(StorageOperation operation, Supplier<T> call) {
        try (var _ = of(operation).begin()) {
            return call.get();
        }
    }

    /** Makes and times a call without a result. */
    void run(StorageOperation operation, Runnable call) {
        try (var _ = of(operation).begin()) {
            call.run();
        }
    }

    LatencyHistogram of(StorageOperation operation) {
        return Objects.requireNonNull(timings.get(operation));
    }
}
