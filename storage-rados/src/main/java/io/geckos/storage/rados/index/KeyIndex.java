package io.geckos.storage.rados.index;

import io.geckos.domain.error.StorageException.NoSuchBucket;
import io.geckos.domain.error.StorageException.Unavailable;
import io.geckos.domain.error.StorageException.WriteConflict;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.storage.rados.bucket.BucketCatalog;
import io.geckos.storage.rados.bucket.ShardGuard;
import io.geckos.storage.rados.bucket.WriteRetry;
import io.geckos.storage.rados.format.BucketRow;
import io.geckos.storage.rados.format.VersionRow;
import io.geckos.storage.rados.index.VersionRows.HistoryChanged;
import io.geckos.storage.rados.librados.RadosException;
import io.geckos.storage.rados.librados.RadosPool;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads and changes the versions of single keys. For many threads. */
public final class KeyIndex {
    /** How often to try again what timed out. */
    private static final int MOST_TIMEOUTS = 1;

    private final RadosPool meta;
    private final BucketCatalog catalog;
    private final Consumer<BucketName> changed;

    /** {@code changed} is told of each change of a bucket, and does not wait. */
    public KeyIndex(RadosPool meta, BucketCatalog catalog, Consumer<BucketName> changed) {
        this.meta = meta;
        this.catalog = catalog;
        this.changed = changed;
    }

    /** Decides what to change, perhaps several times, as others may change the same. */
    @FunctionalInterface
    public interface Decision<T> {
        /** Answers what the change answers if it succeeds; one that is left empty succeeds at once. */
        T decide(BucketRow bucket, VersionRows history, KeyChange change);
    }

    /** A change that may have been made, or may be made yet. */
    private record Attempt<T>(VersionRows before, KeyChange change, T answer) {
        /**
         * Tells whether it was certainly not made so far, so that of it and a second attempt only one can succeed. Rows never become
         * again what they were; but a key that is not there may have been made and deleted.
         */
        boolean mayBeRepeated(VersionRows now) {
            return before.head().isPresent() && before.isSame(now);
        }
    }

    public RadosPool meta() {
        return meta;
    }

    public BucketCatalog catalog() {
        return catalog;
    }

    /**
     * Reads something of a bucket. If a shard is gone, because it was split or the bucket was deleted meanwhile, reads all again:
     * what is answered is of one layout.
     */
    public <T> T reading(BucketName name, Function<BucketRow, T> read) {
        BucketRow known = catalog.require(name);
        while (true) {
            try {
                return read.apply(known);
            } catch (RadosException e) {
                if (e.errno() != RadosException.NO_ENTRY) {
                    throw e;
                }
                BucketRow now = catalog.refresh(name);
                if (now.equals(known)) {
                    throw e;
                }
                known = now;
            }
        }
    }

    /** Finds a version or delete marker of a key. */
    public Optional<VersionRow> find(BucketRow bucket, ObjectId id, Version version) {
        while (true) {
            try {
                return history(bucket, id).find(version);
            } catch (HistoryChanged _) {
                Thread.onSpinWait();
            }
        }
    }

    /** Reads the latest version of a key. */
    public VersionRows history(BucketRow bucket, ObjectId id) {
        return VersionRows.read(meta, bucket.shard(id.key()), id.key());
    }

    /**
     * Changes a key in one step.
     *
     * @param known the bucket that is meant; another one of its name is {@link NoSuchBucket}
     * @throws WriteConflict if others change the key all the time
     * @throws Unavailable if the cluster does not answer; then the outcome is unknown
     */
    public <T> T change(BucketRow known, ObjectId id, Decision<T> decision) {
        WriteRetry retry = new WriteRetry(meta, catalog, known, id);
        Optional<Attempt<T>> doubtful = Optional.empty();
        int timeouts = 0;
        try {
            while (true) {
                BucketRow bucket = retry.bucket();
                int result;
                try {
                    VersionRows history = history(bucket, id);
                    if (doubtful.isPresent()) {
                        if (history.isMadeBy(doubtful.get().change())) {
                            return doubtful.get().answer();
                        }
                        if (timeouts > MOST_TIMEOUTS || !doubtful.get().mayBeRepeated(history)) {
                            throw new Unavailable("an operation timed out");
                        }
                    }
                    KeyChange change = new KeyChange(history);
                    T answer = decision.decide(bucket, history, change);
                    if (change.isEmpty()) {
                        return answer;
                    }
                    result = meta.write(bucket.shard(id.key()), change.operation(ShardGuard.conditions(bucket)));
                    if (result == 0) {
                        changed.accept(id.bucket());
                        return answer;
                    }
                    if (result == -RadosException.TIMED_OUT) {
                        doubtful = Optional.of(new Attempt<>(history, change, answer));
                        timeouts++;
                    }
                } catch (HistoryChanged _) {
                    continue;
                } catch (RadosException e) {
                    result = -e.errno();
                }
                switch (-result) {
                    case RadosException.CANCELED, RadosException.NO_ENTRY, RadosException.TIMED_OUT -> retry.await();
                    default -> RadosException.check(result, "change " + id);
                }
            }
        } catch (RuntimeException e) {
            // What an earlier attempt has made may be there, whatever stands against another one.
            throw doubtful.isPresent() ? unknown(id, e) : e;
        }
    }

    private static Unavailable unknown(ObjectId id, Exception cause) {
        return new Unavailable("the Ceph cluster did not answer; whether " + id + " was changed is unknown", cause);
    }
}
