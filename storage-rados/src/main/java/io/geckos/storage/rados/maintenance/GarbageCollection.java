package io.geckos.storage.rados.maintenance;

import io.geckos.domain.engine.BackgroundTaskProgress;
import io.geckos.domain.engine.BoundedTasks;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.storage.rados.bucket.BucketCatalog;
import io.geckos.storage.rados.data.DataPool;
import io.geckos.storage.rados.format.BucketRow;
import io.geckos.storage.rados.format.RowKey;
import io.geckos.storage.rados.format.UploadFormat;
import io.geckos.storage.rados.index.KeyIndex;
import io.geckos.storage.rados.index.ShardCounters;
import io.geckos.storage.rados.librados.OmapPage;
import io.geckos.storage.rados.librados.OmapRow;
import io.geckos.storage.rados.librados.RadosException;
import io.geckos.storage.rados.librados.RadosPool;
import io.geckos.storage.rados.librados.ReadOperation;
import io.geckos.storage.rados.librados.WriteOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Gatherers;

/** Removes bytes that were replaced or deleted, after the readers that may have opened them, and what deleted buckets had. */
public final class GarbageCollection implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofHours(1);

    /** How many shards are looked at at a time. */
    private static final int SHARDS = 8;

    /** How many rows are removed in one operation, after their bytes. */
    private static final int BATCH = 256;

    private final RadosPool meta;
    private final BucketCatalog catalog;
    private final DataPool data;
    private final Duration grace;
    private final ClusterTask task;

    /** All removals of bytes, of whichever shards. */
    private final Semaphore removals = new Semaphore(ClusterTask.CALLS);

    public GarbageCollection(KeyIndex index, DataPool data, DocumentStore documents, Duration grace) {
        this(index, data, documents, grace, System::nanoTime);
    }

    /** For tests, which have their own clock for the lease. */
    GarbageCollection(KeyIndex index, DataPool data, DocumentStore documents, Duration grace, LongSupplier nanoTime) {
        this.meta = index.meta();
        this.catalog = index.catalog();
        this.data = data;
        this.grace = grace;
        this.task = new ClusterTask("garbage", INTERVAL, documents, this::collect, nanoTime);
    }

    public void start() {
        task.start();
    }

    public BackgroundTaskProgress progress() {
        return task.progress();
    }

    /** Collects all that is due; {@code goOn} is asked by several threads. */
    void collect(BooleanSupplier goOn) {
        collectFromShards(goOn);
        for (BucketRow bucket : catalog.deleted()) {
            if (goOn.getAsBoolean()) {
                remove(bucket, goOn);
            }
        }
    }

    /** Collects from several shards at a time. */
    private void collectFromShards(BooleanSupplier goOn) {
        try (BoundedTasks shards = new BoundedTasks(SHARDS)) {
            String after = "";
            List<BucketRow> page;
            do {
                page = catalog.list(after, "", ReadOperation.MAX_ROWS);
                for (BucketRow bucket : page) {
                    bucket.shardNames()
                            .takeWhile(_ -> goOn.getAsBoolean())
                            .forEach(shard -> shards.run(() -> collect(shard, goOn)));
                }
                after = page.isEmpty() ? after : page.getLast().facts().name().value();
            } while (page.size() == ReadOperation.MAX_ROWS && goOn.getAsBoolean());
            shards.await();
        }
    }

    private void collect(String shard, BooleanSupplier goOn) {
        Instant last = Instant.now().minus(grace);
        forEachBatch(
                shard,
                RowKey.GARBAGE,
                row -> UploadFormat.readGarbage(row.value()).since().isBefore(last),
                goOn,
                rows -> removeRows(shard, removeGarbage(rows, goOn)));
    }

    /** Removes the bytes of rows of garbage; answers the rows whose bytes are gone. */
    private Collection<OmapRow> removeGarbage(List<OmapRow> rows, BooleanSupplier goOn) {
        return removeAtOnce(rows, row -> data.remove(UploadFormat.readGarbage(row.value()), goOn));
    }

    private Collection<OmapRow> removeAtOnce(List<OmapRow> rows, Predicate<OmapRow> removal) {
        Collection<OmapRow> gone = new ConcurrentLinkedQueue<>();
        try (BoundedTasks tasks = new BoundedTasks(removals)) {
            for (OmapRow row : rows) {
                tasks.run(() -> {
                    if (removal.test(row)) {
                        gone.add(row);
                    }
                });
            }
            tasks.await();
        }
        return gone;
    }

    private void removeRows(String shard, Collection<OmapRow> gone) {
        if (gone.isEmpty()) {
            return;
        }
        // Each row is counted once, whoever else removes it.
        WriteOperation operation = new WriteOperation().requireObject();
        gone.forEach(row -> operation.requireRow(row.key(), row.value()).removeRow(row.key()));
        ShardCounters.addRows(operation, -gone.size());
        int result = meta.write(shard, operation);
        if (result != -RadosException.NO_ENTRY && result != -RadosException.CANCELED) {
            RadosException.check(result, "write " + shard);
            progress().add("removed", gone.size());
        }
        // Otherwise the shard was split meanwhile, and a later run meets the rows in other ones, or another gateway was
        // quicker.
    }

    /** Removes what a deleted bucket had: garbage, and parts of uploads. */
    private void remove(BucketRow bucket, BooleanSupplier goOn) {
        Instant last = Instant.now().minus(grace);
        List<String> shards = bucket.objectNames().toList();
        if (shards.stream()
                .anyMatch(shard -> meta.stat(shard)
                        .filter(it -> !it.modified().isBefore(last))
                        .isPresent())) {
            return;
        }
        for (String shard : shards) {
            // Whether all of it is gone does not matter if goOn has answered false, as then the shard stays.
            forEachBatch(shard, RowKey.GARBAGE, _ -> true, goOn, rows -> removeGarbage(rows, goOn));
            forEachBatch(
                    shard,
                    RowKey.PARTS,
                    _ -> true,
                    goOn,
                    rows -> removeAtOnce(
                            rows,
                            row -> data.remove(
                                    UploadFormat.readPart(row.value()).data(), goOn)));
            if (goOn.getAsBoolean()) {
                meta.write(shard, new WriteOperation().removeObject());
            }
        }
        if (goOn.getAsBoolean()) {
            catalog.forget(bucket);
            progress().add("buckets", 1);
        }
    }

    private void forEachBatch(
            String shard,
            String letter,
            Predicate<OmapRow> due,
            BooleanSupplier goOn,
            Consumer<List<OmapRow>> consumer) {
        String after = "";
        boolean more = true;
        while (more && goOn.getAsBoolean()) {
            OmapPage page = page(shard, letter, after);
            page.rows().stream()
                    .filter(due)
                    .gather(Gatherers.windowFixed(BATCH))
                    .takeWhile(_ -> goOn.getAsBoolean())
                    .forEach(consumer);
            after = page.rows().isEmpty() ? after : page.rows().getLast().key();
            more = page.more();
        }
    }

    private OmapPage page(String shard, String letter, String after) {
        try {
            return meta.read(shard, new ReadOperation().rows(after, letter, ReadOperation.MAX_ROWS))
                    .getFirst();
        } catch (RadosException e) {
            if (e.errno() == RadosException.NO_ENTRY) {
                return new OmapPage(List.of(), false);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        task.close();
    }
}
