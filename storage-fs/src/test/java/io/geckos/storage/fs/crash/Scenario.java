package io.geckos.storage.fs.crash;

import io.geckos.storage.fs.testkit.Call;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run is made of.
 *
 * @param before calls that are done, and whose effects are on the disk
 * @param byHand directories that others made, and that are not on the disk yet
 * @param calls each made when the one before has been answered
 * @param meanwhile at most one call, made at the same time as the last
 */
record Scenario(String name, List<Call> before, List<String> byHand, List<Call> calls, List<Call> meanwhile) {
    /** The keys that scenarios are about: what is not there must not be found either. */
    static final List<String> KEYS = List.of("a", "b", "a/b", "a/", "dir/", "d/e/f", "d/g", "c", "m");

    static Scenario of(List<Call> before, Call... calls) {
        return new Scenario(name(List.of(calls)), before, List.of(), List.of(calls), List.of());
    }

    /** Two calls at the same time, after {@code opening}, which both may need. */
    static Scenario pair(List<Call> before, Call opening, Call call, Call meanwhile) {
        return new Scenario(
                call.name() + ", meanwhile " + meanwhile.name(),
                before,
                List.of(),
                List.of(opening, call),
                List.of(meanwhile));
    }

    private static String name(List<Call> calls) {
        return String.join(", ", calls.stream().map(Call::name).toList());
    }

    Scenario amongDirectories(String... made) {
        return new Scenario(name + " among " + List.of(made), before, List.of(made), calls, meanwhile);
    }

    /** All calls of the run that a crash may cut off. */
    List<Call> all() {
        List<Call> all = new ArrayList<>(calls);
        all.addAll(meanwhile);
        if (byHand.stream().anyMatch(path -> path.startsWith(Call.BUCKET.value()))) {
            all.add(Call.makeByHand(Call.BUCKET.value()));
        }
        return all;
    }
}
