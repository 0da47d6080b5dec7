package io.geckos.storage.fs.crash;

import io.geckos.domain.contract.MemoryStorage;
import io.geckos.storage.fs.testkit.Call;
import io.geckos.storage.fs.testkit.Client;
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
final class Oracle {
    private final Scenario scenario;
    private final Map<Question, Set<View>> known = new HashMap<>();

    Oracle(Scenario scenario) {
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
        static Question of(Run run, int instant, boolean journaled) {
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
    Set<View> before(Run run, int instant, boolean journaled) {
        return known.computeIfAbsent(Question.of(run, instant, journaled), question -> {
            Set<View> views = new HashSet<>();
            order(question, List.of(), views);
            return views;
        });
    }

    private void order(Question question, List<Integer> made, Set<View> views) {
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

    private void show(Question question, List<Integer> order, Set<View> views) {
        try (MemoryStorage storage = new MemoryStorage()) {
            Client client = new Client(storage);
            List<Step> remaining = new ArrayList<>();
            for (Call call : scenario.before()) {
                View before = View.of(storage, Scenario.KEYS);
                call.run(client);
                if (call.isCutOff()) {
                    remaining.add(new Step(call, before, View.of(storage, Scenario.KEYS)));
                }
            }
            boolean found = false;
            for (int number : order) {
                View before = View.of(storage, Scenario.KEYS);
                Call call = scenario.all().get(number);
                String outcome = call.run(client);
                if (question.answered().get(number) && !outcome.equals(Call.DONE)) {
                    return;
                }
                found |= call.byHand() && outcome.equals(Call.DONE);
                if (!question.answered().get(number) && mayRemain(call, question)) {
                    remaining.add(new Step(call, before, View.of(storage, Scenario.KEYS)));
                } else {
                    remaining.removeIf(step -> step.call().isEndedBy(call));
                }
            }
            Set<View> shown = new HashSet<>(Set.of(View.of(storage, Scenario.KEYS)));
            for (Step step : remaining.reversed()) {
                shown.addAll(shown.stream()
                        .flatMap(view -> step.remains(view).stream())
                        .toList());
            }
            for (View view : shown) {
                views.add(found ? view.withFound(Call.BUCKET) : view);
            }
        }
    }

    /** What a call changed. */
    record Step(Call call, View before, View after) {
        /** What may be seen instead of {@code view} if the step was cut off. */
        Set<View> remains(View view) {
            if (call.remains() == Call.Remains.EACH) {
                return view.withAnyOf(before.without(after));
            }
            return view.shows(this) ? Set.of(view.withRemainsOf(before)) : Set.of();
        }
    }

    private static boolean mayRemain(Call call, Question question) {
        return switch (call.remains()) {
            case NEVER -> false;
            case WITHOUT_JOURNAL -> !question.journaled();
            case EACH, ALWAYS -> true;
        };
    }
}
