package io.geckos.storage.fs.directories;

import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.format.KeyLayout;
import io.geckos.storage.fs.volume.BucketDirectoryHandles;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.KeyLocks;
import io.geckos.storage.fs.volume.SoftValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the directories that keys need, removes those that no key needs any more, and knows which of them would survive
 * a loss of power.
 */
public final class DirectoryCreator {
    /** More would save little: each costs one fsync a run. */
    private static final int KNOWN_MAX = 50_000;

    private static final int ATTEMPTS = 100;

    private final DataDirectory volume;
    private final BucketLocks gates;
    private final KeyLocks<ObjectId> keys;
    private final ConflictingFileMover giveWay;
    private final KeyLocks<String> locks = new KeyLocks<>();
    private final SoftValue<Set<String>> durable = new SoftValue<>(ConcurrentHashMap::newKeySet);

    public DirectoryCreator(
            DataDirectory volume, BucketLocks gates, KeyLocks<ObjectId> keys, ConflictingFileMover giveWay) {
        this.volume = volume;
        this.gates = gates;
        this.keys = keys;
        this.giveWay = giveWay;
        volume.afterReplaced(() -> durable.get().clear());
    }

    /**
     * Makes a directory and all above it, each durably before the next; files in the way give way. Hold no key lock. As
     * another may prune what this makes, the caller looks whether the directory is there, and asks again.
     *
     * @throws StorageException.UnusablePath if something stands in the way that is not an object
     */
    void make(BucketName bucket, String path) throws FileFault {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Blocker blocker = makeUpToBlocker(bucket, path);
            if (blocker == null) {
                return;
            }
            giveWay.move(this, bucket, blocker.within(), blocker.name());
        }
        throw new StorageException.Busy("too many changes at once of " + bucket + "/" + path);
    }

    /** What stands where a directory should. */
    private record Blocker(KeyLayout.Directory within, String name) {}

    private @Nullable Blocker makeUpToBlocker(BucketName bucket, String path) throws FileFault {
        KeyLayout.Directory within = KeyLayout.Directory.BUCKET;
        try (var _ = gates.shared(bucket);
                BucketDirectoryHandles dirs = new BucketDirectoryHandles(volume.files(), bucket)) {
            dirs.requireBucket();
            for (String name : path.split("/", -1)) {
                DirectoryHandle parent = dirs.moveTo(within.path());
                if (parent == null) {
                    return null;
                }
                if (!makeOne(bucket, within, parent, name)) {
                    return new Blocker(within, name);
                }
                makeDurable(parent, name, BucketDirectoryHandles.below(bucket, within.resolve(name)));
                within = KeyLayout.below(within, name);
            }
        }
        return null;
    }

    /** False if something else has the name. */
    private boolean makeOne(BucketName bucket, KeyLayout.Directory within, DirectoryHandle parent, String name)
            throws FileFault {
        FileStatus there = volume.files().stat(parent, name);
        if (there != null) {
            return there.type() == FileType.DIRECTORY;
        }
        // A file that has just left the name may not have arrived durably where it went; who moves it has its key.
        KeyLayout.Named file = KeyLayout.read(within, name, FileType.REGULAR);
        if (file == null) {
            return makeMissing(parent, name, BucketDirectoryHandles.below(bucket, within.resolve(name)));
        }
        try (var _ = keys.hold(new ObjectId(bucket, new ObjectKey(file.text())))) {
            return makeMissing(parent, name, BucketDirectoryHandles.below(bucket, within.resolve(name)));
        }
    }

    private boolean makeMissing(DirectoryHandle parent, String name, String path) throws FileFault {
        try (var _ = locks.hold(path)) {
            FileStatus stat = volume.files().stat(parent, name);
            if (stat != null) {
                return stat.type() == FileType.DIRECTORY;
            }
            volume.files().mkdir(parent, name);
            return true;
        } catch (FileFault fault) {
            return switch (fault.errno()) {
                // The parent was pruned: whoever wants it finds out.
                case ENOENT -> true;
                case EEXIST -> false;
                default -> throw fault;
            };
        }
    }

    /** Makes sure a directory survives a loss of power, whoever made it; what is pruned meanwhile does not matter. */
    private void makeDurable(DirectoryHandle parent, String name, String path) throws FileFault {
        if (durable.get().contains(path)) {
            return;
        }
        try (var _ = locks.hold(path)) {
            if (!durable.get().contains(path) && volume.files().stat(parent, name) != null) {
                volume.syncs().force(parent);
                remember(path);
            }
        }
    }

    /** Makes sure a directory that is there, and all above it, survive a loss of power. */
    void ensureDurable(BucketName bucket, String path) throws FileFault {
        if (durable.get().contains(BucketDirectoryHandles.below(bucket, path))) {
            return;
        }
        if (!durable.get().contains(bucket.value())) {
            volume.syncs().force(volume.root());
            remember(bucket.value());
        }
        ensureDurableBelow(bucket, path);
    }

    /** The same where the bucket does, as an object in it has done so. */
    void ensureDurableBelow(BucketName bucket, String path) throws FileFault {
        String at = "";
        try (BucketDirectoryHandles dirs = new BucketDirectoryHandles(volume.files(), bucket)) {
            for (String name : path.isEmpty() ? new String[0] : path.split("/", -1)) {
                DirectoryHandle parent = dirs.moveTo(at);
                at = at.isEmpty() ? name : at + "/" + name;
                if (parent != null) {
                    makeDurable(parent, name, BucketDirectoryHandles.below(bucket, at));
                }
            }
        }
    }

    private void remember(String path) {
        Set<String> known = durable.get();
        if (known.size() >= KNOWN_MAX) {
            known.clear();
        }
        known.add(path);
    }

    /** Removes the directories that objects of these keys may have left empty; what cannot be removed is left. */
    public void pruneFor(BucketName bucket, List<ObjectKey> keys) {
        Set<String> paths = new LinkedHashSet<>();
        for (ObjectKey key : keys) {
            KeyLayout.places(key).forEach(place -> paths.add(place.directory()));
        }
        for (String path : paths) {
            volume.tidy(() -> prune(bucket, path));
        }
    }

    /** Removes a directory if it is empty, then those above it likewise, but never the bucket. */
    public void prune(BucketName bucket, String path) throws FileFault {
        String rest = path;
        while (!rest.isEmpty() && pruneOne(bucket, rest)) {
            rest = rest.substring(0, Math.max(0, rest.lastIndexOf('/')));
        }
    }

    private boolean pruneOne(BucketName bucket, String path) throws FileFault {
        String full = BucketDirectoryHandles.below(bucket, path);
        int slash = path.lastIndexOf('/');
        try (var _ = locks.hold(full);
                BucketDirectoryHandles dirs = new BucketDirectoryHandles(volume.files(), bucket)) {
            DirectoryHandle parent = dirs.open(slash < 0 ? "" : path.substring(0, slash));
            if (parent != null) {
                volume.files().rmdir(parent, path.substring(slash + 1));
                durable.get().remove(full);
            }
            return true;
        } catch (FileFault fault) {
            return switch (fault.errno()) {
                case ENOENT -> true;
                case ENOTEMPTY, EEXIST, ENOTDIR -> false;
                default -> throw fault;
            };
        }
    }

    /** Forgets all directories of a bucket that is gone. */
    public void forget(BucketName bucket) {
        String prefix = bucket + "/";
        durable.get().removeIf(path -> path.equals(bucket.value()) || path.startsWith(prefix));
    }
}
