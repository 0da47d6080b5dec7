package io.geckos.storage.fs.multipart;

import java.util.Arrays;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All uploads of a bucket from one place in the order of listings to where the memory ended. For one thread at a time. */
final class UploadRange {
    /** What an array and its place in a tree take besides its bytes. */
    private static final int OVERHEAD = 72;

    private final byte[] from;
    private final long most;
    private final NavigableSet<byte[]> places = new TreeSet<>(Arrays::compareUnsigned);
    private byte @Nullable [] until;
    private long bytes;

    /** Begins at {@code from}, empty, and takes {@code most} bytes. */
    UploadRange(byte[] from, long most) {
        this.from = from;
        this.most = most;
    }

    boolean covers(byte[] place) {
        return Arrays.compareUnsigned(from, place) <= 0 && (until == null || Arrays.compareUnsigned(place, until) < 0);
    }

    /** Where this ends; null if nothing is behind it. */
    byte @Nullable [] until() {
        return until;
    }

    /** The first that is not before {@code place}; null if there is none. */
    byte @Nullable [] first(byte[] place) {
        return places.ceiling(place);
    }

    /** Adds one, if this covers it. If it does not fit, this ends earlier. */
    void add(byte[] place) {
        if (covers(place) && places.add(place)) {
            bytes += place.length + OVERHEAD;
            while (bytes > most) {
                until = places.removeLast();
                bytes -= until.length + OVERHEAD;
            }
        }
    }

    void remove(byte[] place) {
        if (places.remove(place)) {
            bytes -= place.length + OVERHEAD;
        }
    }

    /** About how much memory this takes. */
    long bytes() {
        return bytes;
    }
}
