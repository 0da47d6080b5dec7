package io.geckos.storage.fs.files;

import io.geckos.domain.name.ByteSpan;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The file system as the engine uses it: the one way to look at the data directory and the one way to change it, so
 * that a test can record every change, and refuse any.
 */
public interface FileOps extends ReadOps, AutoCloseable {
    /** Of {@link #readAtOnce}. */
    int NOT_AT_ONCE = -2;

    /**
     * The same file system for those who must not wait: what would have to be fetched from the disk fails with EAGAIN.
     *
     * @return null where nobody can tell
     */
    default @Nullable ReadOps atOnce() {
        return null;
    }

    /** Tells whether the path by which the data directory was opened still leads to {@code dir}, which is in it. */
    boolean isInPlace(DirectoryHandle dir) throws FileFault;

    /**
     * From now on {@link #root} is what the data directory's path leads to now. What was opened before stays what it is.
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
     * @return false if it did
     */
    boolean listWhile(DirectoryHandle dir, EntryTest test) throws FileFault;

    /** What is said of an open file, whether or not it still has a name. */
    FileStatus stat(FileHandle file) throws FileFault;

    /**
     * Reads as {@link #read} does, as far as the system has the bytes in memory.
     *
     * @return {@link #NOT_AT_ONCE} if that would have to wait for the disk
     */
    int readAtOnce(FileHandle file, ByteBuffer buffer, long position) throws FileFault;

    /**
     * How large the file system is.
     *
     * @param usable bytes it still has for this process
     * @param total bytes it has altogether
     */
    record Space(long usable, long total, Inodes inodes) {}

    /**
     * How many files a file system can take.
     *
     * @param total 0 where there is no such limit, or nobody tells of it
     */
    record Inodes(long free, long total) {
        public static final Inodes UNLIMITED = new Inodes(0, 0);
    }

    /** How much room there is. */
    Space space() throws FileFault;

    /** Makes a new file for writing, its owner's alone; EEXIST if the name is taken. The caller closes it. */
    FileHandle create(DirectoryHandle dir, String name) throws FileFault;

    /** Appends all that remains of {@code bytes}. */
    void write(FileHandle file, ByteBuffer bytes) throws FileFault;

    /** Appends a stretch of another file, sharing its storage where the file system can. */
    void copy(FileHandle source, ByteSpan span, FileHandle target) throws FileFault;

    /** Gives a file that {@link #create} made the mode that files in buckets have. */
    void publish(FileHandle file) throws FileFault;

    /** Sets the modification time, in nanoseconds since 1970. */
    void setModified(FileHandle file, long nanos) throws FileFault;

    /** Has the disk begin with a stretch of a file, so that {@link #sync} waits for less. Promises nothing, waits for nothing. */
    default void beginSync(FileHandle file, ByteSpan span) {}

    /** Makes a file's bytes and times durable. */
    void sync(FileHandle file) throws FileFault;

    /** Makes a directory's entries durable. */
    void sync(DirectoryHandle dir) throws FileFault;

    /**
     * Tells whether changes of directories reach the disk in the order in which they were made, as those of file systems with
     * a journal do: then whatever is durable, so is all that was changed before, in any directory.
     *
     * @return false where nobody can tell
     */
    default boolean keepsOrder() {
        return false;
    }

    /**
     * Asks the file system to keep what is made in directories below {@code dir} apart from each other; false if it
     * knows no such thing, and nothing has changed.
     */
    default boolean keepApart(DirectoryHandle dir) {
        return false;
    }

    /** Makes a directory, with the mode that directories of buckets have, or its owner's alone; EEXIST if the name is taken. */
    void mkdir(DirectoryHandle dir, String name) throws FileFault;

    /** Moves an entry in one step, replacing a file that has the new name. */
    void rename(DirectoryHandle from, String name, DirectoryHandle to, String newName) throws FileFault;

    /**
     * Moves a file to another name, replacing what has that name. If both are names of the same file, which
     * {@link #rename} leaves as it is, the old one goes away.
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
