package io.geckos.storage.fs;

import io.geckos.storage.fs.Image.Content;
import io.geckos.storage.fs.Image.Edit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;

/**
 * What a disk may hold when the power fails at some instant of a run: of all that was changed and not synced, any part.
 *
 * <p>A file system with a journal keeps changes of directories in their order, so it loses the last of them; one without
 * keeps any and loses any others. What both are trusted with: an entry changes whole; a file that is moved has its new
 * name on the disk no later than it loses its old one, unless the directory it leaves is synced first; and a directory
 * that is moved is never in two places.
 */
final class Crashes {
    /** Of so many changes that may be lost, every subset is tried; of more, the first are lost or kept together. */
    private static final int EXHAUSTIVE = 7;

    private final Image settled;
    private final List<Change> changes;
    private final List<Unit> units = new ArrayList<>();

    /**
     * @param settled what the disk held before the run
     * @param changes all that happened in the run
     */
    Crashes(Image settled, List<Change> changes) {
        this.settled = settled;
        this.changes = changes;
        for (int at = 0; at < changes.size(); at++) {
            if (changes.get(at) instanceof Change.Named(var edits, var atOnce)) {
                addUnits(at, edits, atOnce);
            }
        }
    }

    /**
     * Edits that reach the disk together.
     *
     * @param needs the unit that is on the disk when this is, or -1
     */
    private record Unit(int at, List<Edit> edits, int needs) {
        /** Tells whether a journal holds this only together with the one before it. */
        boolean completes() {
            return needs >= 0;
        }

        boolean touches(int directory) {
            return edits.stream().anyMatch(edit -> edit.directory() == directory);
        }
    }

    private void addUnits(int at, List<Edit> edits, boolean atOnce) {
        if (atOnce) {
            units.add(new Unit(at, edits, -1));
            return;
        }
        for (int i = 0; i < edits.size(); i++) {
            units.add(new Unit(at, List.of(edits.get(i)), i == 0 ? -1 : units.size() - 1));
        }
    }

    /** Told of a disk as a crash may leave it. */
    @FunctionalInterface
    interface Visitor {
        void visit(Image image, boolean journaled);
    }

    /** Tells of all that a crash may leave that falls before the change of number {@code instant}. */
    void before(int instant, Visitor visitor) {
        Image made = settled.copy();
        Files files = files(instant, made);
        BitSet durable = durable(instant);
        List<Integer> pending = new ArrayList<>();
        for (int unit = 0; unit < units.size() && units.get(unit).at() < instant; unit++) {
            if (!durable.get(unit)) {
                pending.add(unit);
            }
        }
        for (int kept = 0; kept <= pending.size(); kept++) {
            // A journal that holds a change holds all before it.
            if (kept == pending.size()
                    || (durable.length() <= pending.get(kept)
                            && !units.get(pending.get(kept)).completes())) {
                visit(made, files, with(durable, pending.subList(0, kept)), true, visitor);
            }
        }
        subsets(durable, pending, kept -> visit(made, files, kept, false, visitor));
    }

    /** One of all that a crash may leave that falls before the change of number {@code instant}. */
    Image any(int instant, Random random) {
        Image image = settled.copy();
        Files files = files(instant, image);
        BitSet kept = durable(instant);
        boolean journaled = random.nextBoolean();
        int count = (int) units.stream().filter(unit -> unit.at() < instant).count();
        int first = random.nextInt(kept.length(), count + 1);
        for (int unit = 0; unit < count; unit++) {
            boolean wanted = journaled ? unit < first : random.nextBoolean();
            kept.set(unit, kept.get(unit) || (wanted && isMet(units.get(unit), kept)));
        }
        if (journaled && first < count && units.get(first).completes()) {
            kept.set(first, kept.get(first - 1));
        }
        kept.stream().forEach(unit -> units.get(unit).edits().forEach(image::apply));
        for (int file : torn(image, files)) {
            Content before = Objects.requireNonNull(files.synced().get(file));
            List<Content> contents =
                    between(before, Objects.requireNonNull(files.written().get(file)), journaled);
            image.put(file, contents.get(random.nextInt(contents.size())));
        }
        return image;
    }

    private void subsets(BitSet durable, List<Integer> pending, Consumer<BitSet> visitor) {
        int first = Math.max(0, pending.size() - EXHAUSTIVE);
        for (int old = 0; old <= (first == 0 ? 0 : 1); old++) {
            BitSet base = old == 0 ? durable : with(durable, pending.subList(0, first));
            for (int mask = 0; mask < 1 << (pending.size() - first); mask++) {
                BitSet kept = (BitSet) base.clone();
                for (int bit = first; bit < pending.size(); bit++) {
                    kept.set(pending.get(bit), (mask >> (bit - first) & 1) == 1);
                }
                if (kept.stream().allMatch(unit -> durable.get(unit) || isMet(units.get(unit), kept))) {
                    visitor.accept(kept);
                }
            }
        }
    }

    private static boolean isMet(Unit unit, BitSet kept) {
        return unit.needs() < 0 || kept.get(unit.needs());
    }

    private static BitSet with(BitSet set, List<Integer> more) {
        BitSet union = (BitSet) set.clone();
        more.forEach(union::set);
        return union;
    }

    private BitSet durable(int instant) {
        BitSet durable = new BitSet();
        for (int at = 0; at < instant; at++) {
            if (changes.get(at) instanceof Change.SyncedDirectory(var directory)) {
                for (int unit = 0; unit < units.size() && units.get(unit).at() < at; unit++) {
                    if (units.get(unit).touches(directory)) {
                        durable.set(unit);
                    }
                }
            }
        }
        return durable;
    }

    /** What happened to files before an instant. */
    private record Files(Map<Integer, Content> written, Map<Integer, Content> synced) {}

    private void visit(Image made, Files files, BitSet kept, boolean journaled, Visitor visitor) {
        Image image = made.copy();
        kept.stream().forEach(unit -> units.get(unit).edits().forEach(image::apply));
        spread(image, torn(image, files), files, journaled, visitor);
    }

    /** Puts into {@code image} all that was made before an instant, without names, and as it was synced. */
    private Files files(int instant, Image image) {
        Files files = new Files(new HashMap<>(), new HashMap<>());
        for (Change change : changes.subList(0, instant)) {
            switch (change) {
                case Change.MadeDirectory(var number) -> image.makeDirectory(number);
                case Change.Wrote(var file, var content) -> {
                    Content before = settled.content(file);
                    files.synced().putIfAbsent(file, before == null ? content : before);
                    files.written().put(file, content);
                }
                case Change.SyncedFile(var file) -> {
                    Content content = files.written().get(file);
                    if (content != null) {
                        files.synced().put(file, content);
                    }
                }
                case Change.Named _, Change.SyncedDirectory _, Change.Began _, Change.Ended _ -> {}
            }
        }
        files.synced().forEach(image::put);
        return files;
    }

    /** The files that have a name and may be anything between what was synced and what was written. */
    private static List<Integer> torn(Image image, Files files) {
        List<Integer> torn = new ArrayList<>();
        image.walk((_, number) -> {
            Content content = files.written().get(number);
            if (content != null && !content.equals(files.synced().get(number))) {
                torn.add(number);
            }
        });
        return torn;
    }

    /** Every combination of what may be in the files. */
    private static void spread(Image image, List<Integer> torn, Files files, boolean journaled, Visitor visitor) {
        if (torn.isEmpty()) {
            visitor.visit(image, journaled);
            return;
        }
        int file = torn.getFirst();
        Content before = Objects.requireNonNull(files.synced().get(file));
        Content after = Objects.requireNonNull(files.written().get(file));
        for (Content content : between(before, after, journaled)) {
            Image one = image.copy();
            one.put(file, content);
            spread(one, torn.subList(1, torn.size()), files, journaled, visitor);
        }
    }

    /** With a journal a file is never longer than what was written of it; without, what is missing may be zeros. */
    private static List<Content> between(Content before, Content after, boolean journaled) {
        byte[] bytes = after.bytes();
        int half = before.bytes().length + (bytes.length - before.bytes().length) / 2;
        List<Content> contents = new ArrayList<>(List.of(
                before,
                after,
                new Content(bytes, before.modified()),
                new Content(Arrays.copyOf(bytes, half), after.modified())));
        if (!journaled) {
            contents.add(new Content(Arrays.copyOf(Arrays.copyOf(bytes, half), bytes.length), after.modified()));
        }
        return contents;
    }
}
