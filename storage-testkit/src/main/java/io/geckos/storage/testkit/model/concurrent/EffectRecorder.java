package io.geckos.storage.testkit.model.concurrent;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.error.StorageException.Busy;
import io.geckos.domain.error.StorageException.DamagedObject;
import io.geckos.domain.error.StorageException.OutOfSpace;
import io.geckos.domain.error.StorageException.StorageFailure;
import io.geckos.domain.error.StorageException.Unavailable;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.contract.StorageContract;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.memory.MemoryStorage;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes calls of a storage and records their effects in a {@link CallHistory}. A call that fails because a test has
 * faulty the storage is recorded with the effect that it may have had.
 */
final class EffectRecorder {
    private final Storage storage;
    private final CallHistory<KeyState> history;
    private final BooleanSupplier faulty;

    EffectRecorder(Storage storage, CallHistory<KeyState> history, BooleanSupplier faulty) {
        this.storage = storage;
        this.history = history;
        this.faulty = faulty;
    }

    /** Makes a call that has no effect if its outcome is unknown, such as a read. */
    void record(ConcurrentClient.Planned call, Supplier<Map<String, CallEffect<KeyState>>> made) {
        record(call, made, Map::of);
    }

    /** Makes a call. {@code wanted} is the effect that it may have had if its outcome is unknown. */
    void record(
            ConcurrentClient.Planned call,
            Supplier<Map<String, CallEffect<KeyState>>> made,
            Supplier<Map<String, CallEffect<KeyState>>> wanted) {
        history.record("racer " + call.racer() + " " + call.kind() + " " + call.number(), () -> {
            boolean stopped = isStopped();
            try {
                return made.get();
            } catch (StorageException failure) {
                if (!isExplained(failure)) {
                    throw failure;
                }
                Map<String, CallEffect<KeyState>> effects = new HashMap<>();
                if (failure instanceof Unavailable && !stopped) {
                    wanted.get().forEach((key, effect) -> effects.put(key, effect.unsure()));
                }
                return effects;
            }
        });
    }

    /** Tells whether the storage has stopped writing, so that a refused call certainly had no effect. */
    private boolean isStopped() {
        try {
            storage.check();
            return false;
        } catch (Unavailable _) {
            return true;
        }
    }

    /** Tells whether the disturbance can be the cause of a failure. */
    boolean isExplained(StorageException failure) {
        return switch (failure) {
            case StorageFailure _, DamagedObject _, OutOfSpace _, Busy _, Unavailable _ -> faulty.getAsBoolean();
            default -> false;
        };
    }

    /** The effect that a write has on the reference engine. */
    static Map<String, CallEffect<KeyState>> wanted(
            String key, WriteCondition condition, Function<Storage, ObjectInfo> write) {
        try (Storage reference = new MemoryStorage()) {
            TestBucket.create(reference.buckets(), StorageContract.BUCKET);
            return Map.of(key, CallEffect.wrote(KeyState.of(write.apply(reference)), condition));
        }
    }
}
