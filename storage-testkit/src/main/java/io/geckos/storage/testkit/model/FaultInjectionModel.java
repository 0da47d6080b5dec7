package io.geckos.storage.testkit.model;

import io.geckos.domain.error.StorageCapability;
import io.geckos.domain.error.StorageException;
import io.geckos.storage.testkit.model.concurrent.ConcurrentClient.Kind;
import io.geckos.storage.testkit.model.concurrent.ConcurrentClient.Planned;
import io.geckos.storage.testkit.model.sequential.RandomOperations;
import io.geckos.storage.testkit.model.sequential.SequentialModel;
import io.geckos.storage.testkit.model.sequential.Shrinker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Lets several clients make random calls at the same time, while operations of the disk fail and its power is lost.
 * Checks for each key that calls with success have had their effect, that calls with an error have had none, and that
 * calls with an unknown outcome have had all of it or none.
 *
 * @param open opens a storage on an empty disk
 */
public record FaultInjectionModel(Supplier<FaultInjectionDisk> open) {
    /** The number of calls in a plan. */
    static final int LENGTH = 48;

    /** The number of losses of power in a plan. */
    static final int ERAS = 4;

    private static final int RACERS = 4;
    private static final int KEYS = 3;
    private static final int WAYS = 1_000;

    /** About the number of disk operations during one call, including those of other calls at the same time. */
    private static final int OPERATIONS = 100;

    /** The number of runs that a plan which failed once, or a part of it, gets to fail again. */
    private static final int RERUNS = 10;

    /** One step of a plan. The steps up to a loss of power are an era. */
    sealed interface Step {
        /** A call of one client, after its earlier calls. */
        record Make(Planned call) implements Step {}

        /** Makes an operation of the disk fail, so many operations after the earlier calls of this client. */
        record Fail(int racer, int after, int way) implements Step {}

        /** Cuts the power after so many percent of the era's changes. */
        record Cut(int percent, long seed) implements Step {}
    }

    /** Runs the plan of {@code seed}. If it fails, answers the shortest part that also fails, with its history. */
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
        try (FaultInjectionDisk disk = open.get()) {
            return new FaultInjectionRun(disk, RACERS).anomaly(eras(plan));
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
        try (FaultInjectionDisk disk = open.get()) {
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
