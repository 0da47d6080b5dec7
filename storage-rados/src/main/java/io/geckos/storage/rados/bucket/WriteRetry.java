package io.geckos.storage.rados.bucket;

import io.geckos.domain.error.StorageException.Busy;
import io.geckos.domain.error.StorageException.NoSuchBucket;
import io.geckos.domain.error.StorageException.WriteConflict;
import io.geckos.domain.name.ObjectId;
import io.geckos.storage.rados.format.BucketRow;
import io.geckos.storage.rados.librados.RadosPool;
import java.time.Duration;

/**
 * The attempts of one write in a bucket. A shard that refuses one too long may wait for a gateway that died: then its work is
 * ended for it. For one thread.
 */
public final class WriteRetry {
    /** How long to try again while others change the same key: each time one of them succeeds. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** How long to wait for a shard that is being split: less than a client is told that it waits for any answer. */
    private static final Duration SPLIT_PATIENCE = Duration.ofSeconds(8);

    /** How long a shard may be refused without a reason in the bucket, before its marks are looked at. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final BucketCatalog catalog;
    private final ShardSplitter splitter;
    private final ShardGuard guard;
    private final ObjectId id;
    private final RetryPause pause = new RetryPause(PATIENCE);
    private final RetryPause busy = new RetryPause(SPLIT_PATIENCE);
    private RetryPause look = new RetryPause(LOOK);
    private RetryPause split = new RetryPause(BucketCatalog.PATIENCE);
    private BucketRow bucket;

    /** {@code known} is the bucket that is meant. */
    public WriteRetry(RadosPool meta, BucketCatalog catalog, BucketRow known, ObjectId id) {
        this.catalog = catalog;
        this.splitter = new ShardSplitter(meta, catalog);
        this.guard = new ShardGuard(meta);
        this.bucket = known;
        this.id = id;
    }

    /** The bucket as it was known last. */
    public BucketRow bucket() {
        return bucket;
    }

    /**
     * Waits a little; then the bucket is known as it is.
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
            split = new RetryPause(BucketCatalog.PATIENCE);
        }
        bucket = now;
        if (look.isOver()) {
            look = new RetryPause(LOOK);
            guard.removeVoidMarks(now, now.shard(id.key()));
        }
        if (split.isOver() && now.layout().split().isPresent()) {
            split = new RetryPause(BucketCatalog.PATIENCE);
            splitter.recover(now);
        }
    }
}
