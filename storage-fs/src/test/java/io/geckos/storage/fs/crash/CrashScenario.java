package io.geckos.storage.fs.crash;

import io.geckos.storage.fs.testkit.call.StorageCall;
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
record CrashScenario(
        String name,
        List<StorageCall> before,
        List<String> byHand,
        List<StorageCall> calls,
        List<StorageCall> meanwhile) {
    /** The keys that scenarios are about: what is not there must not be found either. */
    static final List<String> KEYS = List.of("a", "b", "a/b", "a/", "dir/", "d/e/f", "d/g", "c", "m");

    static CrashScenario of(List<StorageCall> before, StorageCall... calls) {
        return new CrashScenario(name(List.of(calls)), before, List.of(), List.of(calls), List.of());
    }

    /** Two calls at the same time, after {@code opening}, which both may need. */
    static CrashScenario pair(List<StorageCall> before, StorageCall opening, StorageCall call, StorageCall meanwhile) {
        return new CrashScenario(
                call.name() + ", meanwhile " + meanwhile.name(),
                before,
                List.of(),
                List.of(opening, call),
                List.of(meanwhile));
    }

    private static String name(List<StorageCall> calls) {
        return String.join(", ", calls.stream().map(StorageCall::name).toList());
    }

    CrashScenario amongDirectories(String... made) {
        return new CrashScenario(name + " among " + List.of(made), before, List.of(made), calls, meanwhile);
    }

    /** All calls of the run that a crash may cut off. */
    List<StorageCall> all() {
        List<StorageCall> all = new ArrayList<>(calls);
        all.addAll(meanwhile);
        if (byHand.stream().anyMatch(path -> path.startsWith(StorageCall.BUCKET.value()))) {
            all.add(StorageCall.makeByHand(StorageCall.BUCKET.value()));
        }
        return all;
    }
}
