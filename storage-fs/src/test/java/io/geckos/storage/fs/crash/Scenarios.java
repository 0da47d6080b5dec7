package io.geckos.storage.fs.crash;

import static io.geckos.storage.fs.testkit.Call.abort;
import static io.geckos.storage.fs.testkit.Call.begin;
import static io.geckos.storage.fs.testkit.Call.complete;
import static io.geckos.storage.fs.testkit.Call.completeUnended;
import static io.geckos.storage.fs.testkit.Call.copy;
import static io.geckos.storage.fs.testkit.Call.copyOpened;
import static io.geckos.storage.fs.testkit.Call.copyPart;
import static io.geckos.storage.fs.testkit.Call.createBucket;
import static io.geckos.storage.fs.testkit.Call.delete;
import static io.geckos.storage.fs.testkit.Call.deleteAll;
import static io.geckos.storage.fs.testkit.Call.deleteBucket;
import static io.geckos.storage.fs.testkit.Call.deleteSeen;
import static io.geckos.storage.fs.testkit.Call.makeByHand;
import static io.geckos.storage.fs.testkit.Call.mark;
import static io.geckos.storage.fs.testkit.Call.open;
import static io.geckos.storage.fs.testkit.Call.part;
import static io.geckos.storage.fs.testkit.Call.put;
import static io.geckos.storage.fs.testkit.Call.rename;
import static io.geckos.storage.fs.testkit.Call.retag;
import static io.geckos.storage.fs.testkit.Call.set;
import static io.geckos.storage.fs.testkit.Call.unset;

import io.geckos.domain.WriteCondition;
import io.geckos.storage.fs.format.Layout;
import io.geckos.storage.fs.testkit.Call;
import io.geckos.storage.fs.testkit.Hands;
import java.util.ArrayList;
import java.util.List;

/** What is done while crashes fall. */
final class Scenarios {
    private static final Call BUCKET = createBucket("bucket");
    private static final String LONG = "l".repeat(300);

    /** A name that has room for a sidecar; escaped, it takes three, and so two directories. */
    private static final String ESCAPED_LONG = "x" + "^".repeat(240);

    private Scenarios() {}

    /** One thing after another. */
    static List<Scenario> sequences() {
        List<Scenario> all = new ArrayList<>();
        all.add(Scenario.of(List.of(), BUCKET, put("a", "first")));
        all.add(Scenario.of(List.of(), BUCKET, set("bucket", "one"), set("bucket", "two"), unset("bucket")));
        all.add(Scenario.of(List.of(BUCKET), put("a", "one"), put("a", "two"), put("a", "six")));
        all.add(Scenario.of(List.of(BUCKET, put("a", "old")), put("a", "new"), delete("a")));
        all.add(Scenario.of(List.of(BUCKET, put("a", "old")), delete("a"), put("a", "new")));
        all.add(Scenario.of(List.of(BUCKET, put("d/e/f", "old")), delete("d/e/f"), put("d/e/f", "new")));
        all.add(Scenario.of(List.of(BUCKET), put("d/e/f", "deep"), put("d/g", "less"), delete("d/e/f")));
        all.addAll(deletingSeveral());
        all.add(Scenario.of(List.of(BUCKET, put("a", "old")), retag("a", "1"), retag("a", "2"), put("a", "new")));
        all.add(Scenario.of(List.of(BUCKET, put("a", "one"), put("b", "two")), copy("a", "b"), copy("b", "b")));
        all.add(Scenario.of(List.of(BUCKET, put("a", "one"), put("b", "two")), rename("a", "b"), rename("b", "d/g")));
        all.add(Scenario.of(List.of(BUCKET, put("d/e/f", "one")), rename("d/e/f", "a"), put("d/e/f", "two")));
        all.addAll(giving());
        all.addAll(marking());
        all.addAll(uploading());
        all.add(Scenario.of(List.of(BUCKET, set("bucket", "old")), deleteBucket("bucket"), BUCKET, put("a", "new")));
        all.add(Scenario.of(List.of(BUCKET, begin("u", "a"), part("u", 1, "part")), deleteBucket("bucket"), BUCKET));
        all.add(Scenario.of(
                List.of(BUCKET, set("bucket", "old")), deleteBucket("bucket"), makeByHand("bucket"), put("a", "new")));
        all.add(Scenario.of(List.of(), BUCKET, set("bucket", "one")).amongDirectories(".geckos3"));
        all.add(Scenario.of(List.of(), set("bucket", "one")).amongDirectories(".geckos3", "bucket"));
        all.add(Scenario.of(List.of(BUCKET), put("d/e/f", "deep")).amongDirectories("bucket/d/e"));
        String pieces = Layout.places(Call.id(ESCAPED_LONG).key()).getLast().directory();
        all.add(Scenario.of(List.of(BUCKET, put(ESCAPED_LONG, "old")), put(ESCAPED_LONG + "/b", "below"))
                .amongDirectories("bucket/" + pieces));
        all.add(Scenario.of(List.of(), put("a", "one"), set("bucket", "one")).amongDirectories("bucket"));
        all.add(Scenario.of(List.of(), put("d/e/f", "deep"), delete("d/e/f")).amongDirectories("bucket/d/e"));
        return all;
    }

    private static List<Scenario> deletingSeveral() {
        List<Call> full = List.of(BUCKET, put("a", "one"), put("b", "two"), put("d/e/f", "deep"), mark("dir/", "1"));
        return List.of(
                Scenario.of(full, deleteAll("a", "b", "a"), put("b", "new")),
                Scenario.of(full, deleteAll("d/e/f", "m", "a"), put("d/g", "less")),
                Scenario.of(full, deleteAll("dir/", "b"), put("dir/", "body")));
    }

    private static List<Scenario> giving() {
        return List.of(
                Scenario.of(List.of(BUCKET, put("a", "old")), put("a/b", "below"), put("a", "new"), delete("a/b")),
                Scenario.of(List.of(BUCKET, put("a/b", "below")), put("a", "one"), put("a", "two"), delete("a")),
                Scenario.of(List.of(BUCKET, put("a", "old")), put("a/b", "below"), delete("a"), delete("a/b")),
                Scenario.of(List.of(BUCKET), put(LONG + "/b", "one"), put(LONG, "two"), delete(LONG)),
                Scenario.of(List.of(BUCKET, put("a", "one"), put("b", "two")), rename("b", "a/b"), retag("a", "1")),
                Scenario.of(List.of(BUCKET, put("a", "old")), mark("a/", "1"), delete("a"), delete("a/")));
    }

    private static List<Scenario> marking() {
        return List.of(
                Scenario.of(List.of(BUCKET), mark("dir/", "1"), mark("dir/", "2"), delete("dir/")),
                Scenario.of(List.of(BUCKET, mark("dir/", "1")), put("dir/", "body"), mark("dir/", "2"), delete("dir/")),
                Scenario.of(
                        List.of(BUCKET, put("dir/", "body")), put("dir/", "more"), delete("dir/"), mark("dir/", "1")),
                Scenario.of(List.of(BUCKET, mark("dir/", "1")), retag("dir/", "1"), delete("dir/"), mark("dir/", "2")),
                Scenario.of(List.of(BUCKET, mark("dir/", "1")), rename("dir/", "a"), rename("a", "dir/")),
                Scenario.of(List.of(BUCKET, mark("dir/", "1")), put("dir/", "body"), rename("dir/", "a")),
                Scenario.of(List.of(BUCKET, mark("dir/", "1")), copy("dir/", "dir/"), copy("dir/", "b")),
                Scenario.of(List.of(BUCKET, mark("dir/", "1")), delete("dir/"), put("dir/", "body")),
                Scenario.of(List.of(BUCKET), mark("dir/", "1")).amongDirectories("bucket/dir"));
    }

    private static List<Scenario> uploading() {
        List<Call> begun = List.of(BUCKET, begin("u", "a"), part("u", 1, "part one"), part("u", 2, "two"));
        List<Call> over = with(begun, put("a", "old"));
        return List.of(
                Scenario.of(List.of(BUCKET), begin("u", "a"), part("u", 1, "one"), part("u", 1, "ONE")),
                Scenario.of(with(begun, put("b", "other")), copyPart("u", 2, "b"), complete("u")),
                Scenario.of(begun, complete("u"), complete("u"), put("a", "new"), complete("u")),
                Scenario.of(over, complete("u"), retag("a", "1"), delete("a"), complete("u")),
                Scenario.of(over, complete("u"), rename("a", "b"), complete("u")),
                Scenario.of(begun, abort("u"), complete("u")),
                Scenario.of(with(begun, completeUnended("u")), complete("u"), put("a", "new"), complete("u")),
                Scenario.of(with(begun, completeUnended("u")), delete("a"), complete("u")),
                Scenario.of(with(begun, completeUnended("u")), retag("a", "1"), rename("a", "b"), complete("u")));
    }

    /** Of two things at the same time, those without which some mistake would not be noticed. */
    static List<Scenario> tellingPairs() {
        List<Call> begun = List.of(BUCKET, begin("u", "a"), part("u", 1, "part one"), put("c", "six"));
        return List.of(
                Scenario.pair(begun, open("c"), complete("u"), deleteSeen("a")),
                Scenario.pair(begun, open("c"), complete("u"), put("a", "new", new WriteCondition.IfPresent())),
                Scenario.pair(with(begun, completeUnended("u")), open("c"), deleteSeen("a"), complete("u")),
                Scenario.pair(List.of(BUCKET), set("bucket", "old"), begin("v", "a"), begin("w", "b")),
                Scenario.pair(List.of(BUCKET), set("bucket", "old"), put("d/g", "less"), put("d/e/f", "deep")));
    }

    /** Two things at the same time. */
    static List<Scenario> pairs() {
        List<Scenario> all = new ArrayList<>();
        List<Call> begun = List.of(BUCKET, begin("u", "a"), part("u", 1, "part one"), part("u", 2, "two"));
        List<Call> whole = with(begun, put("b", "two"), put("c", "six"));
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
    static List<Scenario> hands() {
        List<Call> found = List.of(BUCKET, Hands.put("a", "found"));
        return List.of(
                Scenario.of(List.of(BUCKET), Hands.put("a", "found"), Hands.adopt("a"), put("a", "new")),
                Scenario.of(found, Hands.adopt("a"), Hands.put("a", "edited"), Hands.adopt("a"), delete("a")),
                Scenario.of(
                        List.of(BUCKET, put("a", "old")), Hands.put("a", "edited"), Hands.adopt("a"), retag("a", "1")),
                Scenario.of(List.of(BUCKET, put("a", "old")), Hands.remove("a"), put("a", "new"), Hands.remove("a")),
                Scenario.of(found, rename("a", "d/g"), Hands.adopt("d/g"), copy("d/g", "a")),
                Scenario.of(found, Hands.adopt("a"), put("a/b", "below"), Hands.remove("a"), delete("a/b")),
                Scenario.of(with(found, Hands.adopt("a")), Hands.remove("a"), Hands.put("a", "edited"), delete("a")));
    }

    /** Of people and calls, two at the same time. */
    static List<Scenario> handsMeanwhile() {
        List<Call> calls = List.of(
                Hands.put("a", "edited"),
                Hands.remove("a"),
                Hands.adopt("a"),
                put("a", "new"),
                delete("a"),
                rename("a", "d/g"),
                copyOpened("c", "a"),
                retag("a", "1"));
        List<Call> found = List.of(BUCKET, put("c", "six"), Hands.put("a", "found"));
        List<Scenario> all = new ArrayList<>(pairs(found, open("c"), calls));
        all.addAll(pairs(with(found, Hands.adopt("a")), open("c"), calls));
        all.addAll(pairs(List.of(BUCKET, put("c", "six"), put("a", "old")), open("c"), calls));
        return all;
    }

    private static List<Call> onFile() {
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

    private static List<Call> onMarker() {
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

    private static List<Scenario> pairs(List<Call> before, Call opening, List<Call> calls) {
        List<Scenario> all = new ArrayList<>();
        for (Call call : calls) {
            for (Call meanwhile : calls) {
                all.add(Scenario.pair(before, opening, call, meanwhile));
            }
        }
        return all;
    }

    static List<Call> with(List<Call> calls, Call... more) {
        List<Call> all = new ArrayList<>(calls);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }
}
