package io.geckos.storage.fs.index;

import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.DirectoryWatcher;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.format.KeyLayout;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Reads the names in one directory when they are not known, and keeps them known as they change. */
final class IndexedDirectory implements DirectoryWatcher.Watch {
    private final DirectoryIndex index;
    private final FileOps files;
    private final String path;
    private final KeyLayout.Directory within;
    private final CachedDirectoryNames known;

    /** Held by the one that reads for all. */
    private final ReentrantLock reading = new ReentrantLock();

    private volatile long used;

    IndexedDirectory(DirectoryIndex index, String path, KeyLayout.Directory within) {
        this.index = index;
        this.files = index.files();
        this.path = path;
        this.within = within;
        this.known = new CachedDirectoryNames(index);
    }

    String path() {
        return path;
    }

    void use(long number) {
        used = number;
    }

    long used() {
        return used;
    }

    /** Null if the directory is too large to be known. */
    @Nullable
    NamePage read(DirectoryHandle dir, DirectoryRangeQuery sought) throws FileFault {
        if (!known.isCurrent(files.stat(dir, "."))) {
            reading.lock();
            try {
                FileStatus now = files.stat(dir, ".");
                if (!known.isCurrent(now)) {
                    readAll(dir, now);
                }
            } finally {
                reading.unlock();
            }
        }
        return known.read(sought);
    }

    /** Tells whether an object is found in the directory, or below it, without reading all of it. */
    boolean holdsObject(DirectoryHandle parent) throws FileFault {
        FileStatus now = files.stat(parent, within.name());
        @Nullable Boolean holdsFile = known.holdFile(now);
        if (holdsFile != null || now == null) {
            return holdsFile != null && holdsFile;
        }
        try (DirectoryHandle dir = files.openDir(parent, within.name())) {
            FileStatus before = dir == null ? null : files.stat(dir, ".");
            KeyLayout.Directory holder = dir == null ? null : FirstObjectFinder.holder(files, dir, within);
            if (before != null && before.hasReliableChangeTime() && within.equals(holder)) {
                known.prove(before);
            }
            return holder != null;
        }
    }

    private void readAll(DirectoryHandle dir, @Nullable FileStatus now) throws FileFault {
        boolean wasWatched = known.begin(now);
        try {
            if (!wasWatched) {
                index.watcher().unwatch(this);
            }
            SortedNames read = wasWatched ? readLarge(dir) : readSmall(dir);
            known.end(dir, read);
        } catch (DirectoryNamesReader.TooMany _) {
            known.end(dir, null);
            known.setWatched(false);
            index.watcher().unwatch(this);
        } finally {
            known.abandon();
        }
    }

    private SortedNames readSmall(DirectoryHandle dir) throws FileFault, DirectoryNamesReader.TooMany {
        try {
            return readAll(dir, index.limits().small());
        } catch (DirectoryNamesReader.TooMany _) {
            watch(dir);
            return readLarge(dir);
        }
    }

    private void watch(DirectoryHandle dir) {
        // First, so that an end of the watch that is told at once is not overlooked.
        known.setWatched(true);
        if (!index.watcher().watch(dir, this)) {
            known.setWatched(false);
        }
    }

    private SortedNames readLarge(DirectoryHandle dir) throws FileFault, DirectoryNamesReader.TooMany {
        try (var _ = index.awaitTurn()) {
            return readAll(dir, Long.MAX_VALUE);
        }
    }

    private SortedNames readAll(DirectoryHandle dir, long most) throws FileFault, DirectoryNamesReader.TooMany {
        known.see(files.stat(dir, "."));
        return new DirectoryNamesReader(within, most, index.limits().memory()).read(files, dir);
    }

    /** Looks at a name that this process may have changed. */
    void changedHere(DirectoryHandle dir, String name) {
        known.changed(dir, name);
    }

    @Override
    public void changed(String name, FileType type, boolean present) {
        if (known.noteOrAgree(name, type, present)) {
            return;
        }
        try (DirectoryHandle dir = files.openDir(files.root(), path)) {
            known.changed(dir, dir == null ? null : files.stat(dir, "."), name);
        } catch (FileFault _) {
            known.forget();
        }
    }

    @Override
    public void ended() {
        known.unwatched();
    }

    /** Gives back all memory, for good. */
    void release() {
        known.release();
        index.watcher().unwatch(this);
    }

    boolean isReleased() {
        return known.isReleased();
    }
}
