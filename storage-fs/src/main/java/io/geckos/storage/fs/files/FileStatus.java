package io.geckos.storage.fs.files;

import java.time.Instant;

/**
 * Attributes of a file or directory (stat). Times are in nanoseconds since 1970.
 *
 * @param modified the modification time
 * @param born the time of creation; the modification time if the file system does not keep it
 * @param changed of a directory, the time at which an entry was last added or removed. Programs cannot set it, if the file
 *     system keeps it; otherwise it is the modification time. Of anything else it is 0.
 */
public record FileStatus(FileType type, long inode, long size, long modified, long born, long changed) {
    public static final long SECOND = 1_000_000_000L;

    /** Within this time of a change, a further change may leave the same time stamp. */
    private static final long GRANULARITY_NANOS = 2 * SECOND;

    /** The status on a file system that keeps no time of change. */
    public FileStatus(FileType type, long inode, long size, long modified, long born) {
        this(type, inode, size, modified, born, type == FileType.DIRECTORY ? modified : 0);
    }

    public Instant lastModified() {
        return instant(modified);
    }

    public boolean isRegular() {
        return type == FileType.REGULAR;
    }

    /** Tells whether this is the same file or directory, changed or not. */
    public boolean isSameAs(FileStatus that) {
        return inode == that.inode && born == that.born;
    }

    /**
     * Tells whether no entry of this directory was added or removed since {@code then} was read, provided that its change time
     * {@linkplain #hasReliableChangeTime is reliable}.
     */
    public boolean isUnchangedSince(FileStatus then) {
        return isSameAs(then) && changed == then.changed;
    }

    /** Tells whether any later change of this directory will lead to another time of change. */
    public boolean hasReliableChangeTime() {
        return changed < nanos(Instant.now()) - GRANULARITY_NANOS;
    }

    public static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }

    /** Nanoseconds since 1970; times outside the range of a {@code long} become its nearest value. */
    public static long nanos(Instant instant) {
        return nanos(instant.getEpochSecond(), instant.getNano());
    }

    public static long nanos(long seconds, int nanos) {
        try {
            return Math.addExact(Math.multiplyExact(seconds, SECOND), nanos);
        } catch (ArithmeticException _) {
            return seconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
