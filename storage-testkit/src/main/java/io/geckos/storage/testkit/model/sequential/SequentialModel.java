package io.geckos.storage.testkit.model.sequential;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ListEntry;
import io.geckos.domain.object.VersionEntry;
import io.geckos.storage.testkit.memory.MemoryStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Compares a storage with the reference engine by random sequences of calls, one call after another.
 *
 * @param open opens an empty storage
 * @param reopen closes a storage and opens it again with its data
 */
public record SequentialModel(Supplier<Storage> open, UnaryOperator<Storage> reopen) {
    /** The number of calls in a sequence. */
    public static final int LENGTH = 100;

    /**
     * Runs the sequence of {@code seed}. If it fails, answers the shortest part that also fails, and the difference.
     */
    public Optional<String> failure(long seed) {
        List<ModelCall> sequence;
        try (Storage storage = open.get()) {
            sequence = new RandomOperations(new Random(seed), storage.capabilities()).sequence(LENGTH);
        }
        if (difference(sequence).isEmpty()) {
            return Optional.empty();
        }
        List<ModelCall> shortest =
                Shrinker.shrink(sequence, shorter -> difference(shorter).isPresent());
        StringBuilder failure = new StringBuilder("seed " + seed + ":");
        shortest.forEach(operation -> failure.append("\n  ").append(printable(operation)));
        String difference = difference(shortest).orElse("answered otherwise only sometimes");
        return Optional.of(failure.append("\n").append(difference).toString());
    }

    /** The first answer that differs from that of the reference engine, if there is one. */
    private Optional<String> difference(List<ModelCall> sequence) {
        try (ModelSession reference = new ModelSession(new MemoryStorage(), UnaryOperator.identity());
                ModelSession tested = new ModelSession(open.get(), reopen)) {
            List<ModelCall> all = new ArrayList<>(sequence);
            all.addAll(audit());
            return all.stream()
                    .flatMap(operation -> difference(operation, reference, tested).stream())
                    .findFirst();
        }
    }

    private static Optional<String> difference(ModelCall operation, ModelSession reference, ModelSession tested) {
        Object expected = reference.run(operation);
        Object answered = tested.run(operation);
        return expected.equals(answered)
                ? Optional.empty()
                : Optional.of(printable(operation) + "\n    expected: " + printable(expected) + "\n    answered: "
                        + printable(answered));
    }

    /** The text of {@code value} on one line, even if it contains keys with control characters. */
    public static String printable(Object value) {
        StringBuilder text = new StringBuilder();
        value.toString()
                .chars()
                .forEach(c -> text.append(Character.isISOControl(c) ? "\\u%04x".formatted(c) : (char) c));
        return text.toString();
    }

    private static Object version(ModelSession world, VersionEntry entry) {
        return entry instanceof VersionEntry.Stored stored
                ? List.of(stored, ObjectOperations.read(world, stored.summary().id(), stored.version()))
                : entry;
    }

    /** The calls that read all data, at the end of a sequence. */
    private static List<ModelCall> audit() {
        ListQuery all = new ListQuery("", Optional.empty(), ListStart.START, 1000);
        return List.of(
                BucketOperations.reopen(),
                new ModelCall("all buckets", world -> world.buckets().list(all)),
                new ModelCall(
                        "all objects",
                        world -> world.buckets().list(all).items().stream()
                                .flatMap(bucket -> world.objects().list(bucket.name(), all).items().stream())
                                .map(ListEntry.Found.class::cast)
                                .map(found -> ObjectOperations.read(
                                        world, found.summary().id(), Version.LATEST))
                                .toList()),
                new ModelCall(
                        "all versions",
                        world -> world.buckets().list(all).items().stream()
                                .flatMap(bucket -> world.objects().listVersions(bucket.name(), all).items().stream())
                                .map(entry -> version(world, entry))
                                .toList()),
                new ModelCall(
                        "all uploads",
                        world -> world.buckets().list(all).items().stream()
                                .map(bucket -> UploadOperations.allOf(world, bucket.name()))
                                .toList()));
    }
}
