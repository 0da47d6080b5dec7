package io.geckos.storage.fs.crash;

import static io.geckos.storage.fs.testkit.call.ManualVersionChanges.putWhereRemoved;
import static io.geckos.storage.fs.testkit.call.StorageCall.begin;
import static io.geckos.storage.fs.testkit.call.StorageCall.complete;
import static io.geckos.storage.fs.testkit.call.StorageCall.createBucket;
import static io.geckos.storage.fs.testkit.call.StorageCall.delete;
import static io.geckos.storage.fs.testkit.call.StorageCall.deleteBucket;
import static io.geckos.storage.fs.testkit.call.StorageCall.mark;
import static io.geckos.storage.fs.testkit.call.StorageCall.open;
import static io.geckos.storage.fs.testkit.call.StorageCall.part;
import static io.geckos.storage.fs.testkit.call.StorageCall.put;
import static io.geckos.storage.fs.testkit.call.VersionCall.add;
import static io.geckos.storage.fs.testkit.call.VersionCall.addMarker;
import static io.geckos.storage.fs.testkit.call.VersionCall.remove;
import static io.geckos.storage.fs.testkit.call.VersionCall.restore;
import static io.geckos.storage.fs.testkit.call.VersionCall.retag;
import static io.geckos.storage.fs.testkit.call.VersionCall.versioning;

import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.storage.fs.testkit.call.ManualChanges;
import io.geckos.storage.fs.testkit.call.StorageCall;
import java.util.ArrayList;
import java.util.List;

/** Crash scenarios in buckets with versioning. */
final class VersionScenarios {
    private static final StorageCall BUCKET = createBucket("bucket");
    private static final StorageCall ENABLE = versioning(VersioningStatus.ENABLED);
    private static final StorageCall SUSPEND = versioning(VersioningStatus.SUSPENDED);
    private static final List<StorageCall> ENABLED = List.of(BUCKET, ENABLE);

    private VersionScenarios() {}

    private static CrashScenario after(List<StorageCall> before, StorageCall... calls) {
        return CrashScenario.of(before, calls);
    }

    private static List<StorageCall> enabled(StorageCall... calls) {
        return CrashScenarios.with(ENABLED, calls);
    }

    /** One thing after another: each row of the commit protocols, and each after a start with what the one before left. */
    static List<CrashScenario> sequences() {
        List<StorageCall> two = enabled(put("a", "one"), put("a", "two"));
        List<StorageCall> hidden = CrashScenarios.with(two, delete("a"));
        List<CrashScenario> all = new ArrayList<>();
        all.add(after(List.of(BUCKET), ENABLE, SUSPEND, ENABLE));
        all.add(after(ENABLED, put("a", "one"), put("a", "two"), put("a", "six")));
        all.add(after(List.of(BUCKET, put("a", "old")), ENABLE, put("a", "new"), delete("a")));
        all.add(after(enabled(put("a", "one")), delete("a"), put("a", "two"), delete("a")));
        all.add(after(ENABLED, delete("a"), delete("a"), remove("a", 0), remove("a", 0)));
        all.add(after(two, remove("a", 0), remove("a", 0)));
        all.add(after(two, remove("a", 1), put("a", "new")));
        all.add(after(hidden, remove("a", 0), put("a", "new")));
        all.add(after(hidden, remove("a", 1), remove("a", 0)));
        all.add(after(hidden, delete("a"), remove("a", 1), remove("a", 0)));
        all.add(after(two, retag("a", 1, "1"), retag("a", 0, "2"), put("a", "new")));
        all.add(after(hidden, retag("a", 1, "1"), remove("a", 0)));
        all.add(after(two, restore("a", 1), remove("a", 0)));
        all.add(after(ENABLED, add("a", 1, "one"), add("a", 2, "two"), addMarker("a", 3), add("a", 4, "six")));
        all.add(after(
                enabled(add("a", 1, "one"), addMarker("a", 2)), add("a", 3, "two"), put("a", "new"), remove("a", 0)));
        all.addAll(suspended());
        all.addAll(places());
        return all;
    }

    private static List<CrashScenario> suspended() {
        List<StorageCall> suspended = enabled(put("a", "one"), SUSPEND);
        List<StorageCall> between = CrashScenarios.with(suspended, put("a", "null"), ENABLE, put("a", "two"));
        return List.of(
                after(suspended, put("a", "null"), put("a", "again"), remove("a", 0)),
                after(suspended, delete("a"), delete("a"), put("a", "null")),
                after(CrashScenarios.with(suspended, put("a", "null")), delete("a"), remove("a", 0)),
                after(CrashScenarios.with(between, SUSPEND), put("a", "new"), delete("a")),
                after(CrashScenarios.with(between, SUSPEND), delete("a"), put("a", "new")),
                after(CrashScenarios.with(between, delete("a"), SUSPEND), put("a", "new"), remove("a", 0)),
                after(between, remove("a", 1), delete("a")),
                after(CrashScenarios.with(between, SUSPEND, delete("a")), remove("a", 0), put("a", "new")));
    }

    private static List<CrashScenario> places() {
        List<StorageCall> begun = enabled(put("a", "old"), begin("u", "a"), part("u", 1, "part"));
        return List.of(
                after(ENABLED, put("d/e/f", "one"), put("d/e/f", "two"), delete("d/e/f")),
                after(
                        enabled(put("d/e/f", "one"), delete("d/e/f"), put("d/g", "less")),
                        remove("d/e/f", 0),
                        remove("d/e/f", 0)),
                after(enabled(put("a", "one")), put("a/b", "below"), delete("a"), remove("a", 0)),
                after(enabled(put("a", "one"), delete("a"), put("a/b", "below")), remove("a", 0), put("a", "two")),
                after(List.of(BUCKET, mark("dir/", "1"), ENABLE), put("dir/", "body"), delete("dir/")),
                after(begun, complete("u"), put("a", "new"), remove("a", 0)),
                after(begun, complete("u"), remove("a", 0), put("a", "new")),
                after(enabled(delete("a"), put("b", "two")), remove("a", 0), delete("b")),
                after(enabled(delete("a"), remove("a", 0)), deleteBucket("bucket"), BUCKET, put("a", "new")));
    }

    /** People change the plain files, one change after another. */
    static List<CrashScenario> manualChanges() {
        List<StorageCall> two = enabled(put("a", "one"), put("a", "two"));
        StorageCall found = ManualChanges.put("a", "found");
        StorageCall edited = ManualChanges.put("a", "edited");
        StorageCall adopted = ManualChanges.adopt("a");
        StorageCall gone = ManualChanges.remove("a");
        return List.of(
                after(ENABLED, found, adopted, put("a", "new"), remove("a", 0)),
                after(ENABLED, found, put("a", "new"), remove("a", 1)),
                after(enabled(put("a", "one")), edited, delete("a"), remove("a", 0)),
                after(two, edited, adopted, put("a", "new"), remove("a", 1)),
                after(two, found, edited, put("a", "new")),
                after(two, gone, putWhereRemoved("a", "new"), remove("a", 0)),
                after(two, gone, remove("a", 0), gone),
                after(enabled(put("a", "one")), gone, found, adopted, delete("a")),
                after(CrashScenarios.with(two, delete("a")), found, adopted, remove("a", 0), remove("a", 0)),
                after(CrashScenarios.with(two, SUSPEND), found, put("a", "null"), edited, delete("a")));
    }

    /** Concurrent calls that reveal mistakes which no other scenario reveals. */
    static List<CrashScenario> pairsThatRevealBugs() {
        List<StorageCall> begun = enabled(begin("u", "a"), part("u", 1, "part"), put("c", "six"));
        return List.of(CrashScenario.pair(begun, open("c"), complete("u"), remove("a", 0)));
    }

    /** Two things at the same time. */
    static List<CrashScenario> pairs() {
        List<StorageCall> calls =
                List.of(put("a", "new"), delete("a"), retag("a", 0, "1"), put("a/b", "below"), SUSPEND);
        List<CrashScenario> all = new ArrayList<>(pairsThatRevealBugs());
        List<StorageCall> before = enabled(put("c", "six"), put("a", "one"), put("a", "two"));
        for (StorageCall call : calls) {
            for (StorageCall meanwhile : calls) {
                all.add(CrashScenario.pair(before, open("c"), call, meanwhile));
            }
        }
        return all;
    }
}
