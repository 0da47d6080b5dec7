package io.geckos.storage.rados.maintenance;

import io.geckos.domain.engine.BackgroundTaskProgress;
import io.geckos.domain.engine.BoundedTasks;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.storage.rados.bucket.BucketCatalog;
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
 * died before. It looks at every object of both pools, so it runs seldom.
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

    /** Looks at everything; {@code goOn} is asked by several threads. */
    void sweep(BooleanSupplier goOn) {
        Instant last = Instant.now().minus(grace);
        KnownBuckets buckets = new KnownBuckets(index.catalog());
        try (BoundedTasks segments = new BoundedTasks(ClusterTask.CALLS)) {
            data.forEachSegment(id -> {
                boolean more = goOn.getAsBoolean();
                if (more) {
                    segments.run(() -> sweep(id, last, buckets, goOn));
                }
                return more;
            });
            segments.await();
        }
        index.meta().forEachObject(object -> {
            boolean more = goOn.getAsBoolean();
            if (more && isOrphan(object, last, buckets)) {
                index.meta().write(object, new WriteOperation().removeObject());
                progress().add("removed", 1);
            }
            return more;
        });
    }

    private void sweep(String id, Instant last, KnownBuckets buckets, BooleanSupplier goOn) {
        progress().add("examined", 1);
        Optional<DataOwner> owner = data.owner(id, last);
        if (owner.isPresent() && isOrphan(id, owner.get(), buckets) && data.removeAll(id, goOn)) {
            progress().add("removed", 1);
        }
    }

    /** Tells whether an object of the index is left of a split that was given up, or of the creation of a bucket. */
    private boolean isOrphan(String object, Instant last, KnownBuckets buckets) {
        Optional<String> owner = BucketRow.bucketIdOf(object);
        if (owner.isEmpty()) {
            return false;
        }
        Optional<BucketRow> bucket = buckets.find(owner.get());
        return bucket.isPresent()
                ? bucket.get().hasAbandoned(object)
                : index.meta()
                                .stat(object)
                                .filter(it -> it.modified().isBefore(last))
                                .isPresent()
                        && buckets.findAgain(owner.get(), bucket).isEmpty();
    }

    private boolean isOrphan(String id, DataOwner owner, KnownBuckets buckets) {
        Optional<BucketRow> known = buckets.find(owner.bucket());
        while (known.isPresent()) {
            try {
                return !references.contains(known.get(), id, owner.key(), owner.upload());
            } catch (RadosException e) {
                if (e.errno() != RadosException.NO_ENTRY) {
                    throw e;
                }
            }
            // The shard was split, or its bucket was deleted.
            Optional<BucketRow> now = buckets.findAgain(owner.bucket(), known);
            if (now.equals(known)) {
                return false;
            }
            known = now;
        }
        // A bucket that is neither there nor has remains has none of its bytes: unless it was created after the list
        // was read.
        return buckets.findAgain(owner.bucket(), known).isEmpty();
    }

    /** The rows of all buckets as they were read last. For many threads, of which one at a time reads them again. */
    private static final class KnownBuckets {
        private final BucketCatalog catalog;
        private Map<String, BucketRow> rows;

        KnownBuckets(BucketCatalog catalog) {
            this.catalog = catalog;
            this.rows = catalog.byId();
        }

        synchronized Optional<BucketRow> find(String id) {
            return Optional.ofNullable(rows.get(id));
        }

        /** The row of a bucket, read again unless it is another one than {@code known} already. */
        synchronized Optional<BucketRow> findAgain(String id, Optional<BucketRow> known) {
            if (find(id).equals(known)) {
                rows = catalog.byId();
            }
            return find(id);
        }
    }

    @Override
    public void close() {
        task.close();
    }
}
