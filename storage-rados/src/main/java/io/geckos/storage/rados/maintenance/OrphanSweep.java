package io.geckos.storage.rados.maintenance;

import io.geckos.domain.engine.BackgroundTaskProgress;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.storage.rados.data.DataOwner;
import io.geckos.storage.rados.data.DataPool;
import io.geckos.storage.rados.format.BucketRow;
import io.geckos.storage.rados.index.DataReferences;
import io.geckos.storage.rados.index.KeyIndex;
import io.geckos.storage.rados.librados.ReadOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Removes bytes to which no row has ever referred, because the gateway that wrote them died before. It looks at every object
 * of the data pool, so it runs seldom.
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
        Map<String, BucketRow> buckets = buckets();
        data.forEachSegment(id -> {
            if (!goOn.getAsBoolean()) {
                return false;
            }
            progress().add("examined", 1);
            Optional<DataOwner> owner = data.owner(id, last);
            if (owner.isPresent() && isOrphan(id, owner.get(), buckets)) {
                data.removeAll(id);
                progress().add("removed", 1);
            }
            return true;
        });
    }

    private boolean isOrphan(String id, DataOwner owner, Map<String, BucketRow> buckets) {
        BucketRow bucket = buckets.get(owner.bucket());
        // A bucket that is neither there nor has remains has none of its bytes: unless it was created after the list
        // was read.
        return bucket == null
                ? !buckets().containsKey(owner.bucket())
                : !references.contains(bucket, id, owner.key(), owner.upload());
    }

    private Map<String, BucketRow> buckets() {
        Map<String, BucketRow> buckets = new HashMap<>();
        String after = "";
        List<BucketRow> page;
        do {
            page = index.catalog().list(after, "", ReadOperation.MAX_ROWS);
            page.forEach(it -> buckets.put(it.id(), it));
            after = page.isEmpty() ? after : page.getLast().facts().name().value();
        } while (page.size() == ReadOperation.MAX_ROWS);
        index.catalog().deleted().forEach(it -> buckets.put(it.id(), it));
        return buckets;
    }

    @Override
    public void close() {
        task.close();
    }
}
