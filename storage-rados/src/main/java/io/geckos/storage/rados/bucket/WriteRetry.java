package io.geckos.storage.rados.bucket;

import io.geckos.domain.error.StorageException.Busy;
import io.geckos.domain.error.StorageException.NoSuchBucket;
import io.geckos.domain.error.StorageException.WriteConflict;
import io.geckos.domain.name.ObjectId;
import io.geckos.storage.rados.format.BucketRow;
import io.geckos.storage.rados.librados.RadosPool;
import java.time.Duration;

/**
 * The attempts of one write in a bucket. If a shard refuses it for long, the gateway that was splitting the shard or deleting the
 * bucket may have died; its work is then finished or undone. For one thread.
 */
public final class WriteRetry {
    /** The time of all attempts while others change the same key. In each of them another writer succeeds. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The time to wait for a shard that is being split. A client is told that it waits longer for any answer. */
    private static final Duration SPLIT_PATIENCE = Duration.ofSeconds(8);

    /** The time without success after which marks of dead gateways are searched for. */
    private static final Duration MARK_CHECK = Duration.ofSeconds(1);

    private final BucketCatalog catalog;
    private final ShardSplitter splitter;
    private final ShardGuard guard;
    private final ObjectId id;
    private final RetryPause pause = new RetryPause(PATIENCE);
    private final RetryPause busy = new RetryPause(SPLIT_PATIENCE);
    private RetryPause markCheckTimer = new RetryPause(MARK_CHECK);
    private RetryPause splitTimer = new RetryPause(BucketCatalog.PATIENCE);
    private BucketRow bucket;

    /** {@code known} is the bucket that is meant. */
    public WriteRetry(RadosPool meta, BucketCatalog catalog, BucketRow known, ObjectId id) {
        this.catalog = catalog;
        this.splitter = new ShardSplitter(meta, catalog);
        this.guard = new ShardGuard(meta);
        this.bucket = known;
        this.id = id;
    }

    /** The row of the bucket as it was read last. */
    public BucketRow bucket() {
        return bucket;
    }

    /**
     * Waits a little, and reads the row of the bucket again.
     *
     * @throws WriteConflict if it took too long
     * @throws Busy if it took too long because a shard is being split
     * @throws NoSuchBucket if the bucket is not there any more, also if there is another one of its name
     */
    public void await() {
        if (busy.isOver() && bucket.layout().split().isPresent()) {
            throw new Busy("a shard of the index is being split: " + id.bucket());
        }
        if (pause.isOver()) {
            throw new WriteConflict(id);
        }
        pause.await();
        BucketRow now = catalog.refreshOpen(id.bucket());
        if (!now.id().equals(bucket.id())) {
            throw new NoSuchBucket(id.bucket());
        }
        if (now.epoch() != bucket.epoch()) {
            splitTimer = new RetryPause(BucketCatalog.PATIENCE);
        }
        bucket = now;
        if (markCheckTimer.isOver()) {
            markCheckTimer = new RetryPause(MARK_CHECK);
            guard.removeVoidMarks(now, now.shard(id.key()));
        }
        if (splitTimer.isOver() && now.layout().split().isPresent()) {
            splitTimer = new RetryPause(BucketCatalog.PATIENCE);
            splitter.recover(now);
        }
    }
}
