package io.geckos.storage.fs.volume;

import io.geckos.domain.bucket.ObjectLock;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.BucketName;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileAccess;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.files.SmallFiles;
import io.geckos.storage.fs.files.StorageLog;
import io.geckos.storage.fs.format.BucketRecord;
import io.geckos.storage.fs.format.Tree;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The records of buckets, each in a directory of its own that is not the bucket. A record is read once and kept in memory;
 * one that cannot be read is tried again each time, so that who repairs it need not restart the server.
 */
public final class BucketRecords {
    /** The name of the file. */
    public static final String RECORD = "bucket.json";

    private final DataDirectory volume;
    private final Map<BucketName, BucketState> states = new ConcurrentHashMap<>();

    /** The buckets whose records could not be read when last tried, so that each is told of once. */
    private final Set<BucketName> told = ConcurrentHashMap.newKeySet();

    /** How often a record was replaced or forgotten: what was read before that is not kept after it. */
    private long changes;

    public BucketRecords(DataDirectory volume) {
        this.volume = volume;
        volume.afterReplaced(this::forgetAll);
    }

    /**
     * What is known of a bucket without a look at the disk; null if nothing is. Only what was read of a bucket that was
     * there is known, until it changes or goes.
     */
    public @Nullable BucketState known(BucketName bucket) {
        return states.get(bucket);
    }

    /** What is known of a bucket, for those who only look; the caller knows that there is one. */
    public BucketState of(BucketName bucket) {
        try {
            return read(bucket);
        } catch (FileFault fault) {
            if (fault.is(Errno.EIO)) {
                volume.health().halt(fault);
            }
            return unreadable(bucket, String.valueOf(fault.getMessage()));
        }
    }

    /**
     * The same for those who write: what the record says decides whether a write may replace anything, so nobody writes who
     * does not know.
     *
     * @throws StorageException.Unavailable if the record cannot be understood
     */
    public BucketState require(BucketName bucket) throws FileFault {
        BucketState state = read(bucket);
        if (!state.isReadable()) {
            throw new StorageException.Unavailable(state.problem());
        }
        return state;
    }

    private BucketState read(BucketName bucket) throws FileFault {
        BucketState known = states.get(bucket);
        if (known != null) {
            return known;
        }
        long before = changes();
        BucketState read = readFile(bucket);
        if (read.isReadable()) {
            keep(bucket, read, before);
        } else if (told.add(bucket)) {
            StorageLog.warn(read.problem());
        }
        return read;
    }

    private synchronized long changes() {
        return changes;
    }

    private synchronized void keep(BucketName bucket, BucketState state, long before) {
        if (changes == before) {
            states.put(bucket, state);
            told.remove(bucket);
        }
    }

    private BucketState readFile(BucketName bucket) throws FileFault {
        FileOps files = volume.files();
        try (DirectoryHandle dir = files.openDir(volume.buckets(), bucket.value())) {
            FileStatus stat = dir == null ? null : files.stat(dir, RECORD);
            while (dir != null && stat != null) {
                byte[] bytes = SmallFiles.read(files, dir, RECORD);
                FileStatus now = bytes == null ? files.stat(dir, RECORD) : stat;
                if (stat.equals(now)) {
                    return state(bucket, bytes == null ? null : BucketRecord.read(bytes));
                }
                // Somebody deletes the bucket, or makes it anew: that says nothing against its record.
                stat = now;
            }
            // Whoever lost the record must not lose the versions, too.
            boolean versions = dir != null && isDirectory(files.stat(dir, Tree.DIRECTORY));
            return BucketState.of(null, versions ? VersioningStatus.ENABLED : VersioningStatus.UNVERSIONED);
        }
    }

    private BucketState state(BucketName bucket, @Nullable BucketRecord record) {
        return record == null
                ? unreadable(bucket, "it is no record of a bucket")
                : BucketState.of(record, record.versioning());
    }

    private static boolean isDirectory(@Nullable FileStatus stat) {
        return stat != null && stat.type() == FileType.DIRECTORY;
    }

    private BucketState unreadable(BucketName bucket, String why) {
        return BucketState.unreadable("cannot read " + volume.buckets().path() + "/" + bucket + "/" + RECORD + ": "
                + why + "; bucket " + bucket + " is read-only until the file is put back");
    }

    /** Replaces the record of a bucket, durably. Have the bucket alone. */
    public void write(BucketName bucket, BucketRecord record) throws FileFault {
        try (DirectoryHandle dir = volume.ensure(volume.buckets(), bucket.value());
                StagedFile staged = StagedFile.of(volume, FileAccess.OWNER, record.write())) {
            staged.moveTo(dir, RECORD);
            volume.syncs().force(dir);
        } finally {
            // After: who has read the former record meanwhile must not keep it.
            forget(bucket);
        }
    }

    /**
     * Gives a bucket a record again that has lost it: one of its objects is a version. Have the bucket alone.
     *
     * @param locked whether that version is protected, which only a bucket with object lock has
     */
    public void restore(BucketName bucket, boolean locked) throws FileFault {
        FileStatus stat = volume.files().stat(volume.root(), bucket.value());
        if (stat == null || !require(bucket).isUnrecorded()) {
            return;
        }
        byte[] _ = DataDirectoryFormat.keepVersions(volume);
        BucketRecord record = BucketRecord.plain(FileStatus.instant(stat.born()), Optional.empty())
                .with(VersioningStatus.ENABLED);
        write(bucket, locked ? record.with(ObjectLock.WITHOUT_DEFAULT) : record);
        StorageLog.warn("bucket " + bucket + " has no bucket.json, but objects that are versions: it keeps versions"
                + (locked ? ", with object lock," : "")
                + " from now on; its settings are lost unless the file is put back");
    }

    /** Removes all that is kept of a bucket that was deleted, if anything is. */
    public void discard(BucketName bucket) throws FileFault {
        forget(bucket);
        try {
            volume.discard(volume.buckets(), bucket.value());
        } catch (FileFault fault) {
            if (!fault.is(Errno.ENOENT)) {
                throw fault;
            }
        } finally {
            // After, too: who has read the record meanwhile must not keep it.
            forget(bucket);
        }
    }

    /**
     * Moves out of the way what is kept of a bucket whose directory is gone, so that one made anew inherits nothing.
     * Settings and versions go to {@link Quarantine}, and the operator is told: whoever lost the directory may still want
     * them.
     *
     * @param name of the directory, which need not be a bucket's
     * @return whether there was anything
     */
    public boolean retire(String name) throws FileFault {
        if (BucketName.isLegal(name)) {
            forget(new BucketName(name));
        }
        if (volume.files().stat(volume.buckets(), name) == null) {
            return false;
        }
        if (!isWorthKeeping(name)) {
            volume.discard(volume.buckets(), name);
            return true;
        }
        Quarantine quarantine = new Quarantine(volume);
        quarantine.take(volume.buckets(), name);
        StorageLog.warn(
                "the directory of bucket " + name + " is gone; its settings, and whatever else was kept of it, were"
                        + " moved to " + quarantine.path(volume.buckets(), name));
        return true;
    }

    /** Tells whether there is more than a record that says of nothing. */
    private boolean isWorthKeeping(String name) throws FileFault {
        FileOps files = volume.files();
        try (DirectoryHandle dir = files.openDir(volume.buckets(), name)) {
            if (dir == null) {
                return false;
            }
            byte[] bytes = SmallFiles.read(files, dir, RECORD);
            BucketRecord record = bytes == null ? null : BucketRecord.read(bytes);
            return record == null
                    ? files.stat(dir, RECORD) != null || holdsVersions(dir)
                    : !record.isPlain() || holdsVersions(dir);
        }
    }

    private boolean holdsVersions(DirectoryHandle dir) throws FileFault {
        try (DirectoryHandle versions = volume.files().openDir(dir, Tree.DIRECTORY)) {
            return versions != null && !volume.files().listWhile(versions, (_, _) -> false);
        }
    }

    /** Has the record of a bucket read anew. */
    public synchronized void forget(BucketName bucket) {
        changes++;
        states.remove(bucket);
    }

    private synchronized void forgetAll() {
        changes++;
        states.clear();
        told.clear();
    }
}
