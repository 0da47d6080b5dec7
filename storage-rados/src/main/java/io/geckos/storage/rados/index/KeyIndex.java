package io.geckos.storage.rados.index;

import io.geckos.domain.error.StorageException.NoSuchBucket;
import io.geckos.domain.error.StorageException.Unavailable;
import io.geckos.domain.error.StorageException.WriteConflict;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.storage.rados.bucket.BucketCatalog;
import io.geckos.storage.rados.bucket.RetryPause;
import io.geckos.storage.rados.format.BucketRow;
import io.geckos.storage.rados.format.VersionRow;
import io.geckos.storage.rados.index.VersionRows.HistoryChanged;
import io.geckos.storage.rados.librados.RadosException;
import io.geckos.storage.rados.librados.RadosPool;
import io.geckos.storage.rados.librados.WriteOperation;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Reads and changes the versions of single keys. For many threads. */
public final class KeyIndex {
    /** How long to try again while others change the same key: each time one of them succeeds. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** How often to try again what timed out. */
    private static final int MOST_TIMEOUTS = 1;

    private final RadosPool meta;
    private final BucketCatalog catalog;

    public KeyIndex(RadosPool meta, BucketCatalog catalog) {
        this.meta = meta;
        this.catalog = catalog;
    }

    /** Decides what to change, perhaps several times, as others may change the same. */
    @FunctionalInterface
    public interface Decision<T> {
        /** Answers what the change answers if it succeeds; one that is left empty succeeds at once. */
        T decide(BucketRow bucket, VersionRows history, KeyChange change);
    }

    /** A change that may have been made, or may be made yet. */
    private record Attempt<T>(KeyChange change, T answer) {}

    public RadosPool meta() {
        return meta;
    }

    public BucketCatalog catalog() {
        return catalog;
    }

    /** Reads something of a bucket. If the bucket was deleted meanwhile, reads again, of a new one of its name. */
    public <T> T reading(BucketName name, Function<BucketRow, T> read) {
        BucketRow known = catalog.require(name);
        try {
            return read.apply(known);
        } catch (RadosException e) {
            if (e.errno() != RadosException.NO_ENTRY
                    || catalog.refresh(name).id().equals(known.id())) {
                throw e;
            }
            return read.apply(catalog.require(name));
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
        RetryPause pause = new RetryPause(PATIENCE);
        BucketRow bucket = known;
        Optional<Attempt<T>> doubtful = Optional.empty();
        int timeouts = 0;
        while (true) {
            VersionRows history;
            try {
                history = historyOrNoBucket(bucket, id);
            } catch (Unavailable e) {
                throw doubtful.isPresent() ? unknown(id, e) : e;
            }
            if (doubtful.isPresent()) {
                if (history.isMadeBy(doubtful.get().change())) {
                    return doubtful.get().answer();
                }
                if (timeouts > MOST_TIMEOUTS) {
                    throw unknown(id, new IOException("an operation timed out"));
                }
            }
            KeyChange change = new KeyChange(history);
            T answer;
            try {
                answer = decision.decide(bucket, history, change);
            } catch (HistoryChanged _) {
                continue;
            }
            if (change.isEmpty()) {
                return answer;
            }
            int result = meta.write(bucket.shard(id.key()), change.operation(conditions(bucket)));
            switch (-result) {
                case 0 -> {
                    return answer;
                }
                case RadosException.CANCELED, RadosException.NO_ENTRY -> {
                    if (pause.isOver()) {
                        throw new WriteConflict(id);
                    }
                }
                case RadosException.TIMED_OUT -> {
                    doubtful = Optional.of(new Attempt<>(change, answer));
                    timeouts++;
                }
                default -> RadosException.check(result, "change " + id);
            }
            pause.await();
            bucket = sameBucket(bucket);
        }
    }

    private static Unavailable unknown(ObjectId id, Exception cause) {
        return new Unavailable("the Ceph cluster did not answer; whether " + id + " was changed is unknown", cause);
    }

    private VersionRows historyOrNoBucket(BucketRow bucket, ObjectId id) {
        try {
            return history(bucket, id);
        } catch (RadosException e) {
            if (e.errno() == RadosException.NO_ENTRY) {
                return history(sameBucket(bucket), id);
            }
            throw e;
        }
    }

    private BucketRow sameBucket(BucketRow known) {
        BucketRow now = catalog.refreshOpen(known.facts().name());
        if (!now.id().equals(known.id())) {
            throw new NoSuchBucket(known.facts().name());
        }
        return now;
    }

    private static WriteOperation conditions(BucketRow bucket) {
        return new WriteOperation().requireObject().requireAttributeAtMost(BucketCatalog.EPOCH, bucket.epochText());
    }
}
