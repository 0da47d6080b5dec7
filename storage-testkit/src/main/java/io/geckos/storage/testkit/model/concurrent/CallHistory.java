package io.geckos.storage.testkit.model.concurrent;

import io.geckos.storage.testkit.model.sequential.SequentialModel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * The history of calls that overlapped, with a check whether it is linearizable. It is if, for each key, the calls can
 * be put in an order in which each takes effect at one instant between its beginning and its end.
 *
 * @see <a href="https://doi.org/10.1145/78969.78972">Herlihy and Wing, Linearizability</a>
 */
public final class CallHistory<S> {
    private final IntSupplier changes;

    /** The number of changes of the disk at each tick. */
    private final List<Integer> marks = new ArrayList<>();

    private final Queue<Event<S>> events = new ConcurrentLinkedQueue<>();
    private final Set<String> doubted = ConcurrentHashMap.newKeySet();
    private final boolean late;

    public CallHistory() {
        this(() -> 0, false);
    }

    /** A history that a crash can cut off. {@code changes} supplies the number of changes of the disk. */
    public CallHistory(IntSupplier changes) {
        this(changes, false);
    }

    private CallHistory(IntSupplier changes, boolean late) {
        this.changes = changes;
        this.late = late;
    }

    /** A history in which a call whose outcome is unknown may take effect at any time after it began. */
    public static <S> CallHistory<S> ofLateEffects() {
        return new CallHistory<>(() -> 0, true);
    }

    /** The effect of one call on one key, between two ticks of the history's clock. */
    public record Event<S>(String key, String call, long began, long ended, CallEffect<S> effect) {
        private Event<S> cutOff() {
            return new Event<>(key, call, began, Long.MAX_VALUE, effect.unsure());
        }

        @Override
        public String toString() {
            String end = ended == Long.MAX_VALUE ? "cut " : "%4d".formatted(ended);
            return "%4d to %s: %s %s".formatted(began, end, call, effect.answer());
        }
    }

    /** Makes a call and records its effects, which it returns by key. */
    public void record(String call, Supplier<Map<String, CallEffect<S>>> made) {
        long began = tick();
        Map<String, CallEffect<S>> effects = made.get();
        long ended = tick();
        effects.forEach((key, effect) -> {
            boolean open = late && !effect.certain();
            events.add(new Event<>(key, call, began, open ? Long.MAX_VALUE : ended, effect));
        });
    }

    /** The first key whose events are not linearizable from a first state, with these events; empty if there is none. */
    public Optional<String> anomaly(S first) {
        return keys().stream()
                .filter(key -> possibleStatesAfter(of(key), Set.of(first)).isEmpty())
                .map(key -> print(of(key)))
                .findFirst();
    }

    /** Marks a key as unknown from now on, because a call may have changed it in an unknown way. */
    public void doubt(String key) {
        doubted.add(key);
    }

    /** The keys whose state is unknown. */
    public Set<String> keysWithUnknownState() {
        return doubted;
    }

    /** All keys with events. */
    public List<String> keys() {
        return events.stream().map(Event::key).distinct().sorted().toList();
    }

    /** The events of a key up to that number of changes of the disk. Calls without an answer by then are unsure. */
    public List<Event<S>> of(String key, int changed) {
        long cut = marks.stream().takeWhile(mark -> mark <= changed).count();
        return of(key).stream()
                .filter(event -> event.began() <= cut)
                .map(event -> event.ended() <= cut ? event : event.cutOff())
                .toList();
    }

    private synchronized long tick() {
        marks.add(changes.getAsInt());
        return marks.size();
    }

    private List<Event<S>> of(String key) {
        return events.stream()
                .filter(event -> event.key().equals(key))
                .sorted(Comparator.comparingLong(Event::began))
                .toList();
    }

    /** Prints the events of one key. There must be at least one. */
    public static <S> String print(List<Event<S>> ofKey) {
        StringBuilder text = new StringBuilder(
                "key " + SequentialModel.printable(ofKey.getFirst().key()) + ":");
        ofKey.forEach(event -> text.append("\n  ").append(SequentialModel.printable(event)));
        return text.toString();
    }

    /**
     * The states that one key may have after its events and a crash, if it had one of {@code before} at first. Empty if
     * the events are not linearizable.
     */
    public static <S> Set<S> possibleStatesAfter(List<Event<S>> ofKey, Set<S> before) {
        Search<S> search = new Search<>(ofKey, new HashSet<>(), new HashSet<>());
        before.forEach(state -> search.from(new BitSet(), new Reached<>(state, state)));
        return search.left();
    }

    /**
     * The states after a partial order of events.
     *
     * @param seen the state that a reader sees
     * @param kept the state that a crash leaves
     */
    private record Reached<S>(S seen, S kept) {}

    private record Visited<S>(BitSet done, Reached<S> reached) {}

    private record Search<S>(List<Event<S>> events, Set<Visited<S>> visited, Set<S> left) {
        /** Tries each event that can be the next one: it began before any remaining event had ended. */
        void from(BitSet done, Reached<S> reached) {
            if (!visited.add(new Visited<>((BitSet) done.clone(), reached))) {
                return;
            }
            if (done.cardinality() == events.size()) {
                left.add(reached.kept());
                return;
            }
            long firstEnd = Long.MAX_VALUE;
            for (int i = done.nextClearBit(0); i < events.size(); i = done.nextClearBit(i + 1)) {
                firstEnd = Math.min(firstEnd, events.get(i).ended());
            }
            for (int i = done.nextClearBit(0); i < events.size(); i = done.nextClearBit(i + 1)) {
                if (events.get(i).began() < firstEnd) {
                    done.set(i);
                    after(events.get(i).effect(), reached).forEach(next -> from(done, next));
                    done.clear(i);
                }
            }
        }

        private static <S> List<Reached<S>> after(CallEffect<S> effect, Reached<S> before) {
            List<Reached<S>> after = new ArrayList<>();
            effect.on(before.seen()).ifPresent(seen -> {
                after.add(new Reached<>(seen, effect.change().apply(before.kept())));
                if (!effect.certain()) {
                    after.add(new Reached<>(seen, before.kept()));
                }
            });
            if (!effect.certain()) {
                after.add(before);
            }
            return after;
        }
    }
}
