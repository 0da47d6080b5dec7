package io.geckos.storage.fs.index;

import io.geckos.domain.name.ObjectKey;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.DirectoryWatcher;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.format.KeyLayout;
import io.geckos.storage.fs.format.Tree;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The names in directories, in the order of keys, as far as they fit into a certain memory; those used last stay. What is
 * not known is read from the file system.
 *
 * <p>A small directory is believed to be what it was while its time of change stays the same, which is asked every time.
 * A large one is watched, and each name that may have changed is looked at; one that cannot be watched is read anew after
 * a while, if it has changed.
 */
public final class DirectoryIndex implements AutoCloseable {
    /** A file before a directory or piece of the same text. */
    public static final Comparator<KeyLayout.Named> ORDER = DirectoryIndex::compare;

    private final FileOps files;
    private final Limits limits;
    private final DirectoryWatcher watcher;
    private final DirectoryPager pager;
    private final ConcurrentHashMap<String, IndexedDirectory> directories = new ConcurrentHashMap<>();
    private final List<ChangeListener> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock large = new ReentrantLock();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong uses = new AtomicLong();

    private static int compare(KeyLayout.Named one, KeyLayout.Named other) {
        int texts = ObjectKey.ORDER.compare(one.text(), other.text());
        if (texts != 0) {
            return texts;
        }
        int kinds = NameEncoding.Kind.of(one).compareTo(NameEncoding.Kind.of(other));
        return kinds != 0 ? kinds : one.name().compareTo(other.name());
    }

    /** @param watcher closed with this */
    public DirectoryIndex(FileOps files, Limits limits, DirectoryWatcher watcher) {
        this.files = files;
        this.limits = limits;
        this.watcher = watcher;
        this.pager = new DirectoryPager(files);
    }

    /**
     * How much is known, and for how long.
     *
     * @param memory bytes that names may take; 0 to know none
     * @param small as many names, at most, as are read anew rather than watched
     * @param rescan after how long a large directory that cannot be watched is read anew, and one that was too large for the
     *     memory is tried again
     */
    public record Limits(long memory, int small, Duration rescan) {
        public static final int SMALL = 1_000;
        public static final Limits DEFAULT = new Limits(32 << 20, SMALL, Duration.ofSeconds(30));
    }

    /** Reads a directory; sidecars beside their files are left out. */
    public NamePage read(DirectoryHandle dir, DirectoryRangeQuery sought) throws FileFault {
        if (limits.memory() == 0) {
            return pager.read(dir, sought);
        }
        IndexedDirectory directory = use(dir.path(), sought.within());
        NamePage stretch = directory.read(dir, sought);
        evict(directory);
        return stretch == null ? pager.read(dir, sought) : stretch;
    }

    private IndexedDirectory use(String path, KeyLayout.Directory within) {
        IndexedDirectory directory = directories.computeIfAbsent(path, _ -> new IndexedDirectory(this, path, within));
        directory.use(uses.incrementAndGet());
        return directory;
    }

    /**
     * Tells whether an object is found in a directory, or below it, without much ado; if not, there may be one all the
     * same. A directory that is not known does not become so, but that there is a file in it does.
     *
     * @param parent of the directory
     */
    public boolean holdsObject(DirectoryHandle parent, KeyLayout.Directory within) throws FileFault {
        if (limits.memory() == 0 || within.tree() == Tree.VERSIONS) {
            try (DirectoryHandle dir = files.openDir(parent, within.name())) {
                return dir != null && FirstObjectFinder.holder(files, dir, within) != null;
            }
        }
        IndexedDirectory directory = use(parent.path() + "/" + within.name(), within);
        boolean holds = directory.holdsObject(parent);
        evict(directory);
        return holds;
    }

    /** Hears of names that this process has changed. */
    @FunctionalInterface
    public interface ChangeListener {
        void changed(DirectoryHandle dir, String name);
    }

    /** Tells of each name that this process changes, from now on. */
    public void onChange(ChangeListener listener) {
        listeners.add(listener);
    }

    /** To be called after a name in a directory may have come or gone. */
    void changed(DirectoryHandle dir, String name) {
        for (ChangeListener listener : listeners) {
            listener.changed(dir, name);
        }
        IndexedDirectory directory = directories.get(dir.path());
        if (directory != null) {
            directory.changedHere(dir, name);
            evict(directory);
        }
    }

    /** Forgets the directories that have not been used for longest, if all together are too large. */
    private void evict(IndexedDirectory current) {
        if (bytes.get() > limits.memory()) {
            List<IndexedDirectory> oldestFirst = directories.values().stream()
                    .sorted(Comparator.comparingLong(IndexedDirectory::used))
                    .toList();
            for (IndexedDirectory directory : oldestFirst) {
                if (bytes.get() <= limits.memory() / 8 * 7) {
                    break;
                }
                directories.remove(directory.path(), directory);
                directory.release();
            }
        }
        if (current.isReleased()) {
            // It was forgotten while it was read.
            current.release();
        }
    }

    /** Leave to read a large directory; closing it lets the next reader begin. */
    @FunctionalInterface
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /** Waits until no other large directory is being read, for memory's sake. */
    Turn awaitTurn() {
        large.lock();
        return large::unlock;
    }

    FileOps files() {
        return files;
    }

    public Limits limits() {
        return limits;
    }

    DirectoryWatcher watcher() {
        return watcher;
    }

    void count(long change) {
        bytes.addAndGet(change);
    }

    /** About how much memory all names take. */
    long bytes() {
        return bytes.get();
    }

    @Override
    public void close() {
        watcher.close();
    }
}
