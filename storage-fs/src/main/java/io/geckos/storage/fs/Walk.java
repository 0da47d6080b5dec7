package io.geckos.storage.fs;

import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a bucket's files in the order of their keys. A directory is read when its first key may be next, and not
 * at all once the listing has passed it.
 *
 * <p>The keys of one directory need not be neighbours: between those of a piece of a long segment, others may lie. So
 * all directories that have been entered are merged.
 */
final class Walk {
    private final DirectoryIndex index;
    private final OpenDirs dirs;
    private final String prefix;
    private final int stretch;
    private final PriorityQueue<Cursor> cursors = new PriorityQueue<>();
    private Position position;

    /**
     * Begins behind {@code position}.
     *
     * @param dirs for this walk alone
     * @param expected about how many keys will be asked for
     */
    Walk(DirectoryIndex index, OpenDirs dirs, String prefix, Position position, int expected) throws FileFault {
        this.index = index;
        this.dirs = dirs;
        this.prefix = prefix;
        this.position = position;
        // Every file has a sidecar beside it.
        this.stretch = 2 * expected + 2;
        String directory = prefix.substring(0, prefix.lastIndexOf('/') + 1);
        enter(new Layout.Within(Layout.directory(directory), directory));
    }

    /** The next file that may be an object, and its place; null at the end. */
    Layout.@Nullable Named next() throws FileFault {
        while (true) {
            Cursor cursor = cursors.poll();
            if (cursor == null) {
                return null;
            }
            Layout.Named named = cursor.take();
            if (cursor.hasMore()) {
                cursors.add(cursor);
            }
            if (named.directory() == null && isWanted(named)) {
                position = new Position(named.text(), false);
                return named;
            }
            if (named.directory() != null && isWanted(named)) {
                enter(named.directory());
            }
        }
    }

    /** Passes all keys that begin with {@code group}. */
    void skip(String group) {
        position = new Position(group, true);
    }

    private void enter(Layout.Within directory) throws FileFault {
        Cursor cursor = new Cursor(directory);
        if (cursor.hasMore()) {
            cursors.add(cursor);
        }
    }

    private boolean isWanted(Layout.Named named) {
        String text = named.text();
        return named.directory() == null
                ? text.startsWith(prefix) && position.isBefore(text)
                : (text.startsWith(prefix) || prefix.startsWith(text)) && position.mayPrecede(text);
    }

    /** How far one directory has been gone through. */
    private final class Cursor implements Comparable<Cursor> {
        private final Layout.Within within;
        private DirectoryIndex.Stretch read;
        private int at;

        Cursor(Layout.Within within) throws FileFault {
            this.within = within;
            this.read = read(Walk.this::isWanted);
        }

        private DirectoryIndex.Stretch read(Predicate<Layout.Named> wanted) throws FileFault {
            OpenDir dir = dirs.moveTo(within.path());
            return dir == null ? DirectoryIndex.Stretch.EMPTY : index.read(dir, within, wanted, stretch);
        }

        boolean hasMore() {
            return at < read.entries().size();
        }

        Layout.Named take() throws FileFault {
            Layout.Named taken = read.entries().get(at++);
            if (!hasMore() && !read.complete()) {
                Predicate<Layout.Named> wanted =
                        named -> isWanted(named) && DirectoryIndex.ORDER.compare(taken, named) < 0;
                read = read(wanted);
                at = 0;
            }
            return taken;
        }

        @Override
        public int compareTo(Cursor that) {
            return DirectoryIndex.ORDER.compare(
                    read.entries().get(at), that.read.entries().get(that.at));
        }
    }
}
