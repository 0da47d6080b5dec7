package io.geckos.storage.fs;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the names in one directory.
 *
 * <p>What changes is looked at after it has changed and with {@link #lock} held, so whoever looks last sees what is. While
 * the directory is read, what changes is noted, to be looked at when all has been read.
 */
final class IndexedDirectory implements Watcher.Watch {
    /** What this, its path and its watch take, about. */
    private static final long OVERHEAD = 700;

    private final DirectoryIndex index;
    private final FileOps files;
    private final String path;
    private final Layout.Within within;

    /** Held by the one that reads for all. */
    private final ReentrantLock reading = new ReentrantLock();

    /** Held for short; guards all below. While it is held, the watcher is not called. */
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable Names names;
    private @Nullable Set<String> changedMeanwhile;
    private @Nullable Stat seen;

    /** The directory when there was a file in it, long after its last change. */
    private @Nullable Stat proof;

    private boolean settled;
    private boolean watched;
    private boolean tooLarge;
    private boolean released;
    private long readAt;
    private long counted;
    private volatile long used;

    IndexedDirectory(DirectoryIndex index, String path, Layout.Within within) {
        this.index = index;
        this.files = index.files();
        this.path = path;
        this.within = within;
        count();
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
        if (!isCurrent(files.stat(dir, "."))) {
            reading.lock();
            try {
                Stat now = files.stat(dir, ".");
                if (!isCurrent(now)) {
                    readAll(dir, now);
                }
            } finally {
                reading.unlock();
            }
        }
        lock.lock();
        try {
            return names == null ? null : names.read(sought.wanted(), sought.after(), sought.limit());
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether an object is found in the directory, or below it, without reading all of it. */
    boolean holdsObject(OpenDir parent) throws FileFault {
        Stat now = files.stat(parent, within.name());
        @Nullable Boolean known = knownToHoldFile(now);
        if (known != null || now == null) {
            return known != null && known;
        }
        try (OpenDir dir = files.openDir(parent, within.name())) {
            Stat before = dir == null ? null : files.stat(dir, ".");
            Layout.Within holder = dir == null ? null : Glimpse.holder(files, dir, within);
            if (before != null && before.isSettled() && within.equals(holder)) {
                remember(before);
            }
            return holder != null;
        }
    }

    /** Null if that is not known. */
    private @Nullable Boolean knownToHoldFile(@Nullable Stat now) {
        lock.lock();
        try {
            if (names != null && isCurrent(now)) {
                return names.holdFile();
            }
            boolean proven = now != null && proof != null && now.isUnchangedSince(proof);
            return proven ? true : null;
        } finally {
            lock.unlock();
        }
    }

    private void remember(Stat holding) {
        lock.lock();
        try {
            proof = holding;
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether what is known is still so. */
    private boolean isCurrent(@Nullable Stat now) {
        lock.lock();
        try {
            if ((names == null && !tooLarge) || !isSame(now)) {
                return false;
            }
            long age = System.nanoTime() - readAt;
            if (settled && now != null && seen != null && now.isUnchangedSince(seen)) {
                return true;
            }
            return (watched && !tooLarge)
                    || (!isSmall() && age < index.limits().rescan().toNanos());
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether a directory is the one that was read. */
    private boolean isSame(@Nullable Stat now) {
        return now != null && seen != null && now.isSameAs(seen);
    }

    private boolean isSmall() {
        return names != null && names.size() <= index.limits().small();
    }

    private void readAll(OpenDir dir, @Nullable Stat now) throws FileFault {
        boolean wasWatched = begin(now);
        try {
            if (!wasWatched) {
                index.watcher().unwatch(this);
            }
            Names read = wasWatched ? readLarge(dir) : readSmall(dir);
            end(dir, read);
        } catch (NamesReader.TooMany _) {
            end(dir, null);
            setWatched(false);
            index.watcher().unwatch(this);
        } finally {
            abandon();
        }
    }

    /** Notes from now on what changes; tells whether the directory is watched. */
    private boolean begin(@Nullable Stat now) {
        lock.lock();
        try {
            watched &= isSame(now);
            changedMeanwhile = new HashSet<>();
            set(null);
            return watched;
        } finally {
            lock.unlock();
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
        setWatched(true);
        if (!index.watcher().watch(dir, this)) {
            setWatched(false);
        }
    }

    private void setWatched(boolean value) {
        lock.lock();
        try {
            watched = value;
        } finally {
            lock.unlock();
        }
    }

    private Names readLarge(OpenDir dir) throws FileFault, NamesReader.TooMany {
        try (var _ = index.oneLarge()) {
            return readAll(dir, Long.MAX_VALUE);
        }
    }

    private Names readAll(OpenDir dir, long most) throws FileFault, NamesReader.TooMany {
        Stat before = files.stat(dir, ".");
        lock.lock();
        try {
            seen = before;
            settled = before != null && before.isSettled();
            readAt = System.nanoTime();
        } finally {
            lock.unlock();
        }
        return new NamesReader(within, most, index.limits().memory()).read(files, dir);
    }

    /** Takes over what was read, null if it was too much, and looks at what has changed since. */
    private void end(OpenDir dir, @Nullable Names read) throws FileFault {
        lock.lock();
        try {
            tooLarge = read == null;
            if (read != null && changedMeanwhile != null) {
                for (String name : changedMeanwhile) {
                    look(read, dir, name);
                }
            }
            changedMeanwhile = null;
            set(read);
        } finally {
            lock.unlock();
        }
    }

    /** Ends a reading that failed. */
    private void abandon() {
        lock.lock();
        try {
            changedMeanwhile = null;
        } finally {
            lock.unlock();
        }
    }

    private void look(Names known, OpenDir dir, String name) throws FileFault {
        Stat stat = files.stat(dir, name);
        known.set(name, stat == null ? null : stat.type());
    }

    /** Looks at a name that this process may have changed. */
    void changedHere(OpenDir dir, String name) {
        lock.lock();
        try {
            if (changedMeanwhile != null) {
                changedMeanwhile.add(name);
            } else if (names != null && isSmall() && !watched) {
                set(null);
            } else if (names != null) {
                look(names, dir, name);
                count();
            }
        } catch (FileFault _) {
            set(null);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void changed(String name, FileType type, boolean present) {
        if (noteOrAgree(name, type, present)) {
            return;
        }
        try (OpenDir dir = files.openDir(files.root(), path)) {
            Stat now = dir == null ? null : files.stat(dir, ".");
            lock.lock();
            try {
                if (dir == null || !isSame(now)) {
                    set(null);
                } else {
                    changedHere(dir, name);
                }
            } finally {
                lock.unlock();
            }
        } catch (FileFault _) {
            forget();
        }
    }

    private boolean noteOrAgree(String name, FileType type, boolean present) {
        lock.lock();
        try {
            if (changedMeanwhile != null) {
                changedMeanwhile.add(name);
                return true;
            }
            return names == null || names.agrees(name, type, present);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void ended() {
        lock.lock();
        try {
            watched = false;
            seen = null;
            set(null);
        } finally {
            lock.unlock();
        }
    }

    private void forget() {
        lock.lock();
        try {
            set(null);
        } finally {
            lock.unlock();
        }
    }

    /** Gives back all memory, for good. */
    void release() {
        lock.lock();
        try {
            released = true;
            watched = false;
            set(null);
        } finally {
            lock.unlock();
        }
        index.watcher().unwatch(this);
    }

    boolean isReleased() {
        lock.lock();
        try {
            return released;
        } finally {
            lock.unlock();
        }
    }

    private void set(@Nullable Names known) {
        names = known;
        count();
    }

    private void count() {
        long now = released ? 0 : OVERHEAD + (names == null ? 0 : names.bytes());
        index.count(now - counted);
        counted = now;
    }
}
