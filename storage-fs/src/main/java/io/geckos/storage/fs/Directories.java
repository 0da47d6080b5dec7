package io.geckos.storage.fs;

import io.geckos.domain.BucketName;
import io.geckos.domain.StorageException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes the directories that keys need, removes those that no key needs any more, and knows which of them would survive
 * a loss of power.
 */
final class Directories {
    /** More would save little: each costs one fsync a run. */
    private static final int KNOWN_MAX = 50_000;

    private final Volume volume;
    private final BucketGates gates;
    private final GiveWay giveWay;
    private final KeyLocks<String> locks = new KeyLocks<>();
    private final Set<String> durable = ConcurrentHashMap.newKeySet();

    Directories(Volume volume, BucketGates gates, GiveWay giveWay) {
        this.volume = volume;
        this.gates = gates;
        this.giveWay = giveWay;
    }

    /**
     * Makes a directory and all above it, each durably before the next; files in the way give way. Hold no key lock.
     *
     * @throws StorageException.Forbidden if something stands in the way that is not an object
     */
    void make(BucketName bucket, String path) throws FileFault {
        Layout.Within parent = Layout.Within.BUCKET;
        for (String name : path.split("/", -1)) {
            Layout.Named named = Layout.read(parent, name, FileType.DIRECTORY);
            if (named == null || named.directory() == null) {
                throw new IllegalArgumentException("no key has the directory " + path);
            }
            for (int attempt = 0; !makeOne(bucket, parent, name); attempt++) {
                if (attempt > 100) {
                    throw new StorageException.Busy("too many changes at once of " + bucket + "/" + path);
                }
                giveWay.move(this, bucket, parent, name);
            }
            parent = named.directory();
        }
    }

    /** Makes one directory; false if something else stands there. */
    private boolean makeOne(BucketName bucket, Layout.Within parent, String name) throws FileFault {
        String path = OpenDirs.below(bucket, parent.resolve(name));
        try (var _ = gates.shared(bucket);
                var _ = locks.hold(path);
                OpenDirs dirs = new OpenDirs(volume.files(), bucket)) {
            dirs.requireBucket();
            OpenDir dir = dirs.open(parent.path());
            if (dir == null) {
                // Pruned again already: whoever wanted it finds it missing, and asks once more.
                return true;
            }
            Stat stat = volume.files().stat(dir, name);
            if (stat != null) {
                return stat.type() == FileType.DIRECTORY;
            }
            volume.files().mkdir(dir, name);
            volume.force(dir);
            remember(path);
            return true;
        }
    }

    /** Makes sure a directory that is there, and all above it, survive a loss of power. */
    void ensureDurable(OpenDirs dirs, String path) throws FileFault {
        String full = OpenDirs.below(dirs.bucket(), path);
        if (durable.contains(full)) {
            return;
        }
        int slash = path.lastIndexOf('/');
        OpenDir parent;
        if (path.isEmpty()) {
            parent = volume.root();
        } else {
            String above = slash < 0 ? "" : path.substring(0, slash);
            ensureDurable(dirs, above);
            parent = dirs.open(above);
        }
        if (parent != null) {
            volume.force(parent);
            remember(full);
        }
    }

    private void remember(String path) {
        if (durable.size() >= KNOWN_MAX) {
            durable.clear();
        }
        durable.add(path);
    }

    /** Removes a directory if it is empty, then those above it likewise, but never the bucket. */
    void prune(BucketName bucket, String path) throws FileFault {
        String rest = path;
        while (!rest.isEmpty() && pruneOne(bucket, rest)) {
            rest = rest.substring(0, Math.max(0, rest.lastIndexOf('/')));
        }
    }

    private boolean pruneOne(BucketName bucket, String path) throws FileFault {
        String full = OpenDirs.below(bucket, path);
        int slash = path.lastIndexOf('/');
        try (var _ = locks.hold(full);
                OpenDirs dirs = new OpenDirs(volume.files(), bucket)) {
            OpenDir parent = dirs.open(slash < 0 ? "" : path.substring(0, slash));
            if (parent == null) {
                return true;
            }
            volume.files().rmdir(parent, path.substring(slash + 1));
            durable.remove(full);
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
    void forget(BucketName bucket) {
        String prefix = bucket + "/";
        durable.removeIf(path -> path.equals(bucket.value()) || path.startsWith(prefix));
    }
}
