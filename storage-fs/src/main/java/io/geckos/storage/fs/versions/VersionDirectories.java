package io.geckos.storage.fs.versions;

import io.geckos.domain.name.ObjectId;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.format.KeyLayout;
import io.geckos.storage.fs.format.Tree;
import io.geckos.storage.fs.format.VersionName;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.KeyLocks;
import io.geckos.storage.fs.volume.SoftValue;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The directories that hold what is kept of keys, one for each. Makes them durably, removes them when nothing is left of
 * their keys, and knows which of them this process has cleared of what a crash left.
 */
public final class VersionDirectories {
    /** More are looked into again: each costs one reading of its names. */
    private static final int KNOWN_MAX = 50_000;

    /** Each is another key's directory that was pruned just then. */
    private static final int ATTEMPTS = 100;

    private final DataDirectory volume;
    private final FileOps files;
    private final KeyLocks<String> locks = new KeyLocks<>();
    private final VersionNameCache large;
    private final SoftValue<Set<String>> durable = new SoftValue<>(ConcurrentHashMap::newKeySet);

    /** Of keys whose directories this process has cleared, the order of the version that was current then. */
    private final SoftValue<Map<ObjectId, Long>> cleared = new SoftValue<>(ConcurrentHashMap::new);

    public VersionDirectories(DataDirectory volume) {
        this.volume = volume;
        this.files = volume.files();
        this.large = new VersionNameCache(files);
        volume.index().onChange(large::changed);
        volume.afterReplaced(() -> {
            durable.get().clear();
            cleared.get().clear();
            large.clear();
        });
    }

    private static String path(ObjectId id) {
        return Tree.VERSIONS.path(id.bucket(), KeyLayout.history(id.key()).toString());
    }

    /** The directory of a key; null if nothing is kept of it. The caller closes it. */
    public @Nullable DirectoryHandle open(ObjectId id) throws FileFault {
        return files.openDir(files.root(), path(id));
    }

    /** The versions and delete markers in a directory. */
    VersionNames names(DirectoryHandle dir) throws FileFault {
        VersionNames known = large.get(dir);
        if (known != null) {
            return known;
        }
        VersionNames read = read(dir);
        return read.size() > VersionNameCache.SMALL ? large.read(dir, () -> read(dir)) : read;
    }

    private VersionNames read(DirectoryHandle dir) throws FileFault {
        VersionNames.Builder names = new VersionNames.Builder();
        files.list(dir, (name, _) -> {
            VersionName read = name == null ? null : VersionName.read(name);
            if (read != null) {
                names.add(read);
            }
        });
        return names.build();
    }

    /** The files in a directory that no rule lets be there: they can be removed. */
    Set<String> remains(DirectoryHandle dir, KeyHistory history) throws FileFault {
        Set<String> remains = new LinkedHashSet<>();
        files.list(dir, (name, _) -> {
            VersionName version = name == null ? null : VersionName.ofFile(name);
            if (name != null && version != null && !history.kept().contains(version)) {
                remains.add(name);
            }
        });
        return remains;
    }

    /** The same as {@link #open}, making what is missing; it survives a loss of power. Hold the key's lock. */
    DirectoryHandle make(ObjectId id) throws FileFault {
        for (int attempt = 1; true; attempt++) {
            try {
                return makeAll(path(id));
            } catch (FileFault fault) {
                // One on the way was pruned meanwhile.
                if (!fault.is(Errno.ENOENT) || attempt == ATTEMPTS) {
                    throw fault;
                }
            }
        }
    }

    private DirectoryHandle makeAll(String path) throws FileFault {
        DirectoryHandle parent = files.root();
        try {
            int from = 0;
            while (from <= path.length()) {
                int slash = path.indexOf('/', from);
                int end = slash < 0 ? path.length() : slash;
                DirectoryHandle child = makeOne(parent, path.substring(from, end), path.substring(0, end));
                closeUnlessRoot(parent);
                parent = child;
                from = end + 1;
            }
            return parent;
        } catch (FileFault | RuntimeException e) {
            closeUnlessRoot(parent);
            throw e;
        }
    }

    private void closeUnlessRoot(DirectoryHandle dir) {
        if (!dir.path().isEmpty()) {
            dir.close();
        }
    }

    /** Whoever makes or removes a directory of this path has its lock; so one that is seen after is not yet known durable. */
    private DirectoryHandle makeOne(DirectoryHandle parent, String name, String path) throws FileFault {
        DirectoryHandle dir = files.openDir(parent, name);
        if (dir != null && durable.get().contains(path)) {
            return dir;
        }
        if (dir != null) {
            dir.close();
        }
        try (var _ = locks.hold(path)) {
            DirectoryHandle there = files.openDir(parent, name);
            if (there == null) {
                files.mkdir(parent, name);
                there = files.openDir(parent, name);
            }
            if (there == null) {
                throw new FileFault(Errno.ENOENT, "open", path);
            }
            try {
                volume.syncs().force(parent);
            } catch (RuntimeException e) {
                there.close();
                throw e;
            }
            remember(path);
            return there;
        }
    }

    private void remember(String path) {
        Set<String> known = durable.get();
        if (known.size() >= KNOWN_MAX) {
            known.clear();
        }
        known.add(path);
    }

    /** Makes sure that the directory of a key, which is there, survives a loss of power. Hold the key's lock. */
    void ensureDurable(ObjectId id) throws FileFault {
        if (!durable.get().contains(path(id))) {
            make(id).close();
        }
    }

    /** Removes the directory of a key if it is empty, and those above it likewise. Hold the key's lock. */
    public void prune(ObjectId id) throws FileFault {
        String top = Tree.VERSIONS.root(id.bucket());
        String path = path(id);
        cleared.get().remove(id);
        large.forget(path);
        while (path.length() > top.length() && pruneOne(path)) {
            path = path.substring(0, path.lastIndexOf('/'));
        }
    }

    private boolean pruneOne(String path) throws FileFault {
        int slash = path.lastIndexOf('/');
        try (var _ = locks.hold(path);
                DirectoryHandle parent = files.openDir(files.root(), path.substring(0, slash))) {
            if (parent != null) {
                files.rmdir(parent, path.substring(slash + 1));
                durable.get().remove(path);
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

    /**
     * Tells whether nothing is in the directory of a key that no rule lets be there. If another object is current than was
     * then, a person has put or removed it.
     *
     * @param current the order of the version that is current; {@link io.geckos.storage.fs.format.VersionName#NOTHING} if none is
     */
    boolean isCleared(ObjectId id, long current) {
        Long known = cleared.get().get(id);
        return known != null && known == current;
    }

    void setCleared(ObjectId id, long current) {
        Map<ObjectId, Long> known = cleared.get();
        if (known.size() >= KNOWN_MAX) {
            known.clear();
        }
        known.put(id, current);
    }

    /** Has the directory of a key looked into again: a change of it ended in the middle. */
    void distrust(ObjectId id) {
        large.forget(path(id));
        cleared.get().remove(id);
    }
}
