package io.geckos.storage.fs.index;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sorted set of byte strings in little memory: in blocks, where of each string only what differs from the one before is
 * written. Finding a string reads one block, and a change rewrites one. For one thread at a time.
 */
public final class PrefixCompressedSet {
    /** What an array and the reference to it take besides its bytes. */
    private static final int OVERHEAD = 24;

    private final List<byte[]> blocks = new ArrayList<>();
    private long bytes;
    private long size;

    /** How many strings there are. */
    long size() {
        return size;
    }

    /** About how much memory they take. */
    public long bytes() {
        return bytes;
    }

    boolean contains(byte[] string) {
        Cursor cursor = seek(string);
        return !cursor.isAtEnd() && cursor.compareTo(string) == 0;
    }

    /** The first string that is not before {@code bound}, and those behind it. */
    public Cursor seek(byte[] bound) {
        Cursor cursor = new Cursor(blocks.listIterator(Math.max(0, blockOf(bound))));
        while (!cursor.isAtEnd() && cursor.compareTo(bound) < 0) {
            cursor.advance();
        }
        return cursor;
    }

    /** Goes through all strings, and takes them out of this: of what has been passed no memory is kept. */
    Cursor drain() {
        Deque<byte[]> drained = new ArrayDeque<>(blocks);
        blocks.clear();
        bytes = 0;
        size = 0;
        return new Cursor(new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !drained.isEmpty();
            }

            @Override
            public byte[] next() {
                return drained.remove();
            }
        });
    }

    /** Adds a string; false if it was there. */
    public boolean add(byte[] string) {
        int index = blockOf(string);
        if (index < 0 && blocks.isEmpty()) {
            append(List.of(string));
            return true;
        }
        int at = Math.max(0, index);
        List<byte[]> strings = PrefixCompressedBlock.read(blocks.get(at));
        int found = search(strings, string);
        if (found >= 0) {
            return false;
        }
        strings.add(-found - 1, string);
        replace(at, strings);
        size++;
        return true;
    }

    /** Removes a string; false if it was not there. */
    public boolean remove(byte[] string) {
        int index = blockOf(string);
        List<byte[]> strings = index < 0 ? List.of() : PrefixCompressedBlock.read(blocks.get(index));
        int found = search(strings, string);
        if (found < 0) {
            return false;
        }
        strings.remove(found);
        replace(index, strings);
        size--;
        return true;
    }

    private static int search(List<byte[]> strings, byte[] string) {
        for (int i = 0; i < strings.size(); i++) {
            int order = Arrays.compareUnsigned(strings.get(i), string);
            if (order >= 0) {
                return order == 0 ? i : -i - 1;
            }
        }
        return -strings.size() - 1;
    }

    /** The block that holds a string if any does; -1 if it is before all. */
    private int blockOf(byte[] string) {
        int low = 0;
        int high = blocks.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (PrefixCompressedBlock.compareFirst(blocks.get(middle), string) <= 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    /** Writes a block anew: as two when it has grown, and together with the next when it has shrunk. */
    private void replace(int index, List<byte[]> strings) {
        List<byte[]> written = PrefixCompressedBlock.rewrite(strings);
        if (written.size() == 1
                && index + 1 < blocks.size()
                && written.getFirst().length + blocks.get(index + 1).length < PrefixCompressedBlock.SMALL) {
            strings.addAll(PrefixCompressedBlock.read(blocks.get(index + 1)));
            remove(index + 1);
            written = PrefixCompressedBlock.rewrite(strings);
        }
        remove(index);
        written.forEach(block -> bytes += block.length + OVERHEAD);
        blocks.addAll(index, written);
    }

    private void remove(int index) {
        bytes -= blocks.remove(index).length + OVERHEAD;
    }

    /** Adds strings in order, all behind those that are there. */
    public void append(List<byte[]> strings) {
        for (byte[] block : PrefixCompressedBlock.write(strings)) {
            blocks.add(block);
            bytes += block.length + OVERHEAD;
        }
        size += strings.size();
    }

    /** Goes through the strings while none is added or removed. */
    public static final class Cursor {
        private final Iterator<byte[]> rest;
        private PrefixCompressedBlock.@Nullable Reader reader;

        private Cursor(Iterator<byte[]> blocks) {
            this.rest = blocks;
            advance();
        }

        public boolean isAtEnd() {
            return reader == null;
        }

        /** Moves to the next string. */
        void advance() {
            if (reader != null && reader.advance()) {
                return;
            }
            reader = null;
            if (rest.hasNext()) {
                reader = new PrefixCompressedBlock.Reader(rest.next());
                reader.advance();
            }
        }

        /** The string itself. */
        public byte[] value() {
            return current().value();
        }

        boolean startsWith(byte[] string) {
            return current().startsWith(string);
        }

        int compareTo(byte[] string) {
            return current().compareTo(string);
        }

        private PrefixCompressedBlock.Reader current() {
            if (reader == null) {
                throw new IllegalStateException("at the end");
            }
            return reader;
        }
    }
}
