package io.geckos.storage.testkit.model;

import io.geckos.domain.engine.Storage;
import io.geckos.storage.testkit.contract.StorageContract;
import io.geckos.storage.testkit.data.ConcurrentCalls;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.model.DisturbedModel.Step;
import io.geckos.storage.testkit.model.concurrent.CallHistory;
import io.geckos.storage.testkit.model.concurrent.CallHistory.Event;
import io.geckos.storage.testkit.model.concurrent.ConcurrentClient;
import io.geckos.storage.testkit.model.concurrent.ConcurrentClient.Kind;
import io.geckos.storage.testkit.model.concurrent.ConcurrentClient.Planned;
import io.geckos.storage.testkit.model.concurrent.KeyState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One run of a plan. It keeps the possible states of each key from era to era. */
final class DisturbedRun {
    private final DisturbedDisk disk;
    private final int racers;

    /**
     * The possible states of each key after the last loss of power. The state of a key that is not in the map is
     * unknown.
     */
    private final Map<String, Set<KeyState>> kept = new HashMap<>();

    DisturbedRun(DisturbedDisk disk, int racers) {
        this.disk = disk;
        this.racers = racers;
    }

    /** The first era and key whose events are not linearizable, with these events. */
    Optional<String> anomaly(List<List<Step>> eras) {
        TestBucket.create(disk.storage().buckets(), StorageContract.BUCKET);
        List<String> keys = eras.stream()
                .flatMap(List::stream)
                .flatMap(DisturbedRun::calls)
                .flatMap(call -> Stream.of(call.key(), call.other()))
                .distinct()
                .toList();
        keys.forEach(key -> kept.put(key, Set.of(KeyState.ABSENT)));
        for (List<Step> era : eras) {
            Optional<String> anomaly = anomaly(era, keys);
            if (anomaly.isPresent()) {
                return anomaly;
            }
        }
        return Optional.empty();
    }

    private Optional<String> anomaly(List<Step> era, List<String> keys) {
        CallHistory<KeyState> history = new CallHistory<>(disk::changes);
        look(history, keys);
        int before = disk.changes();
        race(era, history, keys);
        int changed = disk.changes();
        int cut = changed;
        if (!era.isEmpty() && era.getLast() instanceof Step.Cut(var percent, var seed)) {
            cut = before + (changed - before) * percent / 100;
            disk.cut(cut, seed);
        }
        return explain(history, cut);
    }

    private void race(List<Step> era, CallHistory<KeyState> history, List<String> keys) {
        Storage storage = disk.storage();
        ConcurrentCalls.of(IntStream.range(0, racers)
                .<Callable<Integer>>mapToObj(racer -> () -> {
                    ConcurrentClient client = new ConcurrentClient(storage, history, keys, disk::hasFailed);
                    era.forEach(step -> take(step, racer, client));
                    return racer;
                })
                .toList());
    }

    private void take(Step step, int racer, ConcurrentClient client) {
        if (step instanceof Step.Make(var call) && call.racer() == racer) {
            client.make(call);
        } else if (step instanceof Step.Fail(var setter, var after, var way) && setter == racer) {
            disk.fail(after, way);
        }
    }

    private static Stream<Planned> calls(Step step) {
        return step instanceof Step.Make(var call) ? Stream.of(call) : Stream.empty();
    }

    /** Reads all keys after a start. */
    private void look(CallHistory<KeyState> history, List<String> keys) {
        ConcurrentClient client = new ConcurrentClient(disk.storage(), history, keys);
        client.make(new Planned(racers, 0, Kind.LIST, "", ""));
        keys.forEach(key -> client.make(new Planned(racers, 0, Kind.READ, key, "")));
    }

    private Optional<String> explain(CallHistory<KeyState> history, int cut) {
        kept.keySet().removeAll(history.doubted());
        for (Map.Entry<String, Set<KeyState>> entry : kept.entrySet()) {
            List<Event<KeyState>> events = history.of(entry.getKey(), cut);
            Set<KeyState> left = CallHistory.left(events, entry.getValue());
            if (left.isEmpty()) {
                return Optional.of("held before: " + entry.getValue() + "\n" + CallHistory.print(events));
            }
            entry.setValue(left);
        }
        return Optional.empty();
    }
}
