package io.geckos.storage.testkit.model.concurrent;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageCapability;
import io.geckos.storage.testkit.contract.StorageContract;
import io.geckos.storage.testkit.data.ConcurrentCalls;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.model.concurrent.ConcurrentClient.Kind;
import io.geckos.storage.testkit.model.concurrent.ConcurrentClient.Planned;
import io.geckos.storage.testkit.model.sequential.RandomOperations;
import io.geckos.storage.testkit.model.sequential.SequentialModel;
import io.geckos.storage.testkit.model.sequential.Shrinker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Lets several clients make random calls at the same time, and finds histories that are not linearizable.
 *
 * @param open opens an empty storage
 * @param kinds the calls that are made
 * @param faulty whether the storage may fail: then a call without an answer may happen or not, also later
 */
public record ConcurrentModel(Supplier<Storage> open, Set<Kind> kinds, BooleanSupplier faulty) {
    /** The number of calls in a plan. */
    public static final int LENGTH = 48;

    private static final int RACERS = 4;
    private static final int KEYS = 3;

    /** The number of runs that a plan which failed once, or a part of it, gets to fail again. */
    private static final int RERUNS = 20;

    /** Makes all calls of a storage that does not fail. */
    public ConcurrentModel(Supplier<Storage> open) {
        this(open, EnumSet.allOf(Kind.class), () -> false);
    }

    /** Runs the plan of {@code seed} once. If it fails, answers the history of a key that is not linearizable. */
    public Optional<String> anomaly(long seed) {
        return anomaly(plan(new Random(seed))).map(anomaly -> "seed " + seed + ":\n" + anomaly);
    }

    /** Runs the plan of {@code seed}. If it fails, answers the shortest part that also fails, with its history. */
    public Optional<String> failure(long seed) {
        List<Planned> plan = plan(new Random(seed));
        Optional<String> anomaly = anomaly(plan);
        if (anomaly.isEmpty()) {
            return anomaly;
        }
        List<Planned> shortest =
                Shrinker.shrink(plan, shorter -> anomalyOfRuns(shorter).isPresent());
        StringBuilder failure = new StringBuilder("seed " + seed + ":");
        shortest.forEach(call -> failure.append("\n  ").append(SequentialModel.printable(call)));
        return Optional.of(failure.append("\n")
                .append(anomalyOfRuns(shortest).or(() -> anomaly).get())
                .toString());
    }

    private Optional<String> anomalyOfRuns(List<Planned> plan) {
        return IntStream.range(0, RERUNS)
                .mapToObj(_ -> anomaly(plan))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> anomaly(List<Planned> plan) {
        CallHistory<KeyState> history = CallHistory.ofLateEffects();
        try {
            run(plan, history);
        } catch (AssertionError torn) {
            return Optional.of(torn.getMessage() + ": " + torn.getCause());
        }
        return history.anomaly(KeyState.ABSENT);
    }

    private void run(List<Planned> plan, CallHistory<KeyState> history) {
        List<String> keys = plan.stream().map(Planned::key).distinct().toList();
        try (Storage storage = open.get()) {
            TestBucket.create(storage.buckets(), StorageContract.BUCKET);
            ConcurrentCalls.of(IntStream.range(0, RACERS)
                    .<Callable<Integer>>mapToObj(racer -> () -> {
                        ConcurrentClient client = new ConcurrentClient(storage, history, keys, faulty);
                        plan.stream().filter(call -> call.racer() == racer).forEach(client::make);
                        return racer;
                    })
                    .toList());
            ConcurrentClient last = new ConcurrentClient(storage, history, keys, faulty);
            last.make(new Planned(RACERS, plan.size(), Kind.LIST, "", ""));
            keys.forEach(key -> last.make(new Planned(RACERS, plan.size(), Kind.READ, key, "")));
        }
    }

    private List<Planned> plan(Random random) {
        List<String> keys = new ArrayList<>(RandomOperations.RELATED);
        Collections.shuffle(keys, random);
        List<Kind> made = new ArrayList<>(EnumSet.copyOf(kinds));
        try (Storage storage = open.get()) {
            made.removeIf(kind -> kind == Kind.RENAME && !storage.capabilities().contains(StorageCapability.RENAME));
        }
        List<Planned> plan = new ArrayList<>();
        for (int number = 0; number < LENGTH; number++) {
            int key = random.nextInt(KEYS);
            int other = (key + 1 + random.nextInt(KEYS - 1)) % KEYS;
            Kind kind = made.get(random.nextInt(made.size()));
            plan.add(new Planned(random.nextInt(RACERS), number, kind, keys.get(key), keys.get(other)));
        }
        return plan;
    }
}
