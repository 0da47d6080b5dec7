package io.geckos.storage.fs.read;

import io.geckos.domain.listing.ListQuery;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.format.KeyLayout;
import io.geckos.storage.fs.index.DirectoryIndex;
import io.geckos.storage.fs.index.DirectoryRangeQuery;
import io.geckos.storage.fs.index.KeyRange;
import io.geckos.storage.fs.index.ListPosition;
import io.geckos.storage.fs.index.NamePage;
import io.geckos.storage.fs.volume.BucketDirectoryHandles;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a bucket's files in the order of their keys. A directory is looked into when its first key may be next,
 * and not at all once the listing has passed it.
 *
 * <p>The keys of one directory need not be neighbours: between those of a piece of a long segment, others may lie. So
 * all directories that have been entered are merged.
 */
public final class OrderedKeyWalk {
    private static final int FIRST_STRETCH = 16;
    private static final int LAST_STRETCH = 1024;

    private final DirectoryIndex index;
    private final BucketDirectoryHandles dirs;
    private final PriorityQueue<Cursor> cursors = new PriorityQueue<>();
    private final ListQuery query;
    private KeyRange wanted;

    /** @param dirs for this walk alone */
    public OrderedKeyWalk(DirectoryIndex index, BucketDirectoryHandles dirs, ListQuery query) throws FileFault {
        this.index = index;
        this.dirs = dirs;
        this.query = query;
        String prefix = query.prefix();
        this.wanted = new KeyRange(prefix, ListPosition.of(query));
        String directory = prefix.substring(0, prefix.lastIndexOf('/') + 1);
        enter(new KeyLayout.Directory(dirs.tree(), KeyLayout.directory(directory), directory));
    }

    /**
     * The next file that may be an object, and its place; or a directory that holds an object, if all in it is rolled up.
     * Null at the end.
     */
    public KeyLayout.@Nullable Named next() throws FileFault {
        while (true) {
            Cursor cursor = cursors.poll();
            if (cursor == null) {
                return null;
            }
            if (!wanted.mayBeIn(cursor.within)) {
                continue;
            }
            KeyLayout.Named named = cursor.take();
            if (cursor.hasMore()) {
                cursors.add(cursor);
            }
            if (!wanted.includes(named)) {
                continue;
            }
            if (named.directory() == null || isGroupOfObjects(cursor.within, named.directory())) {
                wanted = wanted.behind(new ListPosition(named.text(), false));
                return named;
            }
            enter(named.directory());
        }
    }

    private boolean isGroupOfObjects(KeyLayout.Directory parent, KeyLayout.Directory directory) throws FileFault {
        if (ListPosition.rollUp(directory.prefix(), query).isEmpty()) {
            return false;
        }
        DirectoryHandle dir = dirs.lookInto(parent.path());
        try {
            return dir != null && index.holdsObject(dir, directory);
        } catch (FileFault fault) {
            if (fault.hides()) {
                return false;
            }
            throw fault;
        }
    }

    /** Passes all keys that begin with {@code group}. */
    public void skip(String group) {
        wanted = wanted.behind(new ListPosition(group, true));
    }

    private void enter(KeyLayout.Directory directory) throws FileFault {
        Cursor cursor = new Cursor(directory);
        if (cursor.hasMore()) {
            cursors.add(cursor);
        }
    }

    /** How far one directory has been gone through. */
    private final class Cursor implements Comparable<Cursor> {
        private final KeyLayout.Directory within;
        private int limit = FIRST_STRETCH;
        private NamePage stretch;
        private int at;

        Cursor(KeyLayout.Directory within) throws FileFault {
            this.within = within;
            this.stretch = read(null);
        }

        private NamePage read(KeyLayout.@Nullable Named after) throws FileFault {
            DirectoryHandle dir = dirs.lookInto(within.path());
            return dir == null
                    ? NamePage.EMPTY
                    : index.read(dir, new DirectoryRangeQuery(within, wanted, after, limit));
        }

        boolean hasMore() {
            return at < stretch.entries().size();
        }

        KeyLayout.Named take() throws FileFault {
            KeyLayout.Named taken = stretch.entries().get(at++);
            if (hasMore() && !wanted.includes(stretch.entries().get(at))) {
                skip();
            }
            if (!hasMore() && !stretch.complete()) {
                stretch = read(taken);
                at = 0;
                limit = Math.min(LAST_STRETCH, 4 * limit);
            }
            return taken;
        }

        /** Passes what is not wanted any more; as the rest may not be either, goes on in small steps. */
        private void skip() {
            limit = FIRST_STRETCH;
            while (hasMore() && !wanted.includes(stretch.entries().get(at))) {
                at++;
            }
        }

        @Override
        public int compareTo(Cursor that) {
            return DirectoryIndex.ORDER.compare(
                    stretch.entries().get(at), that.stretch.entries().get(that.at));
        }
    }
}
