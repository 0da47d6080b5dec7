package io.geckos.storage.fs.read;

import io.geckos.domain.ListQuery;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.OpenDir;
import io.geckos.storage.fs.format.Layout;
import io.geckos.storage.fs.index.DirectoryIndex;
import io.geckos.storage.fs.index.Position;
import io.geckos.storage.fs.index.Sought;
import io.geckos.storage.fs.index.Stretch;
import io.geckos.storage.fs.index.Wanted;
import io.geckos.storage.fs.volume.OpenDirs;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a bucket's files in the order of their keys. A directory is looked into when its first key may be next,
 * and not at all once the listing has passed it.
 *
 * <p>The keys of one directory need not be neighbours: between those of a piece of a long segment, others may lie. So
 * all directories that have been entered are merged.
 */
public final class Walk {
    private static final int FIRST_STRETCH = 16;
    private static final int LAST_STRETCH = 1024;

    private final DirectoryIndex index;
    private final OpenDirs dirs;
    private final PriorityQueue<Cursor> cursors = new PriorityQueue<>();
    private final ListQuery query;
    private Wanted wanted;

    /** @param dirs for this walk alone */
    public Walk(DirectoryIndex index, OpenDirs dirs, ListQuery query) throws FileFault {
        this.index = index;
        this.dirs = dirs;
        this.query = query;
        String prefix = query.prefix();
        this.wanted = new Wanted(prefix, Position.of(query));
        String directory = prefix.substring(0, prefix.lastIndexOf('/') + 1);
        enter(new Layout.Within(Layout.directory(directory), directory));
    }

    /**
     * The next file that may be an object, and its place; or a directory that holds an object, if all in it is rolled up.
     * Null at the end.
     */
    public Layout.@Nullable Named next() throws FileFault {
        while (true) {
            Cursor cursor = cursors.poll();
            if (cursor == null) {
                return null;
            }
            if (!wanted.mayBeIn(cursor.within)) {
                continue;
            }
            Layout.Named named = cursor.take();
            if (cursor.hasMore()) {
                cursors.add(cursor);
            }
            if (!wanted.includes(named)) {
                continue;
            }
            if (named.directory() == null || isGroupOfObjects(cursor.within, named.directory())) {
                wanted = wanted.behind(new Position(named.text(), false));
                return named;
            }
            enter(named.directory());
        }
    }

    private boolean isGroupOfObjects(Layout.Within parent, Layout.Within directory) throws FileFault {
        if (Position.rollUp(directory.prefix(), query).isEmpty()) {
            return false;
        }
        OpenDir dir = dirs.lookInto(parent.path());
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
        wanted = wanted.behind(new Position(group, true));
    }

    private void enter(Layout.Within directory) throws FileFault {
        Cursor cursor = new Cursor(directory);
        if (cursor.hasMore()) {
            cursors.add(cursor);
        }
    }

    /** How far one directory has been gone through. */
    private final class Cursor implements Comparable<Cursor> {
        private final Layout.Within within;
        private int limit = FIRST_STRETCH;
        private Stretch stretch;
        private int at;

        Cursor(Layout.Within within) throws FileFault {
            this.within = within;
            this.stretch = read(null);
        }

        private Stretch read(Layout.@Nullable Named after) throws FileFault {
            OpenDir dir = dirs.lookInto(within.path());
            return dir == null ? Stretch.EMPTY : index.read(dir, new Sought(within, wanted, after, limit));
        }

        boolean hasMore() {
            return at < stretch.entries().size();
        }

        Layout.Named take() throws FileFault {
            Layout.Named taken = stretch.entries().get(at++);
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
