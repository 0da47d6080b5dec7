package io.geckos.storage.rados.maintenance;

import io.geckos.domain.engine.BackgroundTaskProgress;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.domain.error.StorageException.NoSuchBucket;
import io.geckos.domain.name.BucketName;
import io.geckos.storage.rados.bucket.BucketCatalog;
import io.geckos.storage.rados.bucket.ShardSplitter;
import io.geckos.storage.rados.format.BucketRow;
import io.geckos.storage.rados.format.IndexShard;
import io.geckos.storage.rados.index.ShardCopy;
import io.geckos.storage.rados.index.ShardUsage;
import io.geckos.storage.rados.librados.RadosException;
import io.geckos.storage.rados.librados.RadosPool;
import io.geckos.storage.rados.librados.ReadOperation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Splits shards that have too many rows. Each gateway counts its own changes of a bucket, and after some of them looks how many
 * rows the bucket has; a round over all buckets finds what nobody has noticed.
 */
public final class Resharding implements AutoCloseable {
    /** The rows of a shard that is split. Ceph warns of objects with twice as many. */
    public static final int ROWS = 100_000;

    /** The most shards of a bucket: a page of a listing asks each of them. */
    public static final int MOST_SHARDS = 1024;

    private static final Duration INTERVAL = Duration.ofHours(1);

    /** How often to tell others that a split goes on: several times before they take this gateway for dead. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(1);

    private final RadosPool meta;
    private final BucketCatalog catalog;
    private final ShardSplitter splitter;
    private final int most;
    private final int changesBetweenLooks;
    private final ClusterTask task;
    private final Map<BucketName, Integer> changes = new ConcurrentHashMap<>();
    private final Set<BucketName> grown = ConcurrentHashMap.newKeySet();
    private long lastRound = System.nanoTime();

    /** {@code most} is how many rows a shard may have. */
    public Resharding(RadosPool meta, BucketCatalog catalog, DocumentStore documents, int most) {
        this(meta, catalog, documents, most, System::nanoTime);
    }

    /** For tests, which have their own clock for the lease. */
    Resharding(RadosPool meta, BucketCatalog catalog, DocumentStore documents, int most, LongSupplier nanoTime) {
        this.meta = meta;
        this.catalog = catalog;
        this.splitter = new ShardSplitter(meta, catalog);
        this.most = most;
        this.changesBetweenLooks = Math.max(1, most / 100);
        this.task = new ClusterTask("resharding", INTERVAL, documents, this::run, nanoTime);
    }

    public void start() {
        task.start();
    }

    public BackgroundTaskProgress progress() {
        return task.progress();
    }

    /** Counts a change of a bucket, which may have grown. */
    public void count(BucketName bucket) {
        Integer count = changes.merge(bucket, 1, (old, one) -> old + one < changesBetweenLooks ? old + one : null);
        if (count == null) {
            grown.add(bucket);
            progress().start();
        }
    }

    private void run(BooleanSupplier goOn) {
        List<BucketName> noticed = List.copyOf(grown);
        for (BucketName bucket : noticed) {
            // Before it is looked at, so that what grows meanwhile is noticed again.
            grown.remove(bucket);
            split(bucket, goOn);
        }
        if (noticed.isEmpty() || System.nanoTime() - lastRound >= INTERVAL.toNanos()) {
            runAll(goOn);
            lastRound = System.nanoTime();
        }
    }

    private void runAll(BooleanSupplier goOn) {
        String after = "";
        List<BucketRow> page;
        do {
            page = catalog.list(after, "", ReadOperation.MAX_ROWS);
            page.forEach(bucket -> split(bucket.facts().name(), goOn));
            after = page.isEmpty() ? after : page.getLast().facts().name().value();
        } while (page.size() == ReadOperation.MAX_ROWS && goOn.getAsBoolean());
    }

    /** Splits shards of a bucket until none is too large. */
    private void split(BucketName name, BooleanSupplier goOn) {
        try {
            boolean more = true;
            while (more && goOn.getAsBoolean()) {
                more = splitLargest(catalog.refreshOpen(name), goOn);
            }
        } catch (NoSuchBucket _) {
            // It was deleted meanwhile.
        }
    }

    /** False if no shard is too large, or if its split failed: then a later run tries again. */
    private boolean splitLargest(BucketRow bucket, BooleanSupplier goOn) {
        if (bucket.layout().split().isPresent()) {
            // This gateway has the lease, so the one that began it is dead or was taken for it.
            splitter.recover(bucket);
            return true;
        }
        List<Long> rows = rows(bucket);
        List<IndexShard> shards = bucket.layout().shards();
        long all = rows.stream().mapToLong(Long::longValue).sum();
        Optional<Integer> large = IntStream.range(0, rows.size())
                .boxed()
                .filter(i -> rows.get(i) > most && isWorthwhile(shards.get(i), all))
                .max((a, b) -> Long.compare(rows.get(a), rows.get(b)));
        if (large.isEmpty()) {
            return false;
        }
        int room = MOST_SHARDS - shards.size() + 1;
        if (room < 2) {
            progress()
                    .problem("bucket " + bucket.facts().name() + " has " + all + " rows and " + shards.size()
                            + " shards, which is the most");
            return false;
        }
        // New shards are at most half full, so that none of them is too large soon.
        long ways = Math.ceilDiv(2 * rows.get(large.get()), most);
        Optional<BucketRow> splitting = splitter.begin(bucket, shards.get(large.get()), Math.clamp(ways, 2, room));
        return splitting.isEmpty() || copy(splitting.get(), goOn);
    }

    /** Many versions of one key stay in one shard, however often that is split. */
    private boolean isWorthwhile(IndexShard shard, long all) {
        return all / shard.modulus() > most / 2;
    }

    private List<Long> rows(BucketRow bucket) {
        try {
            return ShardUsage.rows(meta, bucket);
        } catch (RadosException e) {
            if (e.errno() == RadosException.NO_ENTRY) {
                return List.of();
            }
            throw e;
        }
    }

    private boolean copy(BucketRow splitting, BooleanSupplier goOn) {
        boolean committed = false;
        try (ShardCopy copy = new ShardCopy(meta, splitting)) {
            committed = copy.copy(new SignOfLife(splitting, goOn)) && splitter.commit(splitting);
        } finally {
            if (!committed) {
                splitter.giveUp(splitting);
            }
        }
        progress().add(committed ? "split" : "givenUp", 1);
        return committed;
    }

    /** Tells others now and then that a split goes on, until it is to be stopped. */
    private final class SignOfLife implements BooleanSupplier {
        private final BucketRow splitting;
        private final BooleanSupplier goOn;
        private long last = System.nanoTime();

        SignOfLife(BucketRow splitting, BooleanSupplier goOn) {
            this.splitting = splitting;
            this.goOn = goOn;
        }

        @Override
        public boolean getAsBoolean() {
            if (!goOn.getAsBoolean()) {
                return false;
            }
            if (System.nanoTime() - last < SIGN_OF_LIFE.toNanos()) {
                return true;
            }
            last = System.nanoTime();
            return splitter.keepUp(splitting);
        }
    }

    @Override
    public void close() {
        task.close();
    }
}
