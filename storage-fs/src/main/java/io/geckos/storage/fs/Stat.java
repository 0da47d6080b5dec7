package io.geckos.storage.fs;

import java.time.Instant;

/**
 * What the file system says of a file.
 *
 * @param modified nanoseconds since 1970
 * @param born nanoseconds since 1970; the modification time where the file system does not know
 * @param changed of a directory, when its entries last came or went, in nanoseconds since 1970: unlike {@code modified},
 *     nobody can set it where the file system keeps it; 0 of anything else
 */
record Stat(FileType type, long inode, long size, long modified, long born, long changed) {
    static final long SECOND = 1_000_000_000L;

    /** Where the file system keeps no time of change. */
    Stat(FileType type, long inode, long size, long modified, long born) {
        this(type, inode, size, modified, born, type == FileType.DIRECTORY ? modified : 0);
    }

    Instant lastModified() {
        return instant(modified);
    }

    boolean isRegular() {
        return type == FileType.REGULAR;
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }

    /** Nanoseconds since 1970; times that a {@code long} cannot tell are moved to the nearest it can. */
    static long nanos(Instant instant) {
        return nanos(instant.getEpochSecond(), instant.getNano());
    }

    static long nanos(long seconds, int nanos) {
        try {
            return Math.addExact(Math.multiplyExact(seconds, SECOND), nanos);
        } catch (ArithmeticException _) {
            return seconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
