package io.geckos.storage.testkit.model;

import io.geckos.domain.engine.Storage;
import io.geckos.storage.testkit.contract.StorageContract;
import io.geckos.storage.testkit.data.ConcurrentCalls;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.model.FaultInjectionModel.Step;
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

/**
 * One run of a plan. It keeps the possible states of each key from one loss of power to the next; the time between two is an
 * <em>era</em>.
 */
final class FaultInjectionRun {
    private final FaultInjectionDisk disk;
    private final int clients;

    /**
     * The possible states of each key after the last loss of power. The state of a key that is not in the map is
     * unknown.
     */
    private final Map<String, Set<KeyState>> kept = new HashMap<>();

    FaultInjectionRun(FaultInjectionDisk disk, int clients) {
        this.disk = disk;
        this.clients = clients;
    }

    /** The first era and key whose events are not linearizable, with these events. */
    Optional<String> anomaly(List<List<Step>> eras) {
        TestBucket.create(disk.storage().buckets(), StorageContract.BUCKET);
        List<String> keys = eras.stream()
                .flatMap(List::stream)
                .flatMap(FaultInjectionRun::calls)
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
        readAllKeys(history, keys);
        int before = disk.changes();
        runConcurrently(era, history, keys);
        int changed = disk.changes();
        int cut = changed;
        if (!era.isEmpty() && era.getLast() instanceof Step.Cut(var percent, var seed)) {
            cut = before + (changed - before) * percent / 100;
            disk.cut(cut, seed);
        }
        return check(history, cut);
    }

    private void runConcurrently(List<Step> era, CallHistory<KeyState> history, List<String> keys) {
        Storage storage = disk.storage();
        ConcurrentCalls.of(IntStream.range(0, clients)
                .<Callable<Integer>>mapToObj(number -> () -> {
                    ConcurrentClient client = new ConcurrentClient(storage, history, keys, disk::hasFailed);
                    era.forEach(step -> perform(step, number, client));
                    return number;
                })
                .toList());
    }

    private void perform(Step step, int number, ConcurrentClient client) {
        if (step instanceof Step.Make(var call) && call.racer() == number) {
            client.make(call);
        } else if (step instanceof Step.Fail(var setter, var after, var way) && setter == number) {
            disk.fail(after, way);
        }
    }

    private static Stream<Planned> calls(Step step) {
        return step instanceof Step.Make(var call) ? Stream.of(call) : Stream.empty();
    }

    /** Reads all keys after a start. */
    private void readAllKeys(CallHistory<KeyState> history, List<String> keys) {
        ConcurrentClient client = new ConcurrentClient(disk.storage(), history, keys);
        client.make(new Planned(clients, 0, Kind.LIST, "", ""));
        keys.forEach(key -> client.make(new Planned(clients, 0, Kind.READ, key, "")));
    }

    private Optional<String> check(CallHistory<KeyState> history, int cut) {
        kept.keySet().removeAll(history.keysWithUnknownState());
        for (Map.Entry<String, Set<KeyState>> entry : kept.entrySet()) {
            List<Event<KeyState>> events = history.of(entry.getKey(), cut);
            Set<KeyState> left = CallHistory.possibleStatesAfter(events, entry.getValue());
            if (left.isEmpty()) {
                return Optional.of("held before: " + entry.getValue() + "\n" + CallHistory.print(events));
            }
            entry.setValue(left);
        }
        return Optional.empty();
    }
}
