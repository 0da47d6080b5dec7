package io.geckos.storage.fs.index;

import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.format.KeyLayout;
import io.geckos.storage.fs.format.ObjectPath;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Lists directories that are too large for the index. Each page needs a scan of the whole directory. */
final class DirectoryPager {
    /** The least number of names in a page. Each scan is long, so it fetches more than was asked for. */
    private static final int MIN_PAGE = 2_000;

    private final FileOps files;

    DirectoryPager(FileOps files) {
        this.files = files;
    }

    /** Reads a page of a directory, without the sidecars of files in it. */
    NamePage read(DirectoryHandle dir, DirectoryRangeQuery sought) throws FileFault {
        int limit = Math.max(MIN_PAGE, sought.limit());
        Predicate<KeyLayout.Named> rest = sought::includes;
        while (true) {
            TreeSet<KeyLayout.Named> first = new TreeSet<>(DirectoryIndex.ORDER);
            boolean complete = readFirst(dir, sought.within(), rest, limit, first);
            List<KeyLayout.Named> entries = withoutSidecars(dir, first);
            if (complete || !entries.isEmpty()) {
                return new NamePage(entries, complete);
            }
            // All names so far were sidecars: go on behind the last one.
            KeyLayout.Named last = first.last();
            rest = named -> sought.includes(named) && DirectoryIndex.ORDER.compare(last, named) < 0;
        }
    }

    /** Puts the first {@code limit} names into {@code first}; tells whether those are all. */
    private boolean readFirst(
            DirectoryHandle dir,
            KeyLayout.Directory within,
            Predicate<KeyLayout.Named> wanted,
            int limit,
            NavigableSet<KeyLayout.Named> first)
            throws FileFault {
        boolean[] dropped = new boolean[1];
        files.list(dir, (name, type) -> {
            KeyLayout.Named named = name == null ? null : KeyLayout.read(within, name, type);
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

    private List<KeyLayout.Named> withoutSidecars(DirectoryHandle dir, Set<KeyLayout.Named> entries) throws FileFault {
        List<KeyLayout.Named> kept = new ArrayList<>(entries.size());
        for (KeyLayout.Named named : entries) {
            if (!isSidecar(dir, named.place())) {
                kept.add(named);
            }
        }
        return kept;
    }

    private boolean isSidecar(DirectoryHandle dir, @Nullable ObjectPath place) throws FileFault {
        if (place == null || !place.is(ObjectPath.Kind.BARE) || !place.name().endsWith(KeyLayout.SIDECAR)) {
            return false;
        }
        String data = place.name().substring(0, place.name().length() - KeyLayout.SIDECAR.length());
        FileStatus stat = files.stat(dir, data);
        return stat != null && stat.isRegular();
    }
}
