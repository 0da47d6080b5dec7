package io.geckos.storage.fs.versions;

import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.format.VersionName;
import io.geckos.storage.fs.volume.SoftValue;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The names in directories with so many versions that each page of a listing must not read all of them. They are believed
 * while the directory's time of change stays the same, and this process tells of its own changes. What a person does to such
 * a directory just when the server changes it shows within {@link #RESCAN}.
 */
final class VersionNameCache {
    /** As many names, at most, as are read anew each time. */
    static final int SMALL = 1_000;

    /** 25 bytes each. */
    private static final int MOST = 400_000;

    private static final Duration RESCAN = Duration.ofSeconds(30);

    private final FileOps files;
    private final SoftValue<Map<String, CachedNames>> directories =
            new SoftValue<>(() -> new LinkedHashMap<>(16, 0.75f, true));
    private final ReentrantLock reading = new ReentrantLock();
    private volatile boolean used;

    VersionNameCache(FileOps files) {
        this.files = files;
    }

    /** What is known of a directory. */
    private static final class CachedNames {
        private VersionNames names;
        private FileStatus status;
        private boolean reliable;

        /** Until when this is believed, by {@link System#nanoTime}, though the directory had changed just before. */
        private long until = System.nanoTime() + RESCAN.toNanos();

        /** Changes of this process that are not in the names yet, and whether each is there now. */
        private final Map<VersionName, Boolean> changes = new HashMap<>();

        /** @param status of the directory when these were its names */
        CachedNames(VersionNames names, FileStatus status) {
            this.names = names;
            this.status = status;
            this.reliable = status.hasReliableChangeTime();
        }

        boolean isCurrent(FileStatus now) {
            return now.isUnchangedSince(status) && (reliable || System.nanoTime() - until < 0);
        }

        VersionNames names() {
            names = names.with(changes);
            changes.clear();
            return names;
        }

        int size() {
            return names.size() + changes.size();
        }

        void changed(FileStatus now, @Nullable VersionName name, boolean present) {
            if (name != null) {
                changes.put(name, present);
            }
            if (reliable) {
                until = System.nanoTime() + RESCAN.toNanos();
            }
            reliable = false;
            status = now;
        }
    }

    /** The names in a directory, if they are known. */
    @Nullable
    VersionNames get(DirectoryHandle dir) throws FileFault {
        if (!isKnown(dir)) {
            return null;
        }
        FileStatus now = files.stat(dir, ".");
        synchronized (this) {
            CachedNames known = directories.get().get(dir.path());
            return known != null && now != null && known.isCurrent(now) ? known.names() : null;
        }
    }

    /** As a rule no directory is so large, and then no change waits for a lock. */
    private boolean isKnown(DirectoryHandle dir) {
        if (!used) {
            return false;
        }
        synchronized (this) {
            return directories.get().containsKey(dir.path());
        }
    }

    /** Reads a large directory; one at a time, for memory's sake. */
    VersionNames read(DirectoryHandle dir, NamesReader reader) throws FileFault {
        reading.lock();
        try {
            VersionNames known = get(dir);
            if (known != null) {
                return known;
            }
            FileStatus before = files.stat(dir, ".");
            VersionNames read = reader.read();
            if (before != null && before.equals(files.stat(dir, "."))) {
                put(dir, read, before);
            }
            return read;
        } finally {
            reading.unlock();
        }
    }

    /** Reads the names in a directory. */
    @FunctionalInterface
    interface NamesReader {
        VersionNames read() throws FileFault;
    }

    private synchronized void put(DirectoryHandle dir, VersionNames read, FileStatus status) {
        directories.get().put(dir.path(), new CachedNames(read, status));
        used = true;
        evict();
    }

    /** Forgets the directories that have not been used for longest, if all together are too large. */
    private void evict() {
        Collection<CachedNames> all = directories.get().values();
        int names = all.stream().mapToInt(CachedNames::size).sum();
        Iterator<CachedNames> oldest = all.iterator();
        while (names > MOST) {
            names -= oldest.next().size();
            oldest.remove();
        }
    }

    /** This process has changed what stands under a name. */
    void changed(DirectoryHandle dir, String name) {
        if (!isKnown(dir)) {
            return;
        }
        try {
            FileStatus now = files.stat(dir, ".");
            VersionName version = VersionName.read(name);
            boolean present = version != null && files.stat(dir, name) != null;
            synchronized (this) {
                CachedNames known = directories.get().get(dir.path());
                if (known != null && now != null) {
                    known.changed(now, version, present);
                    evict();
                } else {
                    forget(dir.path());
                }
            }
        } catch (FileFault _) {
            forget(dir.path());
        }
    }

    /** Has a directory read again. */
    synchronized void forget(String path) {
        directories.get().remove(path);
    }

    synchronized void clear() {
        directories.get().clear();
    }
}
