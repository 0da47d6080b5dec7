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
    private static final int MAX_TIMEOUTS = 1;

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
        /** Fills in the change, and answers what it returns if it succeeds. An empty change succeeds without a write. */
        T decide(BucketRow bucket, VersionRows history, KeyChange change);
    }

    /** A change whose outcome is unknown: it may have been made, or may still be made. */
    private record Attempt<T>(VersionRows before, KeyChange change, T answer) {
        /**
         * Tells whether it has certainly not been made yet. Then a second attempt is safe, because both compare the same
         * rows, and only one of them can succeed. Rows never return to an earlier state; but a key that does not exist may
         * have been made and deleted meanwhile.
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
     * Reads from a bucket under one layout. If a shard is gone, because it was split or the bucket was deleted meanwhile, the
     * whole read begins again.
     */
    public <T> T readConsistently(BucketName name, Function<BucketRow, T> read) {
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

    /** Reads the latest version of a key. Older ones are read when asked for. */
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
        Optional<Attempt<T>> unconfirmed = Optional.empty();
        int timeouts = 0;
        try {
            while (true) {
                BucketRow bucket = retry.bucket();
                int result;
                try {
                    VersionRows history = history(bucket, id);
                    if (unconfirmed.isPresent()) {
                        if (history.isMadeBy(unconfirmed.get().change())) {
                            return unconfirmed.get().answer();
                        }
                        if (timeouts > MAX_TIMEOUTS || !unconfirmed.get().mayBeRepeated(history)) {
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
                        unconfirmed = Optional.of(new Attempt<>(history, change, answer));
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
            // An earlier attempt may have succeeded, even if this one was refused.
            throw unconfirmed.isPresent() ? unknown(id, e) : e;
        }
    }

    private static Unavailable unknown(ObjectId id, Exception cause) {
        return new Unavailable("the Ceph cluster did not answer; whether " + id + " was changed is unknown", cause);
    }
}
