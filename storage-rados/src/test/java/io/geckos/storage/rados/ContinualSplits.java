package io.geckos.storage.rados;

import io.geckos.domain.error.StorageException.NoSuchBucket;
import io.geckos.domain.name.BucketName;
import io.geckos.storage.rados.bucket.BucketCatalog;
import io.geckos.storage.rados.bucket.ShardSplitter;
import io.geckos.storage.rados.format.BucketRow;
import io.geckos.storage.rados.format.IndexShard;
import io.geckos.storage.rados.index.ShardCopy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Splits shards of a bucket one after the other, until it has many or this is closed. */
final class ContinualSplits implements AutoCloseable {
    private static final int MOST_SHARDS = 64;

    private final RadosConnection connection;
    private final BucketCatalog catalog;
    private final ShardSplitter splitter;
    private final BucketName bucket;
    private final AtomicInteger splits = new AtomicInteger();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<?> work;
    private volatile boolean closed;

    ContinualSplits(Map<String, String> settings, BucketName bucket) {
        this.connection = RadosConnection.open(RadosSettings.of(settings));
        this.catalog = new BucketCatalog(connection.meta());
        this.splitter = new ShardSplitter(connection.meta(), catalog);
        this.bucket = bucket;
        this.work = thread.submit(this::work);
    }

    /** How many splits were made. */
    int count() {
        return splits.get();
    }

    /** Tells whether no more splits will be made. */
    boolean isOver() {
        return work.isDone();
    }

    private void work() {
        Random random = new Random(1);
        while (!closed) {
            try {
                BucketRow row = catalog.refreshOpen(bucket);
                List<IndexShard> shards = row.layout().shards();
                if (shards.size() >= MOST_SHARDS) {
                    return;
                }
                if (row.layout().split().isPresent()) {
                    splitter.recover(row);
                } else {
                    split(row, shards.get(random.nextInt(shards.size())));
                }
            } catch (NoSuchBucket _) {
                Thread.onSpinWait();
            }
        }
    }

    private void split(BucketRow row, IndexShard source) {
        Optional<BucketRow> splitting = splitter.begin(row, source, 2);
        if (splitting.isEmpty()) {
            return;
        }
        boolean committed = false;
        try (ShardCopy copy = new ShardCopy(connection.meta(), splitting.get())) {
            committed = copy.copy(() -> true) && splitter.commit(splitting.get());
        } finally {
            if (!committed) {
                splitter.giveUp(splitting.get());
            }
        }
        if (committed) {
            splits.incrementAndGet();
        }
    }

    /** Waits for the split that is under way; throws what one has thrown. */
    @Override
    public void close() {
        closed = true;
        try {
            work.get();
        } catch (ExecutionException e) {
            throw new AssertionError("a split failed", e.getCause());
        } catch (InterruptedException e) {
            throw new AssertionError("a split did not end", e);
        } finally {
            thread.shutdown();
            connection.close();
        }
    }
}
