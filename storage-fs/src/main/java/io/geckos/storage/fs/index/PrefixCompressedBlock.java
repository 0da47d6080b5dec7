package io.geckos.storage.fs.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a few sorted byte strings are written: of each, how many bytes it has in common with the one before, how many
 * follow, and those. Numbers take seven bits a byte, the lowest first.
 */
final class PrefixCompressedBlock {
    /** A block is filled up to this many bytes. */
    private static final int FULL = 1024;

    /** Two neighbours that together have fewer bytes become one. */
    static final int SMALL = FULL / 2;

    private PrefixCompressedBlock() {}

    /** Writes strings as blocks that are full. */
    static List<byte[]> write(List<byte[]> strings) {
        return write(strings, FULL);
    }

    /** Writes the strings of a block that has been changed: as one block, unless it has grown to two. */
    static List<byte[]> rewrite(List<byte[]> strings) {
        List<byte[]> blocks = write(strings, 2 * FULL);
        return blocks.size() > 1 ? write(strings) : blocks;
    }

    private static List<byte[]> write(List<byte[]> strings, int full) {
        List<byte[]> blocks = new ArrayList<>(1);
        Writer writer = new Writer();
        for (byte[] string : strings) {
            if (writer.length > full) {
                blocks.add(writer.block());
                writer = new Writer();
            }
            writer.add(string);
        }
        if (writer.length > 0) {
            blocks.add(writer.block());
        }
        return blocks;
    }

    /** The strings of a block. */
    static List<byte[]> read(byte[] block) {
        List<byte[]> strings = new ArrayList<>(128);
        Reader reader = new Reader(block);
        while (reader.advance()) {
            strings.add(reader.value());
        }
        return strings;
    }

    /** Compares the first string of a block. */
    static int compareFirst(byte[] block, byte[] string) {
        Reader reader = new Reader(block);
        // Nothing is in common with the one before the first.
        int shared = reader.number();
        int length = reader.number();
        return Arrays.compareUnsigned(block, reader.at + shared, reader.at + length, string, 0, string.length);
    }

    private static final class Writer {
        private byte[] bytes = new byte[2 * FULL];
        private int length;
        private byte[] last = {};

        void add(byte[] string) {
            int mismatch = length == 0 ? 0 : Arrays.mismatch(last, string);
            int shared = mismatch < 0 ? string.length : mismatch;
            int rest = string.length - shared;
            if (length + rest + 2 * Integer.BYTES > bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * bytes.length + rest);
            }
            number(shared);
            number(rest);
            System.arraycopy(string, shared, bytes, length, rest);
            length += rest;
            last = string;
        }

        private void number(int number) {
            int rest = number;
            while (rest > 0x7f) {
                bytes[length++] = (byte) (rest | 0x80);
                rest >>>= 7;
            }
            bytes[length++] = (byte) rest;
        }

        byte[] block() {
            return Arrays.copyOf(bytes, length);
        }
    }

    /** Goes through the strings of a block; before the first {@link #advance} it has none. */
    static final class Reader {
        private final byte[] block;
        private int at;
        private byte[] string = new byte[96];
        private int length;

        Reader(byte[] block) {
            this.block = block;
        }

        /** Moves to the next string; false at the end. */
        boolean advance() {
            if (at == block.length) {
                return false;
            }
            int shared = number();
            int rest = number();
            length = shared + rest;
            if (length > string.length) {
                string = Arrays.copyOf(string, 2 * length);
            }
            System.arraycopy(block, at, string, shared, rest);
            at += rest;
            return true;
        }

        private int number() {
            int number = 0;
            int shift = 0;
            while (block[at] < 0) {
                number |= (block[at++] & 0x7f) << shift;
                shift += 7;
            }
            return number | block[at++] << shift;
        }

        byte[] value() {
            return Arrays.copyOf(string, length);
        }

        boolean startsWith(byte[] that) {
            return length >= that.length && Arrays.equals(string, 0, that.length, that, 0, that.length);
        }

        int compareTo(byte[] that) {
            return Arrays.compareUnsigned(string, 0, length, that, 0, that.length);
        }
    }
}
