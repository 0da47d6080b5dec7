package io.geckos.storage.fs.volume;

import io.geckos.domain.error.StorageException;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.DirectoryWatcher;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileAction;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.InternalPaths;
import io.geckos.storage.fs.files.StorageLog;
import io.geckos.storage.fs.index.DirectoryIndex;
import io.geckos.storage.fs.index.IndexingFileOps;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The data directory held open, with what all parts of the engine share. */
public final class DataDirectory implements AutoCloseable {
    private static final String GONE =
            "the data directory is gone, or another stands in its place; serving goes on when it is back";

    private final FileOps files;
    private final DirectoryIndex index;
    private final DiskSpace space;
    private final WriteHealth health = new WriteHealth();
    private final CommitClock clock;
    private final DiskExecutor disk;
    private final SyncBatch syncs;

    /** The internal directories that are known to survive a loss of power. */
    private final Set<String> durable = ConcurrentHashMap.newKeySet();

    private final Queue<Runnable> former = new ConcurrentLinkedQueue<>();
    private final List<Runnable> forgetful = new CopyOnWriteArrayList<>();
    private final AtomicBoolean away = new AtomicBoolean();
    private volatile DirectoryHandle internal;
    private volatile StagingArea staging;
    private volatile DirectoryHandle buckets;
    private volatile Replacement replacement = () -> false;

    /** What is done when the data directory is no longer where it was. */
    @FunctionalInterface
    public interface Replacement {
        /** Makes what stands in its place the data directory, by {@link #reopen}, if that is one; tells whether it did. */
        boolean takeOver() throws FileFault;
    }

    /** Takes over {@code files}; makes what is missing of the internal directories. */
    public DataDirectory(FileOps files, Durability durability, long reserve) throws FileFault {
        this(
                files,
                durability,
                reserve,
                new DirectoryIndex(files, DirectoryIndex.Limits.DEFAULT, DirectoryWatcher.NONE));
    }

    /** The same with a certain index of {@code files}, which is told of all that is changed through this. */
    public DataDirectory(FileOps files, Durability durability, long reserve, DirectoryIndex index) throws FileFault {
        this(files, durability, reserve, index, new CommitClock(InstantSource.system()), new DiskExecutor());
    }

    /** The same with the time told by {@code clock} and the disk waited for by {@code disk}, which this takes over too. */
    public DataDirectory(
            FileOps files,
            Durability durability,
            long reserve,
            DirectoryIndex index,
            CommitClock clock,
            DiskExecutor disk)
            throws FileFault {
        this.files = new IndexingFileOps(files, index);
        this.index = index;
        this.space = new DiskSpace(files, reserve);
        this.clock = clock;
        this.disk = disk;
        this.syncs = new SyncBatch(files, disk, durability, health);
        Deque<Runnable> opened = new ArrayDeque<>();
        try {
            this.internal = ensure(files.root(), InternalPaths.ROOT);
            opened.add(internal::close);
            this.staging = StagingArea.open(this, internal);
            opened.add(staging::close);
            this.buckets = ensure(internal, InternalPaths.BUCKETS);
        } catch (FileFault | StorageException e) {
            opened.forEach(Runnable::run);
            disk.close();
            throw e;
        }
    }

    public FileOps files() {
        return files;
    }

    public DirectoryIndex index() {
        return index;
    }

    /** The data directory itself. */
    public DirectoryHandle root() {
        return files.root();
    }

    public DirectoryHandle internal() {
        return internal;
    }

    /** Where unfinished files are; emptied at start. */
    public StagingArea staging() {
        return staging;
    }

    /** Where the engine keeps what belongs to buckets but is no object. */
    public DirectoryHandle buckets() {
        return buckets;
    }

    /** Where to wait for the disk. */
    public DiskExecutor disk() {
        return disk;
    }

    /** How to make survive a loss of power what was changed. */
    public SyncBatch syncs() {
        return syncs;
    }

    /** How much room there is. */
    public DiskSpace space() {
        return space;
    }

    /** Says what is done when the data directory is replaced; until then nothing is. */
    public void whenReplaced(Replacement what) {
        replacement = what;
    }

    /** Has {@code what} run when the data directory was replaced, to forget all that was known of the one before. */
    public void afterReplaced(Runnable what) {
        forgetful.add(what);
    }

    /**
     * Returns while the data directory is where it was, or once another one that came in its place was taken over.
     *
     * @throws StorageException.Unavailable if it is gone
     */
    public void requireInPlace() throws FileFault {
        boolean there = files.isInPlace(staging.base()) || takeOver();
        // Told once each time, however many ask meanwhile.
        if (away.get() == there && away.compareAndSet(there, !there)) {
            StorageLog.warn(there ? "the data directory is back" : GONE);
        }
        if (!there) {
            throw new StorageException.Unavailable(GONE);
        }
    }

    private synchronized boolean takeOver() throws FileFault {
        return files.isInPlace(staging.base()) || replacement.takeOver();
    }

    /** From now on the data directory is what its path leads to; false if that is no directory. */
    public boolean reopen() throws FileFault {
        if (!files.reopen()) {
            return false;
        }
        // Calls under way may still use them.
        former.addAll(List.of(internal::close, staging::close, buckets::close));
        durable.clear();
        internal = ensure(files.root(), InternalPaths.ROOT);
        buckets = ensure(internal, InternalPaths.BUCKETS);
        staging = StagingArea.open(this, internal);
        forgetful.forEach(Runnable::run);
        return true;
    }

    public WriteHealth health() {
        return health;
    }

    public CommitClock clock() {
        return clock;
    }

    /** A name no one ever used in {@link #staging}: the time, so that what is older than a start can be told. */
    public String stagingName() {
        return Long.toHexString(clock.next());
    }

    /** Opens a directory, making it where it is missing; that it is there need not survive a loss of power. */
    public DirectoryHandle make(DirectoryHandle parent, String name) throws FileFault {
        DirectoryHandle dir = files.openDir(parent, name);
        if (dir == null) {
            // Of several that find it missing at once, one makes it.
            unless(Errno.EEXIST, () -> files.mkdir(parent, name));
            dir = files.openDir(parent, name);
        }
        return required(dir, name);
    }

    /**
     * Opens a directory that survives a loss of power, making it where it is missing. That it is there does not say so:
     * another may have made it just now, or a start that was cut off.
     */
    public DirectoryHandle ensure(DirectoryHandle parent, String name) throws FileFault {
        DirectoryHandle there = files.openDir(parent, name);
        DirectoryHandle dir = there == null ? make(parent, name) : there;
        if (there == null || !durable.contains(dir.path())) {
            try {
                syncs.force(parent);
            } catch (StorageException e) {
                dir.close();
                throw e;
            }
            durable.add(dir.path());
        }
        return dir;
    }

    private static DirectoryHandle required(@Nullable DirectoryHandle dir, String name) throws FileFault {
        if (dir == null) {
            throw new FileFault(Errno.ENOENT, "open", name);
        }
        return dir;
    }

    /** Moves something out of sight in one step, durably, then removes it with all that is in it. */
    public void discard(DirectoryHandle dir, String name) throws FileFault {
        discard(dir, name, stagingName(), () -> {});
    }

    /**
     * The same for a bucket, which keeps its name out of sight until what else is kept of it is discarded: so a start that was
     * cut off knows that the bucket was deleted, and not lost.
     */
    public void discardBucket(String name, FileAction discardRest) throws FileFault {
        discard(root(), name, stagingName() + StagingArea.NAMED + name, discardRest);
    }

    private void discard(DirectoryHandle dir, String name, String discarded, FileAction rest) throws FileFault {
        files.rename(dir, name, staging.base(), discarded);
        forgetBelow(dir, name);
        syncs.force(dir);
        tidy(() -> {
            rest.run();
            removeTree(staging.base(), discarded);
        });
    }

    /** Forgets that a directory, which was moved away, and those below it are durable where they were. */
    void forgetBelow(DirectoryHandle dir, String name) {
        String path = dir.path() + "/" + name;
        durable.removeIf(known -> known.equals(path) || known.startsWith(path + "/"));
    }

    /** Clears away what is left by a change that has happened, and has even if this fails: then it is left. */
    public void tidy(FileAction tidying) {
        try {
            tidying.run();
        } catch (FileFault fault) {
            if (fault.is(Errno.EIO)) {
                health.halt(fault);
            }
            StorageLog.warn("left behind: " + fault.getMessage());
        }
    }

    /** Removes a file, or a directory with all that is in it; what others remove meanwhile does not matter. */
    public void removeTree(DirectoryHandle dir, String name) throws FileFault {
        DirectoryHandle tree = files.openDir(dir, name);
        if (tree == null) {
            removeFile(dir, name);
            return;
        }
        try (tree) {
            files.list(tree, (child, _) -> {
                if (child != null) {
                    removeTree(tree, child);
                }
            });
        }
        unless(Errno.ENOENT, () -> files.rmdir(dir, name));
    }

    /** Removes a file that may be gone already. */
    public void removeFile(DirectoryHandle dir, String name) throws FileFault {
        unless(Errno.ENOENT, () -> files.unlink(dir, name));
    }

    /** Makes a change that another may have made already, as {@code made} tells then. */
    private static void unless(Errno made, FileAction change) throws FileFault {
        try {
            change.run();
        } catch (FileFault fault) {
            if (!fault.is(made)) {
                throw fault;
            }
        }
    }

    @Override
    public void close() {
        buckets.close();
        staging.close();
        internal.close();
        disk.close();
        former.forEach(Runnable::run);
        files.close();
    }
}
