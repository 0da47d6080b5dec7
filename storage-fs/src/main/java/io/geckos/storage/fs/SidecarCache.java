package io.geckos.storage.fs;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Sidecars that were read lately, each good for as long as its file is the one that was read. Every path has one place
 * here, which it shares with others: whichever was read last is kept, so memory is bounded.
 */
final class SidecarCache {
    private static final int PLACES = 4096;

    /** Larger ones, of objects of many parts, are read each time. */
    private static final int BYTES_MAX = 4096;

    private final AtomicReferenceArray<@Nullable Read> places = new AtomicReferenceArray<>(PLACES);

    private record Read(String path, Stat file, Sidecar sidecar) {}

    /** What the file of {@code path} said when it was as {@code file} describes it; null if that is not known. */
    @Nullable
    Sidecar get(String path, Stat file) {
        Read read = places.get(place(path));
        return read != null && read.file.equals(file) && read.path.equals(path) ? read.sidecar : null;
    }

    /** Tells whether a sidecar of that path was read lately, be it still the same or not. */
    boolean has(String path) {
        Read read = places.get(place(path));
        return read != null && read.path.equals(path);
    }

    void put(String path, Stat file, Sidecar sidecar) {
        if (file.size() <= BYTES_MAX) {
            places.set(place(path), new Read(path, file, sidecar));
        }
    }

    private static int place(String path) {
        int hash = path.hashCode();
        return (hash ^ hash >>> 16) & PLACES - 1;
    }
}
