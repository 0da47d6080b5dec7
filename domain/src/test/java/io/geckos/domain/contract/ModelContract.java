package io.geckos.domain.contract;

import static org.junit.jupiter.api.Assertions.fail;

import io.geckos.domain.From;
import io.geckos.domain.ListEntry;
import io.geckos.domain.ListQuery;
import io.geckos.domain.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Any sequence of calls is answered as {@link MemoryStorage} answers it. A sequence that is not is made as short as
 * possible and printed with its seed; see {@link ModelSettings} for how to run more of them, or that one again.
 */
public abstract class ModelContract {
    private static final int LENGTH = 60;

    /** Opens an empty storage. */
    protected abstract Storage open();

    /** Closes {@code storage} and opens what it has kept; one that keeps nothing is answered as it is. */
    protected Storage reopen(Storage storage) {
        return storage;
    }

    @Test
    void anySequenceIsAnsweredAsTheReferenceAnswersIt() {
        ModelSettings.ofSystemProperties().seeds(LENGTH).forEach(this::check);
    }

    private void check(long seed) {
        List<Operation> sequence;
        try (Storage storage = open()) {
            sequence = new RandomOperations(new Random(seed), storage.capabilities()).sequence(LENGTH);
        }
        Optional<String> difference = difference(sequence);
        if (difference.isPresent()) {
            List<Operation> shortest =
                    Shrinker.shrink(sequence, shorter -> difference(shorter).isPresent());
            StringBuilder why = new StringBuilder("seed " + seed + ":");
            shortest.forEach(operation -> why.append("\n  ").append(operation));
            fail(why.append('\n')
                    .append(difference(shortest).orElse("which differs only sometimes"))
                    .toString());
        }
    }

    /** What the storage first answers otherwise than the reference does, if anything. */
    private Optional<String> difference(List<Operation> sequence) {
        try (World reference = new World(new MemoryStorage(), UnaryOperator.identity());
                World tested = new World(open(), this::reopen)) {
            for (Operation operation : sequence) {
                Optional<String> difference = difference(operation, reference, tested);
                if (difference.isPresent()) {
                    return difference;
                }
            }
            return audit().stream()
                    .flatMap(operation -> difference(operation, reference, tested).stream())
                    .findFirst();
        }
    }

    private static Optional<String> difference(Operation operation, World reference, World tested) {
        Object expected = reference.run(operation);
        Object answered = tested.run(operation);
        return expected.equals(answered)
                ? Optional.empty()
                : Optional.of(operation + "\n    expected: " + expected + "\n    answered: " + answered);
    }

    /** Operations that look at everything there is. */
    private static List<Operation> audit() {
        List<Operation> audit = new ArrayList<>();
        ListQuery all = new ListQuery("", Optional.empty(), From.START, 1000);
        audit.add(new Operation("reopen", world -> {
            world.reopen();
            return "done";
        }));
        audit.add(new Operation("all buckets", world -> world.buckets().list(all)));
        audit.add(new Operation(
                "all objects",
                world -> world.buckets().list(all).items().stream()
                        .flatMap(bucket -> world.objects().list(bucket.name(), all).items().stream())
                        .map(entry -> ObjectOperations.read(
                                world, ((ListEntry.Found) entry).info().id()))
                        .toList()));
        audit.add(new Operation(
                "all uploads",
                world -> world.buckets().list(all).items().stream()
                        .map(bucket -> UploadOperations.allOf(world, bucket.name()))
                        .toList()));
        return audit;
    }
}
