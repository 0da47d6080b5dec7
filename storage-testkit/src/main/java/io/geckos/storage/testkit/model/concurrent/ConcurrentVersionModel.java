package io.geckos.storage.testkit.model.concurrent;

import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.engine.Storage;
import io.geckos.storage.testkit.contract.StorageContract;
import io.geckos.storage.testkit.data.ConcurrentCalls;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.model.concurrent.VersionClient.Kind;
import io.geckos.storage.testkit.model.concurrent.VersionClient.Planned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Lets several clients make random calls of a bucket with versions at the same time, and finds keys whose calls are not
 * linearizable: whatever a call answers must fit all that is kept of its key at one instant.
 *
 * @param open opens an empty storage
 */
public record ConcurrentVersionModel(Supplier<Storage> open) {
    /** The number of calls in a plan. */
    public static final int LENGTH = 36;

    private static final int RACERS = 4;
    private static final List<String> KEYS = List.of("a", "a/b");

    /** Half of all calls add something, so that there is something to remove. */
    private static final List<Kind> KINDS = List.of(
            Kind.PUT,
            Kind.PUT,
            Kind.PUT_IF_ABSENT,
            Kind.HIDE,
            Kind.RESTORE,
            Kind.REMOVE,
            Kind.REMOVE,
            Kind.READ,
            Kind.READ_VERSION,
            Kind.LIST);

    /** Runs the plan of {@code seed}. If it fails, answers the plan with its history. */
    public Optional<String> failure(long seed) {
        List<Planned> plan = plan(new Random(seed));
        CallHistory<VersionHistory> history = new CallHistory<>();
        run(plan, history);
        return history.anomaly(VersionHistory.EMPTY).map(anomaly -> "seed " + seed + ":\n" + anomaly);
    }

    private void run(List<Planned> plan, CallHistory<VersionHistory> history) {
        try (Storage storage = open.get()) {
            TestBucket.create(storage.buckets(), StorageContract.BUCKET);
            storage.buckets().setVersioning(StorageContract.BUCKET, VersioningStatus.ENABLED);
            ConcurrentCalls.of(IntStream.range(0, RACERS)
                    .<Callable<Integer>>mapToObj(racer -> () -> {
                        VersionClient client = new VersionClient(storage, history, KEYS);
                        plan.stream().filter(call -> call.racer() == racer).forEach(client::make);
                        return racer;
                    })
                    .toList());
            VersionClient last = new VersionClient(storage, history, KEYS);
            last.make(new Planned(RACERS, plan.size(), Kind.LIST, "", 0));
            KEYS.forEach(key -> last.make(new Planned(RACERS, plan.size(), Kind.READ, key, 0)));
        }
    }

    /** In half of the plans the bucket is also suspended now and then. */
    private static List<Planned> plan(Random random) {
        List<Kind> kinds = new ArrayList<>(KINDS);
        if (random.nextBoolean()) {
            kinds.addAll(List.of(Kind.SUSPEND, Kind.ENABLE));
        }
        List<Planned> plan = new ArrayList<>();
        for (int number = 0; number < LENGTH; number++) {
            Kind kind = kinds.get(random.nextInt(kinds.size()));
            String key = KEYS.get(random.nextInt(KEYS.size()));
            plan.add(new Planned(random.nextInt(RACERS), number, kind, key, random.nextInt()));
        }
        return plan;
    }
}
