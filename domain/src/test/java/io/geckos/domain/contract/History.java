package io.geckos.domain.contract;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What calls did that overlapped, and whether it can be explained. A history is linearizable if for each key the calls
 * can be put in an order in which each takes effect at one instant between its beginning and its end.
 *
 * @see <a href="https://doi.org/10.1145/78969.78972">Herlihy and Wing, Linearizability</a>
 */
final class History {
    private final AtomicLong clock = new AtomicLong();
    private final Queue<Event> events = new ConcurrentLinkedQueue<>();

    /** What one call did to one key, between two ticks of the history's clock. */
    record Event(String key, String call, long began, long ended, Effect effect) {
        @Override
        public String toString() {
            return "%4d to %4d: %s %s".formatted(began, ended, call, effect.answer());
        }
    }

    /** Makes a call, which answers what it did to each key. */
    void record(String call, Supplier<Map<String, Effect>> made) {
        long began = clock.incrementAndGet();
        Map<String, Effect> effects = made.get();
        long ended = clock.incrementAndGet();
        effects.forEach((key, effect) -> events.add(new Event(key, call, began, ended, effect)));
    }

    /** The first key whose events cannot be explained, with those events; none if all can. */
    Optional<String> anomaly() {
        return events.stream()
                .map(Event::key)
                .distinct()
                .sorted()
                .map(this::of)
                .filter(ofKey -> !isLinearizable(ofKey))
                .map(History::print)
                .findFirst();
    }

    private List<Event> of(String key) {
        return events.stream()
                .filter(event -> event.key().equals(key))
                .sorted(Comparator.comparingLong(Event::began))
                .toList();
    }

    private static String print(List<Event> ofKey) {
        StringBuilder text =
                new StringBuilder("key " + Model.printable(ofKey.getFirst().key()) + ":");
        ofKey.forEach(event -> text.append("\n  ").append(Model.printable(event)));
        return text.toString();
    }

    /** Tells whether the events of one key, which held nothing before, can be explained. */
    static boolean isLinearizable(List<Event> ofKey) {
        return search(ofKey, new BitSet(), State.ABSENT, new HashSet<>());
    }

    private record Visited(BitSet done, State state) {}

    /** Tries as the next every event that began before any other still to come had ended. */
    private static boolean search(List<Event> ofKey, BitSet done, State state, Set<Visited> visited) {
        if (done.cardinality() == ofKey.size()) {
            return true;
        }
        if (!visited.add(new Visited((BitSet) done.clone(), state))) {
            return false;
        }
        long firstEnd = Long.MAX_VALUE;
        for (int i = done.nextClearBit(0); i < ofKey.size(); i = done.nextClearBit(i + 1)) {
            firstEnd = Math.min(firstEnd, ofKey.get(i).ended());
        }
        for (int i = done.nextClearBit(0); i < ofKey.size(); i = done.nextClearBit(i + 1)) {
            Event event = ofKey.get(i);
            Optional<State> after = event.began() < firstEnd ? event.effect().on(state) : Optional.empty();
            if (after.isPresent()) {
                done.set(i);
                if (search(ofKey, done, after.get(), visited)) {
                    return true;
                }
                done.clear(i);
            }
        }
        return false;
    }
}
