package io.geckos.storage.fs.index;

import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.OpenDir;
import io.geckos.storage.fs.files.Stat;
import io.geckos.storage.fs.format.Layout;
import io.geckos.storage.fs.format.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads directories that are too large to be known: all of the directory for each stretch of its names. */
final class Stretches {
    /** As every reading is long, it fetches more than was asked for. */
    private static final int LEAST = 2_000;

    private final FileOps files;

    Stretches(FileOps files) {
        this.files = files;
    }

    /** Reads a directory; sidecars beside their files are left out. */
    Stretch read(OpenDir dir, Sought sought) throws FileFault {
        int limit = Math.max(LEAST, sought.limit());
        Predicate<Layout.Named> rest = sought::includes;
        while (true) {
            TreeSet<Layout.Named> first = new TreeSet<>(DirectoryIndex.ORDER);
            boolean complete = readFirst(dir, sought.within(), rest, limit, first);
            List<Layout.Named> entries = withoutSidecars(dir, first);
            if (complete || !entries.isEmpty()) {
                return new Stretch(entries, complete);
            }
            Layout.Named last = first.last();
            rest = named -> sought.includes(named) && DirectoryIndex.ORDER.compare(last, named) < 0;
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
}
