package io.geckos.storage.fs.index;

import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.files.OpenDir;
import io.geckos.storage.fs.files.Stat;
import io.geckos.storage.fs.files.Watcher;
import io.geckos.storage.fs.format.Layout;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Reads the names in one directory when they are not known, and keeps them known as they change. */
final class IndexedDirectory implements Watcher.Watch {
    private final DirectoryIndex index;
    private final FileOps files;
    private final String path;
    private final Layout.Within within;
    private final KnownNames known;

    /** Held by the one that reads for all. */
    private final ReentrantLock reading = new ReentrantLock();

    private volatile long used;

    IndexedDirectory(DirectoryIndex index, String path, Layout.Within within) {
        this.index = index;
        this.files = index.files();
        this.path = path;
        this.within = within;
        this.known = new KnownNames(index);
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
    Stretch read(OpenDir dir, Sought sought) throws FileFault {
        if (!known.isCurrent(files.stat(dir, "."))) {
            reading.lock();
            try {
                Stat now = files.stat(dir, ".");
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
    boolean holdsObject(OpenDir parent) throws FileFault {
        Stat now = files.stat(parent, within.name());
        @Nullable Boolean holdsFile = known.holdFile(now);
        if (holdsFile != null || now == null) {
            return holdsFile != null && holdsFile;
        }
        try (OpenDir dir = files.openDir(parent, within.name())) {
            Stat before = dir == null ? null : files.stat(dir, ".");
            Layout.Within holder = dir == null ? null : Glimpse.holder(files, dir, within);
            if (before != null && before.isSettled() && within.equals(holder)) {
                known.prove(before);
            }
            return holder != null;
        }
    }

    private void readAll(OpenDir dir, @Nullable Stat now) throws FileFault {
        boolean wasWatched = known.begin(now);
        try {
            if (!wasWatched) {
                index.watcher().unwatch(this);
            }
            Names read = wasWatched ? readLarge(dir) : readSmall(dir);
            known.end(dir, read);
        } catch (NamesReader.TooMany _) {
            known.end(dir, null);
            known.setWatched(false);
            index.watcher().unwatch(this);
        } finally {
            known.abandon();
        }
    }

    private Names readSmall(OpenDir dir) throws FileFault, NamesReader.TooMany {
        try {
            return readAll(dir, index.limits().small());
        } catch (NamesReader.TooMany _) {
            watch(dir);
            return readLarge(dir);
        }
    }

    private void watch(OpenDir dir) {
        // First, so that an end of the watch that is told at once is not overlooked.
        known.setWatched(true);
        if (!index.watcher().watch(dir, this)) {
            known.setWatched(false);
        }
    }

    private Names readLarge(OpenDir dir) throws FileFault, NamesReader.TooMany {
        try (var _ = index.awaitTurn()) {
            return readAll(dir, Long.MAX_VALUE);
        }
    }

    private Names readAll(OpenDir dir, long most) throws FileFault, NamesReader.TooMany {
        known.see(files.stat(dir, "."));
        return new NamesReader(within, most, index.limits().memory()).read(files, dir);
    }

    /** Looks at a name that this process may have changed. */
    void changedHere(OpenDir dir, String name) {
        known.changed(dir, name);
    }

    @Override
    public void changed(String name, FileType type, boolean present) {
        if (known.noteOrAgree(name, type, present)) {
            return;
        }
        try (OpenDir dir = files.openDir(files.root(), path)) {
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
