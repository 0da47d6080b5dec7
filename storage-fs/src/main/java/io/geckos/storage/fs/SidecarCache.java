package io.geckos.storage.fs;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Sidecars that were read lately, each good for as long as its file is the one that was read. Every path has a few places
 * here, which it shares with others: what was put there longest ago gives way, so memory is bounded.
 */
final class SidecarCache {
    private static final int SETS = 512;
    private static final int WAYS = 8;

    /** Larger ones, of objects of many parts, are read each time. */
    private static final int BYTES_MAX = 4096;

    private final AtomicReferenceArray<@Nullable Read> places = new AtomicReferenceArray<>(SETS * WAYS);

    /** Of the paths, side by side, so that looking for one that is not here touches no other memory. */
    private final int[] hashes = new int[SETS * WAYS];

    private record Read(String path, Stat file, Sidecar sidecar) {}

    /** What the file of {@code path} said when it was as {@code file} describes it; null if that is not known. */
    @Nullable
    Sidecar get(String path, Stat file) {
        Read read = find(path);
        return read != null && read.file.equals(file) ? read.sidecar : null;
    }

    /** Tells whether a sidecar of that path was read lately, be it still the same or not. */
    boolean has(String path) {
        return find(path) != null;
    }

    private @Nullable Read find(String path) {
        int first = set(path);
        for (int place = first; place < first + WAYS; place++) {
            // A hash that another thread is just setting may be missed, and what it belongs to is read again.
            Read read = hashes[place] == path.hashCode() ? places.get(place) : null;
            if (read != null && read.path.equals(path)) {
                return read;
            }
        }
        return null;
    }

    /** Two that put at once may lose one of what they put, or keep one twice: then it is read again, or the newer found first. */
    void put(String path, Stat file, Sidecar sidecar) {
        if (file.size() > BYTES_MAX) {
            return;
        }
        int first = set(path);
        Read next = new Read(path, file, sidecar);
        for (int place = first; place < first + WAYS && next != null; place++) {
            Read there = places.getAndSet(place, next);
            hashes[place] = next.path.hashCode();
            next = there == null || there.path.equals(path) ? null : there;
        }
    }

    private static int set(String path) {
        int hash = path.hashCode();
        return ((hash ^ hash >>> 16) & SETS - 1) * WAYS;
    }
}
