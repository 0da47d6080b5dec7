package io.geckos.storage.fs.directories;

import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.volume.BucketDirectoryHandles;
import io.geckos.storage.fs.volume.BucketRecords;
import io.geckos.storage.fs.volume.BucketState;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.DiskExecutor;
import io.geckos.storage.fs.volume.KeyLocks;
import io.geckos.storage.fs.volume.WriteHealth;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/** Lets one change at a time touch a key, and none a bucket that is being deleted. */
public final class KeyTransactions {
    /** Each is another change of the same few names that came between. */
    private static final int ATTEMPTS = 1_000;

    private final FileOps files;
    private final DiskExecutor disk;
    private final WriteHealth health;
    private final BucketRecords records;
    private final BucketLocks gates;
    private final KeyLocks<ObjectId> locks;

    public KeyTransactions(DataDirectory volume, BucketRecords records, BucketLocks gates, KeyLocks<ObjectId> locks) {
        this.files = volume.files();
        this.disk = volume.disk();
        this.health = volume.health();
        this.records = records;
        this.gates = gates;
        this.locks = locks;
    }

    /** One try at a change, with its keys locked. */
    @FunctionalInterface
    public interface Attempt<T> {
        T in(BucketDirectoryHandles dirs) throws FileFault, RetryAfterMove;
    }

    /**
     * Tries a change until nothing is in its way.
     *
     * @param keys all that it touches, in one bucket
     */
    public <T> T run(List<ObjectId> keys, Attempt<T> attempt) throws FileFault {
        return disk.call(() -> runHere(keys, attempt));
    }

    private <T> T runHere(List<ObjectId> keys, Attempt<T> attempt) throws FileFault {
        BucketName bucket = keys.getFirst().bucket();
        List<ObjectId> ordered = keys.size() == 1 ? keys : inOrder(keys);
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                return once(bucket, ordered.iterator(), attempt, i == 0);
            } catch (RetryAfterMove obstacle) {
                obstacle.clear();
            }
        }
        throw new StorageException.Busy("too many changes at once around " + keys);
    }

    /** Whoever locks several keys does so in one order, so that no two wait for each other. */
    private static List<ObjectId> inOrder(List<ObjectId> keys) {
        return keys.stream()
                .distinct()
                .sorted(Comparator.comparing(ObjectId::key))
                .toList();
    }

    private <T> T once(BucketName bucket, Iterator<ObjectId> keys, Attempt<T> attempt, boolean first)
            throws FileFault, RetryAfterMove {
        try (var _ = gates.shared(bucket)) {
            return locked(bucket, keys, attempt, first);
        }
    }

    private <T> T locked(BucketName bucket, Iterator<ObjectId> keys, Attempt<T> attempt, boolean first)
            throws FileFault, RetryAfterMove {
        if (keys.hasNext()) {
            try (var _ = locks.hold(keys.next())) {
                return locked(bucket, keys, attempt, first);
            }
        }
        if (first) {
            // A medium that failed others since this call began is not to be trusted with what it would change.
            health.requireWritable();
        } else {
            // What this call has begun it ends, though clearing the way may have met such a failure.
            health.requireCertain();
        }
        try (BucketDirectoryHandles dirs = new BucketDirectoryHandles(files, bucket)) {
            dirs.requireBucket();
            BucketState _ = records.require(bucket);
            return attempt.in(dirs);
        }
    }
}
