package io.geckos.storage.testkit.model;

import io.geckos.domain.error.StorageCapability;
import io.geckos.domain.error.StorageException;
import io.geckos.storage.testkit.model.ConcurrentClient.Kind;
import io.geckos.storage.testkit.model.ConcurrentClient.Planned;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Lets racers call a storage at random at the same time while its disk refuses operations and loses its power, and finds
 * what cannot be explained: what was answered with success is there, what failed has done nothing, and what was cut off
 * or answered that nobody knows has done all or nothing, for each key.
 *
 * @param open a disk that holds nothing
 */
public record DisturbedModel(Supplier<DisturbedDisk> open) {
    /** Of how many calls a plan is. */
    static final int LENGTH = 48;

    /** How often the power is cut in a plan. */
    static final int ERAS = 4;

    private static final int RACERS = 4;
    private static final int KEYS = 3;
    private static final int WAYS = 1_000;

    /** About as many as a call needs of its disk when others call at the same time. */
    private static final int OPERATIONS = 100;

    /** How often a plan that failed once, or part of it, is run to see it fail again. */
    private static final int RERUNS = 10;

    /** Part of a plan. Each era ends with a cut of the power. */
    sealed interface Step {
        /** A call, made by its racer after those before it. */
        record Make(Planned call) implements Step {}

        /** Has the disk refuse an operation, so many after this racer has made its calls before. */
        record Fail(int racer, int after, int way) implements Step {}

        /** Cuts the power when so many hundredths of all changes of the era had been made. */
        record Cut(int percent, long seed) implements Step {}
    }

    /** The shortest plan that the one of {@code seed} could be made and what it led to; none if all can be explained. */
    public Optional<String> failure(long seed) {
        List<Step> plan = plan(new Random(seed));
        Optional<String> anomaly = anomaly(plan);
        if (anomaly.isEmpty()) {
            return anomaly;
        }
        List<Step> shortest =
                Shrinker.shrink(plan, shorter -> anomalyOfRuns(shorter).isPresent());
        StringBuilder failure = new StringBuilder("seed " + seed + ":");
        shortest.forEach(step -> failure.append("\n  ").append(SequentialModel.printable(step)));
        return Optional.of(failure.append("\n")
                .append(anomalyOfRuns(shortest).or(() -> anomaly).get())
                .toString());
    }

    private Optional<String> anomalyOfRuns(List<Step> plan) {
        return IntStream.range(0, RERUNS)
                .mapToObj(_ -> anomaly(plan))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> anomaly(List<Step> plan) {
        try (DisturbedDisk disk = open.get()) {
            return new DisturbedRun(disk, RACERS).anomaly(eras(plan));
        } catch (AssertionError | StorageException broken) {
            return Optional.of(broken + ", caused by " + broken.getCause());
        }
    }

    private static List<List<Step>> eras(List<Step> plan) {
        List<List<Step>> eras = new ArrayList<>(List.of(new ArrayList<>()));
        for (Step step : plan) {
            eras.getLast().add(step);
            if (step instanceof Step.Cut) {
                eras.add(new ArrayList<>());
            }
        }
        return eras;
    }

    private List<Step> plan(Random random) {
        List<String> keys = new ArrayList<>(RandomOperations.RELATED);
        Collections.shuffle(keys, random);
        List<Kind> kinds = new ArrayList<>(List.of(Kind.values()));
        try (DisturbedDisk disk = open.get()) {
            kinds.removeIf(kind ->
                    kind == Kind.RENAME && !disk.storage().capabilities().contains(StorageCapability.RENAME));
        }
        List<Step> plan = new ArrayList<>();
        for (int number = 0; number < LENGTH; number++) {
            int racer = random.nextInt(RACERS);
            if (random.nextInt(LENGTH / ERAS) == 0) {
                plan.add(new Step.Fail(racer, random.nextInt(OPERATIONS), random.nextInt(WAYS)));
            }
            int key = random.nextInt(KEYS);
            int other = (key + 1 + random.nextInt(KEYS - 1)) % KEYS;
            Kind kind = kinds.get(random.nextInt(kinds.size()));
            plan.add(new Step.Make(new Planned(random.nextInt(RACERS), number, kind, keys.get(key), keys.get(other))));
            if (number % (LENGTH / ERAS) == LENGTH / ERAS - 1) {
                plan.add(new Step.Cut(random.nextBoolean() ? 100 : random.nextInt(100), random.nextLong()));
            }
        }
        return plan;
    }
}
