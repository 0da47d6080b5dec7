package io.geckos.storage.fs.volume;

import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectKey;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.ReadOps;
import io.geckos.storage.fs.format.KeyLayout;
import io.geckos.storage.fs.format.ObjectPath;
import io.geckos.storage.fs.format.Tree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The directories of one bucket that one call holds open; closing closes them all. For one thread. */
public final class BucketDirectoryHandles implements AutoCloseable {
    private final ReadOps files;
    private final BucketName bucket;
    private final Tree tree;
    private final Map<String, DirectoryHandle> opened = new HashMap<>(4);
    private String last = "";
    private @Nullable ObjectKey placed;
    private List<ObjectPath> places = List.of();

    /** Of the bucket as everybody sees it. */
    public BucketDirectoryHandles(ReadOps files, BucketName bucket) {
        this(files, bucket, Tree.BUCKET);
    }

    public BucketDirectoryHandles(ReadOps files, BucketName bucket, Tree tree) {
        this.files = files;
        this.bucket = bucket;
        this.tree = tree;
    }

    public Tree tree() {
        return tree;
    }

    public BucketName bucket() {
        return bucket;
    }

    /**
     * The places of a key, as {@link KeyLayout#places} has them. They are worked out once, however often a call asks for
     * them.
     */
    public List<ObjectPath> places(ObjectKey key) {
        if (!key.equals(placed)) {
            places = KeyLayout.places(key);
            placed = key;
        }
        return places;
    }

    /** The directory at a path below the bucket; null if there is none. Stays open until this is closed. */
    public @Nullable DirectoryHandle open(String path) throws FileFault {
        DirectoryHandle known = opened.get(path);
        if (known != null) {
            return known;
        }
        DirectoryHandle dir = openBelowLast(path);
        if (dir != null) {
            opened.put(path, dir);
            last = path;
        }
        return dir;
    }

    /** The same for those who only look: a link or another device on the way hides what is behind it. */
    public @Nullable DirectoryHandle see(String path) throws FileFault {
        try {
            return open(path);
        } catch (FileFault fault) {
            if (fault.hides()) {
                return null;
            }
            throw fault;
        }
    }

    /** The same as {@link #open}, and closes all others: for going through many. */
    public @Nullable DirectoryHandle moveTo(String path) throws FileFault {
        return keepOnly(open(path));
    }

    /** The same as {@link #see}, and closes all others. */
    public @Nullable DirectoryHandle lookInto(String path) throws FileFault {
        return keepOnly(see(path));
    }

    private @Nullable DirectoryHandle keepOnly(@Nullable DirectoryHandle dir) {
        opened.values().removeIf(other -> {
            if (!other.equals(dir)) {
                other.close();
            }
            return !other.equals(dir);
        });
        return dir;
    }

    /** Deep trees are gone through from each directory to the next, not from the top every time. */
    private @Nullable DirectoryHandle openBelowLast(String path) throws FileFault {
        DirectoryHandle above = opened.get(last);
        if (above != null && !last.isEmpty() && path.startsWith(last) && path.charAt(last.length()) == '/') {
            return files.openDir(above, path.substring(last.length() + 1));
        }
        return files.openDir(files.root(), tree.path(bucket, path));
    }

    /** The bucket's own directory; throws {@link StorageException.NoSuchBucket} if there is none. */
    public DirectoryHandle requireBucket() throws FileFault {
        DirectoryHandle dir = open("");
        if (dir == null) {
            throw new StorageException.NoSuchBucket(bucket);
        }
        return dir;
    }

    /** The path below the data directory of a path below a bucket. */
    public static String below(BucketName bucket, String path) {
        return Tree.BUCKET.path(bucket, path);
    }

    /** Closes all that are open: who looks again sees what is there then. */
    public void closeAll() {
        close();
        last = "";
    }

    @Override
    public void close() {
        opened.values().forEach(DirectoryHandle::close);
        opened.clear();
    }
}
