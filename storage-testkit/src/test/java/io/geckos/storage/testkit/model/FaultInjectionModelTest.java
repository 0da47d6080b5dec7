package io.geckos.storage.testkit.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException.NoSuchObject;
import io.geckos.domain.error.StorageException.OutOfSpace;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectStore;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.contract.StorageContract;
import io.geckos.storage.testkit.memory.MemoryStorage;
import io.geckos.storage.testkit.model.sequential.RandomOperations;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A model that finds nothing proves nothing: these storages lose or do what they must not, and it says so briefly. */
class FaultInjectionModelTest {
    private static final int SEEDS = 50;

    /** What a plan of more than fifty steps is made at most; racers are not repeated exactly, so not always the least. */
    private static final int SHORT = 10;

    @Test
    void aStorageThatKeepsEverythingIsExplained() {
        FaultInjectionModel model = new FaultInjectionModel(() -> disk(new MemoryStorage(), _ -> {}));
        LongStream.range(0, SEEDS).forEach(seed -> assertEquals(Optional.empty(), model.failure(seed)));
    }

    @Test
    void aWriteThatACrashLosesIsFound() {
        String failure = found(() -> disk(
                new MemoryStorage(),
                storage -> RandomOperations.RELATED.forEach(key -> {
                    try {
                        storage.objects().retag(StorageContract.id(key), Version.LATEST, Map.of());
                    } catch (NoSuchObject _) {
                        // It has nothing to lose.
                    }
                })));
        assertTrue(steps(failure) <= SHORT, failure);
    }

    @Test
    void aRefusedWriteThatIsDoneNonethelessIsFound() {
        String failure = found(() -> {
            Storage real = new MemoryStorage();
            return disk(new BrokenStorage(real, refusing(real.objects())), _ -> {});
        });
        assertTrue(steps(failure) <= SHORT, failure);
    }

    /** Stores what is put and says that it does not fit. */
    private static ObjectStore refusing(ObjectStore real) {
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (_, called, arguments) -> {
                    try {
                        Object answer = called.invoke(real, arguments);
                        if (called.getName().equals("put") && arguments[3].equals(WriteCondition.ALWAYS)) {
                            throw new OutOfSpace("as the test wants it");
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    private static String found(Supplier<FaultInjectionDisk> open) {
        FaultInjectionModel model = new FaultInjectionModel(open);
        String failure = LongStream.range(0, SEEDS)
                .mapToObj(model::failure)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
        assertTrue(failure.startsWith("seed "), failure);
        return failure;
    }

    private static long steps(String failure) {
        return failure.lines()
                .filter(line -> line.startsWith("  Make[") || line.startsWith("  Fail[") || line.startsWith("  Cut["))
                .count();
    }

    /** A disk that claims to have failed, and does to the storage what {@code crash} does when its power is cut. */
    private static FaultInjectionDisk disk(Storage storage, Consumer<Storage> crash) {
        return new FaultInjectionDisk() {
            @Override
            public Storage storage() {
                return storage;
            }

            @Override
            public int changes() {
                return 0;
            }

            @Override
            public void fail(int after, int way) {
                // What fails here fails without being told to.
            }

            @Override
            public boolean hasFailed() {
                return true;
            }

            @Override
            public void cut(int changes, long seed) {
                crash.accept(storage);
            }

            @Override
            public void close() {
                storage.close();
            }
        };
    }
}
