package io.geckos.storage.fs.read;

import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.format.Sidecar;
import io.geckos.storage.fs.volume.SoftValue;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Sidecars that were written lately or read more than once, each good for as long as its file is the one that was read.
 * Every path has a few places here, which it shares with others and which are overwritten in turn, so memory is bounded.
 */
final class SidecarCache {
    private static final int SETS = 512;
    private static final int WAYS = 8;

    /** Larger ones, of objects of many parts, are read each time. */
    private static final int BYTES_MAX = 4096;

    /** Of so many readings it is known that there was one. */
    private static final int READINGS = SETS * WAYS * 4;

    private final SoftValue<AtomicReferenceArray<@Nullable CachedSidecar>> places =
            new SoftValue<>(() -> new AtomicReferenceArray<>(SETS * WAYS));

    /** Of the paths, side by side, so that looking for one that is not here touches no other memory. */
    private final int[] hashes = new int[SETS * WAYS];

    /** Of each set, the place that is overwritten next. */
    private final byte[] next = new byte[SETS];

    /** The hashes of paths that were read. */
    private final int[] readings = new int[READINGS];

    private record CachedSidecar(String path, FileStatus file, Sidecar sidecar) {}

    /** What the file of {@code path} said when it was as {@code file} describes it; null if that is not known. */
    @Nullable
    Sidecar get(String path, FileStatus file) {
        int place = find(path);
        CachedSidecar read = place < 0 ? null : places.get().get(place);
        return read != null && read.path.equals(path) && read.file.equals(file) ? read.sidecar : null;
    }

    /** Tells whether a sidecar of that path is here, be it still the same or not. */
    boolean has(String path) {
        return find(path) >= 0;
    }

    private int find(String path) {
        int first = set(path) * WAYS;
        for (int place = first; place < first + WAYS; place++) {
            // A hash that another thread is just setting may be missed, and what it belongs to is read again.
            CachedSidecar read = hashes[place] == path.hashCode() ? places.get().get(place) : null;
            if (read != null && read.path.equals(path)) {
                return place;
            }
        }
        return -1;
    }

    /**
     * Keeps what was read, if it is not for the first time lately: a listing, or reading at random from many more objects
     * than there is room for, leaves what is asked for again and again where it is, and makes nothing that lives long.
     */
    void offer(String path, FileStatus file, Sidecar sidecar) {
        int reading = spread(path) & READINGS - 1;
        if (readings[reading] == path.hashCode()) {
            put(path, file, sidecar);
        } else {
            readings[reading] = path.hashCode();
        }
    }

    /** Two that put at once may lose one of what they put, or keep one twice: then it is read again. */
    void put(String path, FileStatus file, Sidecar sidecar) {
        if (file.size() > BYTES_MAX) {
            return;
        }
        int place = find(path);
        if (place < 0) {
            int set = set(path);
            place = set * WAYS + (next[set]++ & WAYS - 1);
        }
        places.get().set(place, new CachedSidecar(path, file, sidecar));
        hashes[place] = path.hashCode();
    }

    private static int set(String path) {
        return spread(path) & SETS - 1;
    }

    private static int spread(String path) {
        int hash = path.hashCode();
        return hash ^ hash >>> 16;
    }
}
