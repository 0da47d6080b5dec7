package io.geckos.storage.fs.crash;

import io.geckos.storage.fs.testkit.call.StorageCall;
import io.geckos.storage.fs.testkit.call.StorageClient;
import io.geckos.storage.testkit.memory.MemoryStorage;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What may be seen after a crash: what the reference shows when the calls that were answered were made in an order they
 * may have had, and of those that were not answered any, or none.
 */
final class AllowedOutcomes {
    private final CrashScenario scenario;
    private final Map<Question, Set<StorageSnapshot>> known = new HashMap<>();

    AllowedOutcomes(CrashScenario scenario) {
        this.scenario = scenario;
    }

    /**
     * What is known of the calls when a crash falls.
     *
     * @param begun those that had been made, but for those that were refused: a refusal tells of what the caller met,
     *     which need not be on the disk yet, and changes nothing
     * @param answered those that had been answered
     * @param former for each call, those that had been answered before it was made
     */
    private record Question(BitSet begun, BitSet answered, List<BitSet> former, boolean journaled) {
        static Question of(RecordedRun run, int instant, boolean journaled) {
            Question question = new Question(new BitSet(), new BitSet(), new ArrayList<>(), journaled);
            int calls = run.scenario().all().size();
            for (int call = 0; call < calls; call++) {
                question.begun.set(call, run.began(call) < instant && !run.isRefused(call));
            }
            for (int call = 0; call < calls; call++) {
                BitSet before = new BitSet();
                for (int other = 0; other < calls; other++) {
                    before.set(other, question.begun.get(other) && run.ended(other) < run.began(call));
                }
                question.former.add(before);
                question.answered.set(call, question.begun.get(call) && run.ended(call) < instant);
            }
            return question;
        }
    }

    /** What may be seen if the crash falls before the change of number {@code instant}. */
    Set<StorageSnapshot> before(RecordedRun run, int instant, boolean journaled) {
        return known.computeIfAbsent(Question.of(run, instant, journaled), question -> {
            Set<StorageSnapshot> views = new HashSet<>();
            order(question, List.of(), views);
            return views;
        });
    }

    private void order(Question question, List<Integer> made, Set<StorageSnapshot> views) {
        BitSet done = new BitSet();
        made.forEach(done::set);
        if (includes(done, question.answered())) {
            show(question, made, views);
        }
        for (int next = question.begun().nextSetBit(0);
                next >= 0;
                next = question.begun().nextSetBit(next + 1)) {
            if (!done.get(next) && includes(done, question.former().get(next))) {
                List<Integer> longer = new ArrayList<>(made);
                longer.add(next);
                order(question, longer, views);
            }
        }
    }

    private static boolean includes(BitSet all, BitSet some) {
        BitSet rest = (BitSet) some.clone();
        rest.andNot(all);
        return rest.isEmpty();
    }

    private void show(Question question, List<Integer> order, Set<StorageSnapshot> views) {
        try (MemoryStorage storage = new MemoryStorage()) {
            StorageClient client = new StorageClient(storage);
            List<Step> remaining = new ArrayList<>();
            for (StorageCall call : scenario.before()) {
                StorageSnapshot before = StorageSnapshot.of(storage, CrashScenario.KEYS);
                call.run(client);
                if (call.isCutOff()) {
                    remaining.add(new Step(call, before, StorageSnapshot.of(storage, CrashScenario.KEYS)));
                }
            }
            boolean found = false;
            for (int number : order) {
                StorageSnapshot before = StorageSnapshot.of(storage, CrashScenario.KEYS);
                StorageCall call = scenario.all().get(number);
                String outcome = call.run(client);
                if (question.answered().get(number) && !outcome.equals(StorageCall.DONE)) {
                    return;
                }
                found |= call.byHand() && outcome.equals(StorageCall.DONE);
                if (!question.answered().get(number) && mayRemain(call, question)) {
                    remaining.add(new Step(call, before, StorageSnapshot.of(storage, CrashScenario.KEYS)));
                } else {
                    remaining.removeIf(step -> step.call().isEndedBy(call));
                }
            }
            Set<StorageSnapshot> shown = new HashSet<>(Set.of(StorageSnapshot.of(storage, CrashScenario.KEYS)));
            for (Step step : remaining.reversed()) {
                shown.addAll(shown.stream()
                        .flatMap(view -> step.remains(view).stream())
                        .toList());
            }
            for (StorageSnapshot view : shown) {
                views.add(found ? view.withManualBucket(StorageCall.BUCKET) : view);
            }
        }
    }

    /** What a call changed. */
    record Step(StorageCall call, StorageSnapshot before, StorageSnapshot after) {
        /** What may be seen instead of {@code view} if the step was cut off. */
        Set<StorageSnapshot> remains(StorageSnapshot view) {
            if (call.remains() == StorageCall.Remains.EACH) {
                return view.withAnySubsetOf(before.without(after));
            }
            return view.shows(this) ? Set.of(view.mergedWith(before)) : Set.of();
        }
    }

    private static boolean mayRemain(StorageCall call, Question question) {
        return switch (call.remains()) {
            case NEVER -> false;
            case WITHOUT_JOURNAL -> !question.journaled();
            case EACH, ALWAYS -> true;
        };
    }
}
