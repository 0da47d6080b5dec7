package io.geckos.storage.fs.files;

import java.time.Instant;

/**
 * What the file system says of a file.
 *
 * @param modified nanoseconds since 1970
 * @param born nanoseconds since 1970; the modification time where the file system does not know
 * @param changed of a directory, when its entries last came or went, in nanoseconds since 1970: unlike {@code modified},
 *     nobody can set it where the file system keeps it; 0 of anything else
 */
public record FileStatus(FileType type, long inode, long size, long modified, long born, long changed) {
    public static final long SECOND = 1_000_000_000L;

    /** Times of change closer than this to the reading do not tell whether something changed after it. */
    private static final long GRANULARITY_NANOS = 2 * SECOND;

    /** Where the file system keeps no time of change. */
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

    /** Tells whether no entry of this directory has come or gone since it was {@link #isSettled settled}. */
    public boolean isUnchangedSince(FileStatus then) {
        return isSameAs(then) && changed == then.changed;
    }

    /** Tells whether the time of change will differ if anything in this directory changes from now on. */
    public boolean isSettled() {
        return changed < nanos(Instant.now()) - GRANULARITY_NANOS;
    }

    public static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }

    /** Nanoseconds since 1970; times that a {@code long} cannot tell are moved to the nearest it can. */
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
