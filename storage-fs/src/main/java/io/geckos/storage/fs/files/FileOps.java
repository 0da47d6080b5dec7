package io.geckos.storage.fs.files;

import io.geckos.domain.name.ByteSpan;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The file system as the engine uses it. All access to the data directory goes through it, so that tests can record and
 * refuse every change.
 */
public interface FileOps extends ReadOps, AutoCloseable {
    /** What {@link #readCached} answers if the bytes are not in memory. */
    int NOT_CACHED = -2;

    /**
     * A view that never waits for the disk: whatever is not in memory fails with EAGAIN.
     *
     * @return null if the platform has no such view
     */
    default @Nullable ReadOps cachedReads() {
        return null;
    }

    /** Tells whether {@code dir}, a directory in the data directory, can still be reached by its path. */
    boolean isInPlace(DirectoryHandle dir) throws FileFault;

    /**
     * Opens the data directory again by its path, as the new {@link #root}. Handles that are open stay as they are.
     *
     * @return false if it leads to no directory, and nothing has changed
     */
    boolean reopen() throws FileFault;

    /**
     * Calls {@code visitor} for every entry, in no order; names that are not UTF-8 come as null. A directory that was
     * removed has none.
     */
    default void list(DirectoryHandle dir, EntryVisitor visitor) throws FileFault {
        listWhile(dir, (name, type) -> {
            visitor.visit(name, type);
            return true;
        });
    }

    /**
     * Calls {@code test} for entries as {@link #list} does, until it returns false.
     *
     * @return whether all entries were visited
     */
    boolean listWhile(DirectoryHandle dir, EntryTest test) throws FileFault;

    /** The status of an open file, even if it has no name any more. */
    FileStatus stat(FileHandle file) throws FileFault;

    /**
     * Reads as {@link #read} does, but only bytes that the system has in memory.
     *
     * @return {@link #NOT_CACHED} if the disk would have to be read
     */
    int readCached(FileHandle file, ByteBuffer buffer, long position) throws FileFault;

    /**
     * The size of the file system.
     *
     * @param usable bytes that this process may still use
     * @param total bytes in all
     */
    record Space(long usable, long total, Inodes inodes) {}

    /**
     * How many files a file system can take.
     *
     * @param total 0 if there is no such limit, or it is unknown
     */
    record Inodes(long free, long total) {
        public static final Inodes UNLIMITED = new Inodes(0, 0);
    }

    /** The free space and the size of the file system. */
    Space space() throws FileFault;

    /** Makes a new file for writing; EEXIST if the name is taken. The caller closes it. */
    FileHandle create(DirectoryHandle dir, String name, FileAccess access) throws FileFault;

    /** Appends all that remains of {@code bytes}. */
    void write(FileHandle file, ByteBuffer bytes) throws FileFault;

    /** Appends a span of another file, and shares its blocks if the file system can. */
    void copy(FileHandle source, ByteSpan span, FileHandle target) throws FileFault;

    /** Sets the modification time, in nanoseconds since 1970. */
    void setModified(FileHandle file, long nanos) throws FileFault;

    /** Starts to write a span of a file back, so that {@link #sync} waits for less. It does not wait, and guarantees nothing. */
    default void beginSync(FileHandle file, ByteSpan span) {}

    /** Makes a file's bytes and times durable. */
    void sync(FileHandle file) throws FileFault;

    /** Makes a directory's entries durable. */
    void sync(DirectoryHandle dir) throws FileFault;

    /**
     * Tells whether changes of directories reach the disk in the order in which they were made, as on file systems with a
     * journal. Then a durable change implies that all earlier ones, in any directory, are durable.
     *
     * @return false if it is unknown
     */
    default boolean keepsOrder() {
        return false;
    }

    /**
     * Asks the file system to place the subdirectories of {@code dir} in different block groups (the flag TOPDIR).
     *
     * @return false if it cannot; then nothing has changed
     */
    default boolean spreadSubdirectories(DirectoryHandle dir) {
        return false;
    }

    /**
     * Makes a directory, with the mode that directories of buckets have, or accessible to its owner alone; EEXIST if the name
     * is taken.
     */
    void mkdir(DirectoryHandle dir, String name) throws FileFault;

    /** Moves an entry in one step, replacing a file that has the new name. */
    void rename(DirectoryHandle from, String name, DirectoryHandle to, String newName) throws FileFault;

    /**
     * Moves a file to another name, replacing what has that name. If both are names of the same file, which
     * {@link #rename} leaves as it is, the old one is removed.
     *
     * @throws FileFault as {@link #rename}; {@link Errno#ENOENT} if there is no such file
     */
    default void move(DirectoryHandle from, String name, DirectoryHandle to, String newName) throws FileFault {
        FileStatus moved = stat(from, name);
        FileStatus there = moved == null ? null : stat(to, newName);
        if (moved != null && there != null && moved.isRegular() && moved.isSameAs(there)) {
            unlink(from, name);
        } else {
            rename(from, name, to, newName);
        }
    }

    /**
     * Gives a regular file a second name, which must not be taken (EEXIST): both mean the same bytes, modification time and
     * mode. EPERM, EMLINK, EXDEV and ENOTSUP tell that this file system, or this process, cannot do so with this file.
     */
    void link(DirectoryHandle from, String name, DirectoryHandle to, String newName) throws FileFault;

    /** Removes a file; ENOENT if it is not there. */
    void unlink(DirectoryHandle dir, String name) throws FileFault;

    /** Removes an empty directory; ENOTEMPTY if it is not empty. */
    void rmdir(DirectoryHandle dir, String name) throws FileFault;

    @Override
    void close();

    /** What {@link #list} calls. */
    @FunctionalInterface
    interface EntryVisitor {
        void visit(@Nullable String name, FileType type) throws FileFault;
    }

    /** What {@link #listWhile} calls. It returns whether to go on. */
    @FunctionalInterface
    interface EntryTest {
        boolean test(@Nullable String name, FileType type) throws FileFault;
    }
}
