package io.geckos.storage.rados.index;

import io.geckos.domain.engine.StorageUsage;
import io.geckos.domain.engine.StorageUsage.Figures;
import io.geckos.domain.error.StorageException.NoSuchBucket;
import io.geckos.domain.name.BucketName;
import io.geckos.storage.rados.format.BucketRow;
import io.geckos.storage.rados.format.RowKey;
import io.geckos.storage.rados.librados.OmapPage;
import io.geckos.storage.rados.librados.PendingRows;
import io.geckos.storage.rados.librados.RadosPool;
import io.geckos.storage.rados.librados.ReadOperation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The sums of the counters of shards. */
public record ShardUsage(KeyIndex index) {
    /** The usage of every bucket; of each, one row of every shard is read. */
    public StorageUsage ofAll() {
        List<StorageUsage.OfBucket> all = new ArrayList<>();
        String after = "";
        List<BucketRow> page;
        do {
            page = index.catalog().list(after, "", ReadOperation.MAX_ROWS);
            page.forEach(bucket -> ofExisting(bucket.facts().name()).ifPresent(all::add));
            after = page.isEmpty() ? after : page.getLast().facts().name().value();
        } while (page.size() == ReadOperation.MAX_ROWS);
        return new StorageUsage(true, all);
    }

    private Optional<StorageUsage.OfBucket> ofExisting(BucketName bucket) {
        try {
            return Optional.of(of(bucket));
        } catch (NoSuchBucket _) {
            return Optional.empty();
        }
    }

    /** The usage of one bucket. */
    public StorageUsage.OfBucket of(BucketName name) {
        Figures figures =
                index.readConsistently(name, bucket -> ofShards(index.meta(), bucket, ShardCounters::read)).stream()
                        .reduce(Figures.NONE, Figures::plus);
        return new StorageUsage.OfBucket(name, figures.atLeastZero(), Instant.now(), 0);
    }

    /** How many rows the shards of a bucket have, in the order of its layout. */
    public static List<Long> rows(RadosPool meta, BucketRow bucket) {
        return ofShards(meta, bucket, ShardCounters::readRows);
    }

    private static <T> List<T> ofShards(RadosPool meta, BucketRow bucket, Function<OmapPage, T> read) {
        List<PendingRows> pending = new ArrayList<>();
        try {
            bucket.shardNames()
                    .forEach(shard -> pending.add(
                            meta.send(shard, new ReadOperation().rows("", RowKey.COUNTERS, ReadOperation.MAX_ROWS))));
            return pending.stream().map(it -> read.apply(it.await().getFirst())).toList();
        } finally {
            pending.forEach(PendingRows::close);
        }
    }
}
