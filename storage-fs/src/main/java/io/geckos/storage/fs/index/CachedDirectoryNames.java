package io.geckos.storage.fs.index;

import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.FileType;
import java.lang.ref.SoftReference;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the names in one directory, and whether it is still so. For any thread; each holds this for short, and
 * does not call the watcher meanwhile.
 *
 * <p>What changes is looked at after it has changed and with this held, so whoever looks last sees what is. While the
 * directory is read, what changes is noted, to be looked at when all has been read.
 */
final class CachedDirectoryNames {
    /** What this, its path and its watch take, about. */
    private static final long OVERHEAD = 700;

    private final DirectoryIndex index;

    /** Gone when memory runs out: clients need it more. */
    private SoftReference<@Nullable SortedNames> names = new SoftReference<>(null);

    private @Nullable Set<String> changedMeanwhile;
    private @Nullable FileStatus seen;

    /** The directory when there was a file in it, long after its last change. */
    private @Nullable FileStatus proof;

    private boolean reliable;
    private boolean watched;
    private boolean tooLarge;
    private boolean released;
    private long readAt;
    private long counted;

    /** @param index is told how much memory this takes */
    CachedDirectoryNames(DirectoryIndex index) {
        this.index = index;
        count();
    }

    /** Null if none are known. */
    synchronized @Nullable NamePage read(DirectoryRangeQuery sought) {
        SortedNames known = names.get();
        return known == null ? null : known.read(sought.wanted(), sought.after(), sought.limit());
    }

    /** Tells whether what is known is still so, or the directory still too large to be known. */
    synchronized boolean isCurrent(@Nullable FileStatus now) {
        if ((names.get() == null && !tooLarge) || !isSame(now)) {
            return false;
        }
        long age = System.nanoTime() - readAt;
        if (reliable && now != null && seen != null && now.isUnchangedSince(seen)) {
            return true;
        }
        return (watched && !tooLarge)
                || (!isSmall() && age < index.limits().rescan().toNanos());
    }

    /** Tells whether a directory is the one that was read. */
    private boolean isSame(@Nullable FileStatus now) {
        return now != null && seen != null && now.isSameAs(seen);
    }

    private boolean isSmall() {
        SortedNames known = names.get();
        return known != null && known.size() <= index.limits().small();
    }

    /** Tells whether there is a file; null if that is not known. */
    synchronized @Nullable Boolean holdFile(@Nullable FileStatus now) {
        SortedNames known = names.get();
        if (known != null && isCurrent(now)) {
            return known.holdFile();
        }
        boolean proven = now != null && proof != null && now.isUnchangedSince(proof);
        return proven ? true : null;
    }

    /** There is a file in the directory while it is as it was at {@code then}. */
    synchronized void prove(FileStatus then) {
        proof = then;
    }

    /** From now on what changes is noted, and nothing known; tells whether the directory is watched. */
    synchronized boolean begin(@Nullable FileStatus now) {
        watched &= isSame(now);
        changedMeanwhile = new HashSet<>();
        set(null);
        return watched;
    }

    /** The directory is read from now on, and is as {@code now} tells. */
    synchronized void see(@Nullable FileStatus now) {
        seen = now;
        reliable = now != null && now.hasReliableChangeTime();
        readAt = System.nanoTime();
    }

    /** Takes over what was read, null if it was too much, and looks at what has changed since {@link #begin}. */
    synchronized void end(DirectoryHandle dir, @Nullable SortedNames read) throws FileFault {
        tooLarge = read == null;
        if (read != null && changedMeanwhile != null) {
            for (String name : changedMeanwhile) {
                look(read, dir, name);
            }
        }
        changedMeanwhile = null;
        set(read);
    }

    /** Ends a reading that failed, if it has not ended. */
    synchronized void abandon() {
        changedMeanwhile = null;
    }

    synchronized void setWatched(boolean value) {
        watched = value;
    }

    /** The watch has ended, and nobody knows what changes from now on. */
    synchronized void unwatched() {
        watched = false;
        seen = null;
        set(null);
    }

    private void look(SortedNames known, DirectoryHandle dir, String name) throws FileFault {
        FileStatus stat = index.files().stat(dir, name);
        known.set(name, stat == null ? null : stat.type());
    }

    /** Looks at a name that this process may have changed. */
    synchronized void changed(DirectoryHandle dir, String name) {
        try {
            SortedNames known = names.get();
            if (changedMeanwhile != null) {
                changedMeanwhile.add(name);
            } else if (known != null && isSmall() && !watched) {
                set(null);
            } else if (known != null) {
                look(known, dir, name);
                count();
            }
        } catch (FileFault _) {
            set(null);
        }
    }

    /** The same in what stands under the directory's path now, null if nothing does, if that is the one that was read. */
    synchronized void changed(@Nullable DirectoryHandle dir, @Nullable FileStatus now, String name) {
        if (dir == null || !isSame(now)) {
            set(null);
        } else {
            changed(dir, name);
        }
    }

    /** Tells whether a change that somebody made need not be looked at: it is noted, or known. */
    synchronized boolean noteOrAgree(String name, FileType type, boolean present) {
        if (changedMeanwhile != null) {
            changedMeanwhile.add(name);
            return true;
        }
        SortedNames known = names.get();
        return known == null || known.agrees(name, type, present);
    }

    synchronized void forget() {
        set(null);
    }

    /** Gives back all memory, for good. */
    synchronized void release() {
        released = true;
        watched = false;
        set(null);
    }

    synchronized boolean isReleased() {
        return released;
    }

    private void set(@Nullable SortedNames known) {
        names = new SoftReference<>(known);
        count();
    }

    private void count() {
        SortedNames known = names.get();
        long now = released ? 0 : OVERHEAD + (known == null ? 0 : known.bytes());
        index.count(now - counted);
        counted = now;
    }
}
