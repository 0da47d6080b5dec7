package io.geckos.storage.fs.versions;

import io.geckos.domain.engine.StorageUsage;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.format.KeyLayout;
import io.geckos.storage.fs.format.ObjectPath;
import io.geckos.storage.fs.format.VersionName;
import io.geckos.storage.fs.read.LocatedObject;
import io.geckos.storage.fs.read.ObjectLookup;
import io.geckos.storage.fs.volume.BucketDirectoryHandles;
import io.geckos.storage.fs.volume.DataDirectory;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Finds the versions of keys, and opens keys for a change. */
public final class KeyVersions {
    private final DataDirectory volume;
    private final ObjectLookup lookup;
    private final VersionDirectories directories;
    private final VersionStamps stamps;
    private final BiConsumer<BucketName, StorageUsage.Figures> usage;

    /** Tells {@code usage} of each change in what is kept of a bucket. */
    public KeyVersions(DataDirectory volume, ObjectLookup lookup, BiConsumer<BucketName, StorageUsage.Figures> usage) {
        this.volume = volume;
        this.lookup = lookup;
        this.usage = usage;
        this.directories = new VersionDirectories(volume);
        this.stamps = new VersionStamps(volume);
    }

    DataDirectory volume() {
        return volume;
    }

    VersionDirectories directories() {
        return directories;
    }

    void count(BucketName bucket, StorageUsage.Figures change) {
        if (!change.equals(StorageUsage.Figures.NONE)) {
            usage.accept(bucket, change);
        }
    }

    public VersionStamps stamps() {
        return stamps;
    }

    /** Opens a key for a change. Hold its lock; {@code current} was found under it. */
    public VersionedKey open(ObjectId id, @Nullable LocatedObject current) throws FileFault {
        return VersionedKey.open(this, id, current);
    }

    /**
     * Removes what is kept of a key and no rule lets be there, and its directory if nothing is left of the key. Hold its lock;
     * {@code current} was found under it.
     */
    public void sweep(ObjectId id, @Nullable LocatedObject current) throws FileFault {
        directories.distrust(id);
        try (VersionedKey key = open(id, current)) {
            if (key.history().isEmpty()) {
                key.prune();
            }
            key.done(current == null ? null : current.entry());
        }
    }

    /** What a look has found of one version: an object, a delete marker, or neither. */
    private record FoundVersion(
            @Nullable LocatedObject object, @Nullable VersionName marker) {
        static final FoundVersion NOTHING = new FoundVersion(null, null);

        static FoundVersion of(@Nullable VersionName marker) {
            return marker == null ? NOTHING : new FoundVersion(null, marker);
        }

        void close() {
            FileHandle file = object == null ? null : object.file();
            if (file != null) {
                file.close();
            }
        }
    }

    /**
     * Finds a version; its file is held open if {@code opening}.
     *
     * @throws StorageException.VersionIsDeleteMarker if it is a delete marker
     * @throws StorageException.NoSuchObject if there is none, and the latest was asked for
     * @throws StorageException.NoSuchVersion if there is none of that name
     */
    public LocatedObject find(BucketDirectoryHandles dirs, ObjectId id, Version version, boolean opening)
            throws FileFault {
        FoundVersion sight = lookup.undisturbed(id, () -> look(dirs, id, version, opening), dropped -> {
            dropped.close();
            // Its directory may have been removed and made anew.
            dirs.closeAll();
        });
        if (sight.object() != null) {
            return sight.object();
        }
        if (sight.marker() != null) {
            throw deleted(id, sight.marker(), !version.equals(Version.LATEST));
        }
        throw missing(id, version);
    }

    /** That a key, or a version, is not there. */
    public static StorageException missing(ObjectId id, Version version) {
        return version instanceof Version.Latest
                ? new StorageException.NoSuchObject(id)
                : new StorageException.NoSuchVersion(id, version);
    }

    /** That what was asked for is a delete marker. */
    public static StorageException.VersionIsDeleteMarker deleted(ObjectId id, VersionName marker, boolean named) {
        return new StorageException.VersionIsDeleteMarker(
                id, marker.version(), named, FileStatus.instant(marker.stamp().order()));
    }

    private FoundVersion look(BucketDirectoryHandles dirs, ObjectId id, Version version, boolean opening)
            throws FileFault {
        LocatedObject found = lookup.find(dirs, id.key(), opening);
        if (found != null
                && !KeyHistory.isPutByHand(found)
                && (version.equals(Version.LATEST)
                        || found.entry().version().version().equals(version))) {
            return new FoundVersion(found, null);
        }
        boolean given = false;
        try {
            FoundVersion sight = lookAmong(id, version, found, opening);
            given = found != null
                    && sight.object() != null
                    && Objects.equals(sight.object().file(), found.file());
            return sight;
        } finally {
            if (!given) {
                close(found);
            }
        }
    }

    /** Looks for a version among all of its key, as {@code found} is not known to be it. */
    private FoundVersion lookAmong(ObjectId id, Version version, @Nullable LocatedObject found, boolean opening)
            throws FileFault {
        boolean latest = version.equals(Version.LATEST);
        boolean described = found == null || !KeyHistory.isPutByHand(found);
        try (DirectoryHandle dir = directories.open(id)) {
            FoundVersion direct = dir == null || !described ? FoundVersion.NOTHING : direct(dir, id, version, opening);
            if (direct.object() != null) {
                return direct;
            }
            VersionNames names = dir == null ? VersionNames.NONE : directories.names(dir);
            KeyHistory history = KeyHistory.of(id.key(), found, names, stamps);
            if (found != null && (latest || history.isCurrent(version))) {
                return new FoundVersion(history.current(), null);
            }
            VersionName implied = history.impliedMarker(id.key(), stamps);
            if (implied != null && (latest || implied.version().equals(version))) {
                return FoundVersion.of(implied);
            }
            VersionName name =
                    latest && !history.kept().isEmpty() ? history.kept().getFirst() : history.find(version);
            return name == null || name.marker() || dir == null
                    ? FoundVersion.of(name)
                    : new FoundVersion(read(dir, id, name, opening), null);
        }
    }

    /** Most versions are found by their names, however many there are. */
    private FoundVersion direct(DirectoryHandle dir, ObjectId id, Version version, boolean opening) throws FileFault {
        VersionName name = version instanceof Version.Exactly exact ? VersionName.of(exact.id()) : null;
        return name == null ? FoundVersion.NOTHING : new FoundVersion(read(dir, id, name, opening), null);
    }

    private static void close(@Nullable LocatedObject found) {
        FileHandle file = found == null ? null : found.file();
        if (file != null) {
            file.close();
        }
    }

    /** The directory of what is kept of a key, for the caller to close; null if nothing is. */
    public @Nullable DirectoryHandle directory(ObjectId id) throws FileFault {
        return directories.open(id);
    }

    /** What is kept under a name, as the version that this tells; null if nothing is. */
    public @Nullable LocatedObject read(DirectoryHandle dir, ObjectId id, VersionName name, boolean opening)
            throws FileFault {
        String path = KeyLayout.history(id.key()).toString();
        LocatedObject found = lookup.kept(dir, new ObjectPath(path, name.fileName(), ObjectPath.Kind.FILE), opening);
        return found == null ? null : found.with(found.entry().withStamp(name.stamp()));
    }

    /** What a listing says of the versions of a key behind a place among them, newest first and {@code most} at most. */
    List<VersionPosition.PageEntry> entries(
            BucketDirectoryHandles dirs, ObjectId id, VersionPosition.Place behind, int most) throws FileFault {
        return inspect(dirs, id, (history, dir) -> new HistoryEntries(this, id, history, dir).behind(behind, most));
    }

    /** Tells whether something is in the directory of a key that no rule lets be there, or nothing is left of the key. */
    public boolean isToBeSwept(BucketDirectoryHandles dirs, ObjectId id) throws FileFault {
        return inspect(
                dirs,
                id,
                (history, dir) -> history.isEmpty()
                        || (dir != null && !directories.remains(dir, history).isEmpty()));
    }

    /** All versions of a key, as they were at one moment. */
    public KeyHistory history(BucketDirectoryHandles dirs, ObjectId id) throws FileFault {
        return inspect(dirs, id, (history, _) -> history);
    }

    /** What is asked of all versions of a key, and of the directory of those that are kept; null if there is none. */
    @FunctionalInterface
    private interface Question<T> {
        T answer(KeyHistory history, @Nullable DirectoryHandle dir) throws FileFault;
    }

    /** Answers a question from all versions of a key, as they were at one moment. */
    private <T> T inspect(BucketDirectoryHandles dirs, ObjectId id, Question<T> question) throws FileFault {
        return lookup.undisturbed(
                id,
                () -> {
                    LocatedObject found = lookup.find(dirs, id.key(), false);
                    try (DirectoryHandle dir = directories.open(id)) {
                        VersionNames names = dir == null ? VersionNames.NONE : directories.names(dir);
                        return question.answer(KeyHistory.of(id.key(), found, names, stamps), dir);
                    }
                },
                // Its directory may have been removed and made anew.
                _ -> dirs.closeAll());
    }
}
