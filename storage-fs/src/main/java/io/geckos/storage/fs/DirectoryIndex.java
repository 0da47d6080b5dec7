package io.geckos.storage.fs;

import io.geckos.domain.ObjectKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What directories hold, in the order of keys: a stretch at a time, so that memory does not grow with the directory. */
final class DirectoryIndex {
    /** A file before a directory or piece of the same text. */
    static final Comparator<Layout.Named> ORDER = Comparator.comparing(Layout.Named::text, ObjectKey.ORDER)
            .thenComparing(named -> named.place() == null)
            .thenComparing(DirectoryIndex::name);

    private final FileOps files;

    DirectoryIndex(FileOps files) {
        this.files = files;
    }

    /**
     * The first {@code limit} of what is wanted in a directory, in order.
     *
     * @param complete whether that is all that is wanted
     */
    record Stretch(List<Layout.Named> entries, boolean complete) {
        static final Stretch EMPTY = new Stretch(List.of(), true);
    }

    /** Reads a directory; sidecars beside their files are left out. A stretch is empty only at the end. */
    Stretch read(OpenDir dir, Layout.Within within, Predicate<Layout.Named> wanted, int limit) throws FileFault {
        Predicate<Layout.Named> rest = wanted;
        while (true) {
            TreeSet<Layout.Named> first = new TreeSet<>(ORDER);
            boolean complete = readFirst(dir, within, rest, limit, first);
            List<Layout.Named> entries = withoutSidecars(dir, first);
            if (complete || !entries.isEmpty()) {
                return new Stretch(entries, complete);
            }
            Layout.Named last = first.last();
            rest = wanted.and(named -> ORDER.compare(last, named) < 0);
        }
    }

    /** Puts the first {@code limit} into {@code first}; tells whether those are all. */
    private boolean readFirst(
            OpenDir dir,
            Layout.Within within,
            Predicate<Layout.Named> wanted,
            int limit,
            NavigableSet<Layout.Named> first)
            throws FileFault {
        boolean[] dropped = new boolean[1];
        files.list(dir, (name, type) -> {
            Layout.Named named = name == null ? null : Layout.read(within, name, type);
            if (named != null && wanted.test(named)) {
                first.add(named);
                if (first.size() > limit) {
                    first.pollLast();
                    dropped[0] = true;
                }
            }
        });
        return !dropped[0];
    }

    private List<Layout.Named> withoutSidecars(OpenDir dir, Set<Layout.Named> entries) throws FileFault {
        List<Layout.Named> kept = new ArrayList<>(entries.size());
        for (Layout.Named named : entries) {
            if (!isSidecar(dir, named.place())) {
                kept.add(named);
            }
        }
        return kept;
    }

    private boolean isSidecar(OpenDir dir, @Nullable Place place) throws FileFault {
        if (place == null || !place.is(Place.Kind.BARE) || !place.name().endsWith(Layout.SIDECAR)) {
            return false;
        }
        String data = place.name().substring(0, place.name().length() - Layout.SIDECAR.length());
        Stat stat = files.stat(dir, data);
        return stat != null && stat.isRegular();
    }

    private static String name(Layout.Named named) {
        Place place = named.place();
        Layout.Within directory = named.directory();
        return place != null ? place.toString() : directory == null ? "" : directory.path();
    }
}
