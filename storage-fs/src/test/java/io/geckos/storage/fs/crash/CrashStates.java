package io.geckos.storage.fs.crash;

import io.geckos.storage.fs.testkit.disk.DiskChange;
import io.geckos.storage.fs.testkit.disk.DiskImage;
import io.geckos.storage.fs.testkit.disk.DiskImage.Content;
import io.geckos.storage.fs.testkit.disk.DiskImage.Edit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a disk may hold when the power fails at some instant of a run: of all that was changed and not synced, any part.
 *
 * <p>A file system with a journal keeps changes of directories in their order, so it loses the last of them; one without
 * keeps any and loses any others. What both are trusted with: an entry changes whole; a file that is moved has its new
 * name on the disk no later than it loses its old one; and a directory that is moved is never in two places.
 */
public final class CrashStates {
    /** Of so many changes that may be lost, every subset is tried; of more, the first are lost or kept together. */
    private static final int EXHAUSTIVE = 7;

    /** What a disk may be trusted with beside what it must be. */
    public enum Order {
        /** Nothing: a sync of the directory that a file was moved out of may lose its new name. The engine promises less. */
        NONE,
        /** Such a sync makes the new name durable too, as it must where that always comes first. */
        MOVES,
        /** It has a journal, which keeps the order of all changes; files are torn as on others. */
        ALL
    }

    private final DiskImage initial;
    private final List<DiskChange> changes;
    private final Order order;
    private final List<Unit> units = new ArrayList<>();
    private final Map<Torn, List<Content>> contents = new HashMap<>();

    /**
     * @param initial what the disk held before the run
     * @param changes all that happened in the run
     */
    public CrashStates(DiskImage initial, List<DiskChange> changes, Order order) {
        this.initial = initial;
        this.changes = changes;
        this.order = order;
        for (int at = 0; at < changes.size(); at++) {
            if (changes.get(at) instanceof DiskChange.EntriesChanged(var edits, var together)) {
                addUnits(at, edits, together);
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

    private void addUnits(int at, List<Edit> edits, boolean together) {
        if (together) {
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
        void visit(DiskImage image, boolean journaled);
    }

    /** Tells of all that a crash may leave that falls before the change of number {@code instant}. */
    void before(int instant, Visitor visitor) {
        DiskImage made = initial.copy();
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
        if (order == Order.ALL) {
            return;
        }
        int first = Math.max(0, pending.size() - EXHAUSTIVE);
        Subsets subsets = new Subsets(instant, pending.subList(first, pending.size()), files, visitor);
        visit(subsets, made.copy(), 0, durable);
        if (first > 0) {
            visit(subsets, made.copy(), 0, with(durable, pending.subList(0, first)));
        }
    }

    /** One of all that a crash may leave that falls before the change of number {@code instant}. */
    public DiskImage any(int instant, Random random) {
        DiskImage image = initial.copy();
        Files files = files(instant, image);
        BitSet kept = durable(instant);
        boolean journaled = order == Order.ALL || random.nextBoolean();
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
            Content after = Objects.requireNonNull(files.written().get(file));
            List<Content> between = new Torn(before, after, journaled).contents();
            image.put(file, between.get(random.nextInt(between.size())));
        }
        return image;
    }

    /** All that a file system without a journal may keep of {@code open}, beside what is kept anyway. */
    private record Subsets(int instant, List<Integer> open, Files files, Visitor visitor) {}

    /** Takes over {@code image}, in which all units before {@code next} are decided. */
    private void visit(Subsets subsets, DiskImage image, int next, BitSet already) {
        BitSet kept = already;
        for (int unit = next; unit < units.size() && units.get(unit).at() < subsets.instant(); unit++) {
            if (subsets.open().contains(unit) && isMet(units.get(unit), kept)) {
                visit(subsets, image.copy(), unit + 1, kept);
                kept = with(kept, List.of(unit));
            }
            if (kept.get(unit)) {
                units.get(unit).edits().forEach(image::apply);
            }
        }
        spread(image, torn(image, subsets.files()), subsets.files(), false, subsets.visitor());
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
            if (changes.get(at) instanceof DiskChange.SyncedDirectory(var directory)) {
                for (int unit = 0; unit < units.size() && units.get(unit).at() < at; unit++) {
                    if (units.get(unit).touches(directory)) {
                        durable.set(unit);
                        if (order == Order.MOVES && units.get(unit).completes()) {
                            durable.set(units.get(unit).needs());
                        }
                    }
                }
            }
        }
        return durable;
    }

    /**
     * What happened to files before an instant.
     *
     * @param unsettled those that may be anything between what was synced and what was written
     */
    private record Files(Map<Integer, Content> written, Map<Integer, Content> synced, Set<Integer> unsettled) {}

    private void visit(DiskImage made, Files files, BitSet kept, boolean journaled, Visitor visitor) {
        DiskImage image = made.copy();
        kept.stream().forEach(unit -> units.get(unit).edits().forEach(image::apply));
        spread(image, torn(image, files), files, journaled, visitor);
    }

    /** Puts into {@code image} all that was made before an instant, without names, and as it was synced. */
    private Files files(int instant, DiskImage image) {
        Files files = new Files(new HashMap<>(), new HashMap<>(), new TreeSet<>());
        for (DiskChange change : changes.subList(0, instant)) {
            switch (change) {
                case DiskChange.MadeDirectory(var number) -> image.makeDirectory(number);
                case DiskChange.FileWritten(var file, var content) -> {
                    Content before = initial.content(file);
                    files.synced().putIfAbsent(file, before == null ? content : before);
                    files.written().put(file, content);
                }
                case DiskChange.SyncedFile(var file) -> {
                    Content content = files.written().get(file);
                    if (content != null) {
                        files.synced().put(file, content);
                    }
                }
                case DiskChange.EntriesChanged _,
                        DiskChange.SyncedDirectory _,
                        DiskChange.CallStarted _,
                        DiskChange.CallEnded _ -> {}
            }
        }
        files.synced().forEach(image::put);
        files.written().forEach((file, content) -> {
            if (!content.equals(files.synced().get(file))) {
                files.unsettled().add(file);
            }
        });
        return files;
    }

    /** The unsettled files that have a name. */
    private static List<Integer> torn(DiskImage image, Files files) {
        Set<Integer> named = new TreeSet<>();
        if (!files.unsettled().isEmpty()) {
            image.find(files.unsettled(), DiskImage.ROOT, named);
        }
        return List.copyOf(named);
    }

    /** Every combination of what may be in the files. */
    private void spread(DiskImage image, List<Integer> torn, Files files, boolean journaled, Visitor visitor) {
        if (torn.isEmpty()) {
            visitor.visit(image, journaled);
            return;
        }
        int file = torn.getFirst();
        Content before = Objects.requireNonNull(files.synced().get(file));
        Content after = Objects.requireNonNull(files.written().get(file));
        Torn between = new Torn(before, after, journaled);
        for (Content content : contents.computeIfAbsent(between, Torn::contents)) {
            DiskImage one = image.copy();
            one.put(file, content);
            spread(one, torn.subList(1, torn.size()), files, journaled, visitor);
        }
    }

    /** A file of which a crash may leave anything between two contents. */
    private record Torn(Content before, Content after, boolean journaled) {
        /** With a journal a file is never longer than what was written of it; without, what is missing may be zeros. */
        List<Content> contents() {
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
}
