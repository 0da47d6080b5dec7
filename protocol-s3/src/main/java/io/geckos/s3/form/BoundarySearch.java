package io.geckos.s3.form;

import java.util.Arrays;

/**
 * Finds a fixed sequence of bytes by Horspool's variant of the Boyer-Moore algorithm. For most bytes it moves forward
 * by the whole length of the sequence.
 */
final class BoundarySearch {
    private final byte[] sequence;

    /** The number of bytes to move forward, by the value of the byte under the end of the sequence. */
    private final int[] shift = new int[256];

    BoundarySearch(byte[] sequence) {
        this.sequence = sequence.clone();
        int last = sequence.length - 1;
        Arrays.fill(shift, sequence.length);
        for (int i = 0; i < last; i++) {
            shift[sequence[i] & 0xff] = last - i;
        }
    }

    int length() {
        return sequence.length;
    }

    /** The index of the first whole occurrence between {@code from} and {@code to}; -1 if there is none. */
    int find(byte[] bytes, int from, int to) {
        int last = sequence.length - 1;
        for (int end = from + last; end < to; end += shift[bytes[end] & 0xff]) {
            if (Arrays.equals(bytes, end - last, end + 1, sequence, 0, sequence.length)) {
                return end - last;
            }
        }
        return -1;
    }
}
