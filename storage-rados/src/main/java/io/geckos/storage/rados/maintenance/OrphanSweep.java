package io.geckos.storage.rados.maintenance;

import io.geckos.domain.engine.BackgroundTaskProgress;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.storage.rados.data.DataOwner;
import io.geckos.storage.rados.data.DataPool;
import io.geckos.storage.rados.format.BucketRow;
import io.geckos.storage.rados.index.DataReferences;
import io.geckos.storage.rados.index.KeyIndex;
import io.geckos.storage.rados.librados.RadosException;
import io.geckos.storage.rados.librados.WriteOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Removes bytes to which no row has ever referred, and shards to which no bucket refers, because the gateway that wrote them
 * died before. It looks at every object
 * of both pools, so it runs seldom.
 */
public final class OrphanSweep implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofDays(7);

    private final KeyIndex index;
    private final DataPool data;
    private final Duration grace;
    private final DataReferences references;
    private final ClusterTask task;

    public OrphanSweep(KeyIndex index, DataPool data, DocumentStore documents, Duration grace) {
        this.index = index;
        this.data = data;
        this.grace = grace;
        this.references = new DataReferences(index.meta());
        this.task = new ClusterTask("orphans", INTERVAL, documents, this::sweep);
    }

    public void start() {
        task.start();
    }

    public BackgroundTaskProgress progress() {
        return task.progress();
    }

    private void sweep(BooleanSupplier goOn) {
        Instant last = Instant.now().minus(grace);
        Map<String, BucketRow> buckets = index.catalog().byId();
        data.forEachSegment(id -> {
            if (!goOn.getAsBoolean()) {
                return false;
            }
            progress().add("examined", 1);
            Optional<DataOwner> owner = data.owner(id, last);
            if (owner.isPresent() && isOrphan(id, owner.get(), buckets) && data.removeAll(id, goOn)) {
                progress().add("removed", 1);
            }
            return true;
        });
        index.meta().forEachObject(object -> {
            if (isOrphan(object, last, buckets)) {
                index.meta().write(object, new WriteOperation().removeObject());
                progress().add("removed", 1);
            }
            return goOn.getAsBoolean();
        });
    }

    /** Tells whether an object of the index is left of a split that was given up, or of the creation of a bucket. */
    private boolean isOrphan(String object, Instant last, Map<String, BucketRow> buckets) {
        Optional<String> owner = BucketRow.bucketIdOf(object);
        if (owner.isEmpty()) {
            return false;
        }
        BucketRow bucket = buckets.get(owner.get());
        return bucket == null
                ? index.meta().modified(object).filter(it -> it.isBefore(last)).isPresent()
                        && !index.catalog().byId().containsKey(owner.get())
                : bucket.hasAbandoned(object);
    }

    private boolean isOrphan(String id, DataOwner owner, Map<String, BucketRow> buckets) {
        BucketRow known = buckets.get(owner.bucket());
        while (known != null) {
            try {
                return !references.contains(known, id, owner.key(), owner.upload());
            } catch (RadosException e) {
                if (e.errno() != RadosException.NO_ENTRY) {
                    throw e;
                }
            }
            // The shard was split, or its bucket was deleted.
            BucketRow before = known;
            buckets.clear();
            buckets.putAll(index.catalog().byId());
            known = buckets.get(owner.bucket());
            if (before.equals(known)) {
                return false;
            }
        }
        // A bucket that is neither there nor has remains has none of its bytes: unless it was created after the list
        // was read.
        return !index.catalog().byId().containsKey(owner.bucket());
    }

    @Override
    public void close() {
        task.close();
    }
}
