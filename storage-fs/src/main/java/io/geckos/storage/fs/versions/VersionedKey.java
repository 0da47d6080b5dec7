package io.geckos.storage.fs.versions;

import io.geckos.domain.engine.StorageUsage.Figures;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileAction;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.format.ObjectMetadata;
import io.geckos.storage.fs.format.VersionName;
import io.geckos.storage.fs.format.VersionStamp;
import io.geckos.storage.fs.read.LocatedObject;
import io.geckos.storage.fs.volume.DataDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key of a bucket that keeps versions, while its lock is held for a change. Opening it for the first time removes what a
 * crash left, so that no change brings that to light.
 */
public final class VersionedKey implements AutoCloseable {
    private final KeyVersions versions;
    private final DataDirectory volume;
    private final VersionDirectories directories;
    private final VersionStamps stamps;
    private final ObjectId id;
    private final @Nullable LocatedObject current;
    private @Nullable DirectoryHandle dir;
    private @Nullable KeyHistory history;
    private boolean leftBehind;
    private boolean done;
    private Figures change = Figures.NONE;

    private VersionedKey(KeyVersions versions, ObjectId id, @Nullable LocatedObject current) throws FileFault {
        this.versions = versions;
        this.volume = versions.volume();
        this.directories = versions.directories();
        this.stamps = versions.stamps();
        this.id = id;
        this.current = current;
        this.dir = directories.open(id);
    }

    /** @param current the object at the place of the key, as it was found under its lock */
    static VersionedKey open(KeyVersions versions, ObjectId id, @Nullable LocatedObject current) throws FileFault {
        VersionedKey key = new VersionedKey(versions, id, current);
        try {
            key.clear();
            return key;
        } catch (FileFault | RuntimeException e) {
            key.close();
            throw e;
        }
    }

    private void clear() throws FileFault {
        DirectoryHandle there = dir;
        if (there == null || directories.isCleared(id, order(current))) {
            return;
        }
        directories.ensureDurable(id);
        Set<String> remains = directories.remains(there, history());
        for (String name : remains) {
            volume.removeFile(there, name);
        }
        if (!remains.isEmpty()) {
            volume.syncs().force(there);
        }
    }

    private static long order(@Nullable LocatedObject current) {
        return current == null ? VersionName.NOTHING : current.entry().version().order();
    }

    /** Tells whether a person put the current object, so that it has to be described before it is kept or replaced. */
    public boolean isPutByHand() {
        return current != null && (KeyHistory.isPutByHand(current) || (history != null && history.byHand()));
    }

    /** All versions. */
    public KeyHistory history() throws FileFault {
        KeyHistory known = history;
        if (known == null) {
            VersionNames names = dir == null ? VersionNames.NONE : directories.names(dir);
            known = KeyHistory.of(id.key(), current, names, stamps);
            history = known;
        }
        return known;
    }

    /** The directory of what is kept, made where it is missing. This closes it. */
    public DirectoryHandle directory() throws FileFault {
        DirectoryHandle there = dir;
        if (there == null) {
            there = directories.make(id);
            dir = there;
        }
        return there;
    }

    /**
     * The stamp of a version made now.
     *
     * @param time at which it is made, in nanoseconds since 1970
     * @param isNull whether it is the null version
     */
    public VersionStamp next(long time, boolean isNull) throws FileFault {
        // What is kept is older than the current object.
        long order = current == null
                ? history().next(time)
                : Math.max(time, current.entry().version().order() + VersionStamp.STEP);
        return isNull ? VersionStamp.ofNull(order) : stamps.stamp(id.key(), order);
    }

    /**
     * The stamp of a version that comes from another store; null if one of this key is not older, or is a null version too.
     *
     * @param name of a form that this engine gives
     * @param time at which it was made, in nanoseconds since 1970
     */
    public @Nullable VersionStamp transferred(Version.Named name, long time) throws FileFault {
        long newest = order(current);
        if (current == null && !history().kept().isEmpty()) {
            newest = history().kept().getFirst().stamp().order();
        }
        if (name instanceof Version.Exactly exactly) {
            VersionStamp stamp = VersionStamp.of(exactly.id());
            return stamp.order() > newest ? stamp : null;
        }
        long order = newest == VersionName.NOTHING ? time : Math.max(time, newest + 1);
        return history().nullOrder() == null ? VersionStamp.ofNull(order) : null;
    }

    /**
     * Removes all null versions and markers that are kept, but one, durably: another has just replaced them, so nobody sees them
     * any more. What cannot be removed is left to the next change of the key.
     */
    public void removeNulls(@Nullable VersionName but) {
        DirectoryHandle there = dir;
        if (there != null) {
            tidy(() -> remove(nulls(there, but)));
        }
    }

    private List<VersionName> nulls(DirectoryHandle there, @Nullable VersionName but) throws FileFault {
        List<VersionName> nulls = new ArrayList<>();
        for (VersionName name : directories.names(there)) {
            if (name.stamp().isNull() && !name.equals(but)) {
                nulls.add(name);
            }
        }
        return nulls;
    }

    /** Removes versions and markers that are kept, durably, then what was said of them. */
    public void remove(List<VersionName> names) throws FileFault {
        DirectoryHandle there = dir;
        if (there == null || names.isEmpty()) {
            return;
        }
        for (VersionName name : names) {
            FileStatus stat = name.marker() ? null : volume.files().stat(there, name.fileName());
            volume.removeFile(there, name.fileName());
            if (name.marker()) {
                count(Figures.markers(-1));
            } else if (stat != null) {
                count(Figures.noncurrent(-1, -stat.size()));
            }
        }
        volume.syncs().force(there);
        for (VersionName name : names) {
            if (!name.marker()) {
                volume.tidy(() -> volume.removeFile(there, name.sidecar()));
            }
        }
    }

    /** Removes files that no rule lets be seen any more; what cannot be removed is left to the next change of the key. */
    public void removeHidden(List<String> names) {
        DirectoryHandle there = dir;
        if (there == null) {
            return;
        }
        tidy(() -> {
            for (String name : names) {
                volume.removeFile(there, name);
            }
        });
        volume.syncs().force(there);
    }

    /** Clears away after a change that has happened. If that fails, the directory is looked into again next time. */
    private void tidy(FileAction tidying) {
        boolean before = leftBehind;
        leftBehind = true;
        volume.tidy(() -> {
            tidying.run();
            leftBehind = before;
        });
    }

    /** So much has changed in what is kept; it is counted at the end, also of a change that fails after this. */
    public void count(Figures changed) {
        change = change.plus(changed);
    }

    /** Removes the directory, if nothing is left of the key. */
    public void prune() {
        DirectoryHandle there = dir;
        if (there != null) {
            volume.tidy(() -> directories.prune(id));
            there.close();
            dir = null;
        }
    }

    /** The change has ended as it should, and left this object at the place of the key; null if none. */
    public void done(@Nullable ObjectMetadata left) {
        done = !leftBehind;
        if (dir != null && done) {
            directories.setCleared(
                    id, left == null ? VersionName.NOTHING : left.version().order());
        }
    }

    @Override
    public void close() {
        versions.count(id.bucket(), change);
        if (!done) {
            directories.distrust(id);
        }
        if (dir != null) {
            dir.close();
            dir = null;
        }
    }
}
