package io.geckos.storage.fs.crash;

import static io.geckos.storage.fs.testkit.call.SealedCall.beginSealed;
import static io.geckos.storage.fs.testkit.call.SealedCall.putSealed;
import static io.geckos.storage.fs.testkit.call.SealedCall.reseal;
import static io.geckos.storage.fs.testkit.call.SealedCall.resealUpload;
import static io.geckos.storage.fs.testkit.call.StorageCall.abort;
import static io.geckos.storage.fs.testkit.call.StorageCall.begin;
import static io.geckos.storage.fs.testkit.call.StorageCall.complete;
import static io.geckos.storage.fs.testkit.call.StorageCall.completeUnended;
import static io.geckos.storage.fs.testkit.call.StorageCall.copy;
import static io.geckos.storage.fs.testkit.call.StorageCall.copyOpened;
import static io.geckos.storage.fs.testkit.call.StorageCall.copyPart;
import static io.geckos.storage.fs.testkit.call.StorageCall.createBucket;
import static io.geckos.storage.fs.testkit.call.StorageCall.delete;
import static io.geckos.storage.fs.testkit.call.StorageCall.deleteAll;
import static io.geckos.storage.fs.testkit.call.StorageCall.deleteBucket;
import static io.geckos.storage.fs.testkit.call.StorageCall.deleteSeen;
import static io.geckos.storage.fs.testkit.call.StorageCall.makeByHand;
import static io.geckos.storage.fs.testkit.call.StorageCall.mark;
import static io.geckos.storage.fs.testkit.call.StorageCall.open;
import static io.geckos.storage.fs.testkit.call.StorageCall.part;
import static io.geckos.storage.fs.testkit.call.StorageCall.put;
import static io.geckos.storage.fs.testkit.call.StorageCall.rename;
import static io.geckos.storage.fs.testkit.call.StorageCall.retag;
import static io.geckos.storage.fs.testkit.call.StorageCall.set;
import static io.geckos.storage.fs.testkit.call.StorageCall.unset;

import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.fs.format.KeyLayout;
import io.geckos.storage.fs.testkit.call.ManualChanges;
import io.geckos.storage.fs.testkit.call.StorageCall;
import java.util.ArrayList;
import java.util.List;

/** What is done while crashes fall. */
final class CrashScenarios {
    private static final StorageCall BUCKET = createBucket("bucket");
    private static final String LONG = "l".repeat(300);

    /** A name that has room for a sidecar; escaped, it takes three, and so two directories. */
    private static final String ESCAPED_LONG = "x" + "^".repeat(240);

    private CrashScenarios() {}

    /** One thing after another. */
    static List<CrashScenario> sequences() {
        List<CrashScenario> all = new ArrayList<>();
        all.add(CrashScenario.of(List.of(), BUCKET, put("a", "first")));
        all.add(CrashScenario.of(List.of(), BUCKET, set("bucket", "one"), set("bucket", "two"), unset("bucket")));
        all.add(CrashScenario.of(List.of(BUCKET), put("a", "one"), put("a", "two"), put("a", "six")));
        all.add(CrashScenario.of(List.of(BUCKET, put("a", "old")), put("a", "new"), delete("a")));
        all.add(CrashScenario.of(List.of(BUCKET, put("a", "old")), delete("a"), put("a", "new")));
        all.add(CrashScenario.of(List.of(BUCKET, put("d/e/f", "old")), delete("d/e/f"), put("d/e/f", "new")));
        all.add(CrashScenario.of(List.of(BUCKET), put("d/e/f", "deep"), put("d/g", "less"), delete("d/e/f")));
        all.addAll(deletingSeveral());
        all.add(CrashScenario.of(List.of(BUCKET, put("a", "old")), retag("a", "1"), retag("a", "2"), put("a", "new")));
        all.add(CrashScenario.of(List.of(BUCKET, put("a", "one"), put("b", "two")), copy("a", "b"), copy("b", "b")));
        all.add(CrashScenario.of(
                List.of(BUCKET, put("a", "one"), put("b", "two")), rename("a", "b"), rename("b", "d/g")));
        all.add(CrashScenario.of(List.of(BUCKET, put("d/e/f", "one")), rename("d/e/f", "a"), put("d/e/f", "two")));
        all.addAll(giving());
        all.addAll(marking());
        all.addAll(uploading());
        all.addAll(sealing());
        all.add(CrashScenario.of(
                List.of(BUCKET, set("bucket", "old")), deleteBucket("bucket"), BUCKET, put("a", "new")));
        all.add(CrashScenario.of(
                List.of(BUCKET, begin("u", "a"), part("u", 1, "part")), deleteBucket("bucket"), BUCKET));
        all.add(CrashScenario.of(
                List.of(BUCKET, set("bucket", "old")), deleteBucket("bucket"), makeByHand("bucket"), put("a", "new")));
        all.add(CrashScenario.of(List.of(), BUCKET, set("bucket", "one")).amongDirectories(".geckos3"));
        all.add(CrashScenario.of(List.of(), set("bucket", "one")).amongDirectories(".geckos3", "bucket"));
        all.add(CrashScenario.of(List.of(BUCKET), put("d/e/f", "deep")).amongDirectories("bucket/d/e"));
        String pieces =
                KeyLayout.places(StorageCall.id(ESCAPED_LONG).key()).getLast().directory();
        all.add(CrashScenario.of(List.of(BUCKET, put(ESCAPED_LONG, "old")), put(ESCAPED_LONG + "/b", "below"))
                .amongDirectories("bucket/" + pieces));
        all.add(CrashScenario.of(List.of(), put("a", "one"), set("bucket", "one"))
                .amongDirectories("bucket"));
        all.add(CrashScenario.of(List.of(), put("d/e/f", "deep"), delete("d/e/f"))
                .amongDirectories("bucket/d/e"));
        return all;
    }

    private static List<CrashScenario> deletingSeveral() {
        List<StorageCall> full =
                List.of(BUCKET, put("a", "one"), put("b", "two"), put("d/e/f", "deep"), mark("dir/", "1"));
        return List.of(
                CrashScenario.of(full, deleteAll("a", "b", "a"), put("b", "new")),
                CrashScenario.of(full, deleteAll("d/e/f", "m", "a"), put("d/g", "less")),
                CrashScenario.of(full, deleteAll("dir/", "b"), put("dir/", "body")));
    }

    private static List<CrashScenario> giving() {
        return List.of(
                CrashScenario.of(List.of(BUCKET, put("a", "old")), put("a/b", "below"), put("a", "new"), delete("a/b")),
                CrashScenario.of(List.of(BUCKET, put("a/b", "below")), put("a", "one"), put("a", "two"), delete("a")),
                CrashScenario.of(List.of(BUCKET, put("a", "old")), put("a/b", "below"), delete("a"), delete("a/b")),
                CrashScenario.of(List.of(BUCKET), put(LONG + "/b", "one"), put(LONG, "two"), delete(LONG)),
                CrashScenario.of(
                        List.of(BUCKET, put("a", "one"), put("b", "two")), rename("b", "a/b"), retag("a", "1")),
                CrashScenario.of(List.of(BUCKET, put("a", "old")), mark("a/", "1"), delete("a"), delete("a/")));
    }

    private static List<CrashScenario> marking() {
        return List.of(
                CrashScenario.of(List.of(BUCKET), mark("dir/", "1"), mark("dir/", "2"), delete("dir/")),
                CrashScenario.of(
                        List.of(BUCKET, mark("dir/", "1")), put("dir/", "body"), mark("dir/", "2"), delete("dir/")),
                CrashScenario.of(
                        List.of(BUCKET, put("dir/", "body")), put("dir/", "more"), delete("dir/"), mark("dir/", "1")),
                CrashScenario.of(
                        List.of(BUCKET, mark("dir/", "1")), retag("dir/", "1"), delete("dir/"), mark("dir/", "2")),
                CrashScenario.of(List.of(BUCKET, mark("dir/", "1")), rename("dir/", "a"), rename("a", "dir/")),
                CrashScenario.of(List.of(BUCKET, mark("dir/", "1")), put("dir/", "body"), rename("dir/", "a")),
                CrashScenario.of(List.of(BUCKET, mark("dir/", "1")), copy("dir/", "dir/"), copy("dir/", "b")),
                CrashScenario.of(List.of(BUCKET, mark("dir/", "1")), delete("dir/"), put("dir/", "body")),
                CrashScenario.of(List.of(BUCKET), mark("dir/", "1")).amongDirectories("bucket/dir"));
    }

    private static List<CrashScenario> sealing() {
        return List.of(
                CrashScenario.of(
                        List.of(BUCKET, put("a", "old")),
                        putSealed("a", "text", 1),
                        reseal("a", 1, 2),
                        retag("a", "1"),
                        reseal("a", 2, 3),
                        put("a", "new")),
                CrashScenario.of(
                        List.of(BUCKET, beginSealed("u", "a", 1), part("u", 1, "one")),
                        resealUpload("u", 1, 2),
                        part("u", 2, "two"),
                        resealUpload("u", 2, 3),
                        complete("u"),
                        reseal("a", 3, 4)));
    }

    private static List<CrashScenario> uploading() {
        List<StorageCall> begun = List.of(BUCKET, begin("u", "a"), part("u", 1, "part one"), part("u", 2, "two"));
        List<StorageCall> over = with(begun, put("a", "old"));
        return List.of(
                CrashScenario.of(List.of(BUCKET), begin("u", "a"), part("u", 1, "one"), part("u", 1, "ONE")),
                CrashScenario.of(with(begun, put("b", "other")), copyPart("u", 2, "b"), complete("u")),
                CrashScenario.of(begun, complete("u"), complete("u"), put("a", "new"), complete("u")),
                CrashScenario.of(over, complete("u"), retag("a", "1"), delete("a"), complete("u")),
                CrashScenario.of(over, complete("u"), rename("a", "b"), complete("u")),
                CrashScenario.of(begun, abort("u"), complete("u")),
                CrashScenario.of(with(begun, completeUnended("u")), complete("u"), put("a", "new"), complete("u")),
                CrashScenario.of(with(begun, completeUnended("u")), delete("a"), complete("u")),
                CrashScenario.of(with(begun, completeUnended("u")), retag("a", "1"), rename("a", "b"), complete("u")));
    }

    /** Of two things at the same time, those without which some mistake would not be noticed. */
    static List<CrashScenario> pairsThatRevealBugs() {
        List<StorageCall> begun = List.of(BUCKET, begin("u", "a"), part("u", 1, "part one"), put("c", "six"));
        return List.of(
                CrashScenario.pair(begun, open("c"), complete("u"), deleteSeen("a")),
                CrashScenario.pair(begun, open("c"), complete("u"), put("a", "new", new WriteCondition.IfPresent())),
                CrashScenario.pair(with(begun, completeUnended("u")), open("c"), deleteSeen("a"), complete("u")),
                CrashScenario.pair(List.of(BUCKET), set("bucket", "old"), begin("v", "a"), begin("w", "b")),
                CrashScenario.pair(List.of(BUCKET), set("bucket", "old"), put("d/g", "less"), put("d/e/f", "deep")));
    }

    /** Two things at the same time. */
    static List<CrashScenario> pairs() {
        List<CrashScenario> all = new ArrayList<>();
        List<StorageCall> begun = List.of(BUCKET, begin("u", "a"), part("u", 1, "part one"), part("u", 2, "two"));
        List<StorageCall> whole = with(begun, put("b", "two"), put("c", "six"));
        all.addAll(pairs(with(whole, put("a", "old")), open("c"), onFile()));
        all.addAll(pairs(with(whole, begin("w", "a"), part("w", 1, "w"), complete("w")), open("c"), onFile()));
        all.addAll(pairs(with(whole, put("a", "old"), put("a/b", "below")), open("c"), onFile().subList(0, 6)));
        all.addAll(pairs(with(whole, mark("dir/", "0")), open("c"), onMarker()));
        all.addAll(pairs(
                with(whole, put("a", "old")),
                open("a"),
                List.of(copyOpened("a", "a"), put("a", "new"), retag("a", "1"))));
        all.addAll(pairs(
                with(whole, put("a", "old")),
                open("c"),
                List.of(deleteAll("a", "b"), deleteAll("b", "a"), delete("b"), put("b", "new"), retag("a", "1"))));
        all.addAll(pairs(
                List.of(BUCKET),
                set("bucket", "old"),
                List.of(
                        deleteBucket("bucket"),
                        BUCKET,
                        put("a", "new"),
                        put("d/e/f", "deep"),
                        put("d/g", "less"),
                        mark("dir/", "1"),
                        begin("v", "a"),
                        begin("w", "b"),
                        set("bucket", "one"))));
        return all;
    }

    /** What people do to files, and the engine about it: one thing after another. */
    static List<CrashScenario> manualChanges() {
        List<StorageCall> found = List.of(BUCKET, ManualChanges.put("a", "found"));
        return List.of(
                CrashScenario.of(
                        List.of(BUCKET), ManualChanges.put("a", "found"), ManualChanges.adopt("a"), put("a", "new")),
                CrashScenario.of(
                        found,
                        ManualChanges.adopt("a"),
                        ManualChanges.put("a", "edited"),
                        ManualChanges.adopt("a"),
                        delete("a")),
                CrashScenario.of(
                        List.of(BUCKET, put("a", "old")),
                        ManualChanges.put("a", "edited"),
                        ManualChanges.adopt("a"),
                        retag("a", "1")),
                CrashScenario.of(
                        List.of(BUCKET, put("a", "old")),
                        ManualChanges.remove("a"),
                        put("a", "new"),
                        ManualChanges.remove("a")),
                CrashScenario.of(found, rename("a", "d/g"), ManualChanges.adopt("d/g"), copy("d/g", "a")),
                CrashScenario.of(
                        found, ManualChanges.adopt("a"), put("a/b", "below"), ManualChanges.remove("a"), delete("a/b")),
                CrashScenario.of(
                        with(found, ManualChanges.adopt("a")),
                        ManualChanges.remove("a"),
                        ManualChanges.put("a", "edited"),
                        delete("a")));
    }

    /** Of people and calls, two at the same time. */
    static List<CrashScenario> handsMeanwhile() {
        List<StorageCall> calls = List.of(
                ManualChanges.put("a", "edited"),
                ManualChanges.remove("a"),
                ManualChanges.adopt("a"),
                put("a", "new"),
                delete("a"),
                rename("a", "d/g"),
                copyOpened("c", "a"),
                retag("a", "1"));
        List<StorageCall> found = List.of(BUCKET, put("c", "six"), ManualChanges.put("a", "found"));
        List<CrashScenario> all = new ArrayList<>(pairs(found, open("c"), calls));
        all.addAll(pairs(with(found, ManualChanges.adopt("a")), open("c"), calls));
        all.addAll(pairs(List.of(BUCKET, put("c", "six"), put("a", "old")), open("c"), calls));
        return all;
    }

    private static List<StorageCall> onFile() {
        return List.of(
                put("a", "new"),
                put("a/b", "below"),
                delete("a"),
                delete("a/b"),
                copyOpened("c", "a"),
                rename("b", "a"),
                rename("a", "d/g"),
                retag("a", "1"),
                mark("a/", "1"),
                complete("u"),
                abort("u"),
                part("u", 2, "TWO"),
                begin("v", "a"),
                set("bucket", "one"));
    }

    private static List<StorageCall> onMarker() {
        return List.of(
                mark("dir/", "1"),
                put("dir/", "body"),
                delete("dir/"),
                retag("dir/", "1"),
                rename("dir/", "m"),
                rename("b", "dir/"),
                put("dir/x", "in"),
                copyOpened("c", "dir/"));
    }

    private static List<CrashScenario> pairs(List<StorageCall> before, StorageCall opening, List<StorageCall> calls) {
        List<CrashScenario> all = new ArrayList<>();
        for (StorageCall call : calls) {
            for (StorageCall meanwhile : calls) {
                all.add(CrashScenario.pair(before, opening, call, meanwhile));
            }
        }
        return all;
    }

    static List<StorageCall> with(List<StorageCall> calls, StorageCall... more) {
        List<StorageCall> all = new ArrayList<>(calls);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }
}
