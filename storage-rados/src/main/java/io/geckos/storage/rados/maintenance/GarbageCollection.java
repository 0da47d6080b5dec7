package io.geckos.storage.rados.maintenance;

import io.geckos.domain.engine.BackgroundTaskProgress;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.domain.error.StorageException;
import io.geckos.storage.rados.bucket.BucketCatalog;
import io.geckos.storage.rados.data.DataPool;
import io.geckos.storage.rados.format.BucketRow;
import io.geckos.storage.rados.format.PartRow;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Removes bytes that were replaced or deleted, after the readers that may have opened them, and what deleted buckets had. */
public final class GarbageCollection implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofHours(1);

    /** The rows whose bytes are removed at once: one after the other would be slower than a gateway makes garbage. */
    private static final int BATCH = 64;

    private final RadosPool meta;
    private final BucketCatalog catalog;
    private final DataPool data;
    private final Duration grace;
    private final ClusterTask task;

    public GarbageCollection(KeyIndex index, DataPool data, DocumentStore documents, Duration grace) {
        this.meta = index.meta();
        this.catalog = index.catalog();
        this.data = data;
        this.grace = grace;
        this.task = new ClusterTask("garbage", INTERVAL, documents, this::collect);
    }

    public void start() {
        task.start();
    }

    public BackgroundTaskProgress progress() {
        return task.progress();
    }

    /** Collects all that is due; {@code goOn} is asked by several threads. */
    void collect(BooleanSupplier goOn) {
        String after = "";
        List<BucketRow> page;
        do {
            page = catalog.list(after, "", ReadOperation.MAX_ROWS);
            for (BucketRow bucket : page) {
                bucket.shardNames().takeWhile(_ -> goOn.getAsBoolean()).forEach(shard -> collect(shard, goOn));
            }
            after = page.isEmpty() ? after : page.getLast().facts().name().value();
        } while (page.size() == ReadOperation.MAX_ROWS && goOn.getAsBoolean());
        for (BucketRow bucket : catalog.deleted()) {
            if (goOn.getAsBoolean()) {
                remove(bucket, goOn);
            }
        }
    }

    private void collect(String shard, BooleanSupplier goOn) {
        Instant last = Instant.now().minus(grace);
        List<OmapRow> batch = new ArrayList<>();
        forEach(shard, RowKey.GARBAGE, goOn, row -> {
            if (UploadFormat.readGarbage(row.value()).since().isBefore(last)) {
                batch.add(row);
            }
            if (batch.size() == BATCH) {
                remove(shard, batch, goOn);
                batch.clear();
            }
        });
        remove(shard, batch, goOn);
    }

    /** Removes the bytes of rows of garbage, all at once, and then those rows whose bytes are gone. */
    private void remove(String shard, List<OmapRow> batch, BooleanSupplier goOn) {
        List<OmapRow> gone = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Boolean>> removals = batch.stream()
                    .map(row -> UploadFormat.readGarbage(row.value()))
                    .map(garbage -> CompletableFuture.supplyAsync(() -> data.remove(garbage, goOn), threads))
                    .toList();
            for (int i = 0; i < batch.size(); i++) {
                if (removals.get(i).join()) {
                    gone.add(batch.get(i));
                }
            }
        } catch (CompletionException e) {
            throw e.getCause() instanceof StorageException cause ? cause : e;
        }
        if (!gone.isEmpty()) {
            removeRows(shard, gone);
        }
    }

    private void removeRows(String shard, List<OmapRow> gone) {
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
                .anyMatch(shard ->
                        meta.modified(shard).filter(it -> !it.isBefore(last)).isPresent())) {
            return;
        }
        for (String shard : shards) {
            // Whether all of it is gone does not matter if goOn has answered false, as then the shard stays.
            forEach(shard, RowKey.GARBAGE, goOn, row -> data.remove(UploadFormat.readGarbage(row.value()), goOn));
            forEach(shard, RowKey.PARTS, goOn, row -> {
                PartRow part = UploadFormat.readPart(row.value());
                boolean _ = data.remove(part.data(), goOn);
            });
            if (goOn.getAsBoolean()) {
                meta.write(shard, new WriteOperation().removeObject());
            }
        }
        if (goOn.getAsBoolean()) {
            catalog.forget(bucket);
            progress().add("buckets", 1);
        }
    }

    private void forEach(String shard, String letter, BooleanSupplier goOn, Consumer<OmapRow> consumer) {
        String after = "";
        boolean more = true;
        while (more && goOn.getAsBoolean()) {
            OmapPage page = page(shard, letter, after);
            for (OmapRow row : page.rows()) {
                if (goOn.getAsBoolean()) {
                    consumer.accept(row);
                }
                after = row.key();
            }
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
