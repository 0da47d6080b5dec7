package io.geckos.storage.testkit.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.memory.MemoryStorage;
import io.geckos.storage.testkit.model.concurrent.ConcurrentModel;
import io.geckos.storage.testkit.model.sequential.SequentialModel;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A model that finds nothing proves nothing: these storages are wrong, and it says so briefly. */
class SequentialModelTest {
    @Test
    void aStorageThatMixesUpKeysIsFound() {
        assertFound(() -> BrokenStorage.of("put", SequentialModelTest::oneSlash));
    }

    @Test
    void aStorageThatIgnoresConditionsIsFound() {
        assertFound(() -> BrokenStorage.of(
                "put", argument -> argument instanceof WriteCondition ? WriteCondition.ALWAYS : argument));
    }

    @Test
    void aStorageThatListsOneTooManyIsFound() {
        assertFound(() -> BrokenStorage.of(
                "list",
                argument -> argument instanceof ListQuery query
                        ? new ListQuery(query.prefix(), query.delimiter(), query.from(), query.limit() + 1)
                        : argument));
    }

    @Test
    void aStorageThatForgetsIsFound() {
        assertFound(MemoryStorage::new, _ -> new MemoryStorage());
    }

    @Test
    void racersThatAreNotExcludedAreFound() {
        ConcurrentModel model = new ConcurrentModel(() -> BrokenStorage.of(
                "put", argument -> argument instanceof WriteCondition ? WriteCondition.ALWAYS : argument));
        String failure = LongStream.range(0, 20)
                .mapToObj(model::failure)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
        assertTrue(failure.lines().filter(line -> line.startsWith("  Planned")).count() <= 3, failure);
    }

    private static Object oneSlash(Object argument) {
        return argument instanceof ObjectId id
                ? ObjectId.of(id.bucket().value(), id.key().value().replace("//", "/"))
                : argument;
    }

    private static void assertFound(Supplier<Storage> broken) {
        assertFound(broken, UnaryOperator.identity());
    }

    private static void assertFound(Supplier<Storage> broken, UnaryOperator<Storage> reopen) {
        SequentialModel model = new SequentialModel(broken, reopen);
        String failure = LongStream.range(0, 20)
                .mapToObj(model::failure)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
        assertTrue(failure.startsWith("seed "), failure);
        long operations = failure.lines()
                .filter(line -> line.startsWith("  ") && !line.startsWith("    "))
                .count();
        assertTrue(operations <= 6, failure);
        assertEquals(
                1,
                failure.lines()
                        .filter(line -> line.startsWith("    expected: "))
                        .count(),
                failure);
    }
}
