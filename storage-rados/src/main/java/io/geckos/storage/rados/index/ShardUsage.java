package io.geckos.storage.rados.index;

import io.geckos.domain.engine.StorageUsage;
import io.geckos.domain.engine.StorageUsage.Figures;
import io.geckos.storage.rados.format.BucketRow;
import io.geckos.storage.rados.format.RowKey;
import io.geckos.storage.rados.librados.PendingRows;
import io.geckos.storage.rados.librados.RadosException;
import io.geckos.storage.rados.librados.ReadOperation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sums of the counters of shards. */
public record ShardUsage(KeyIndex index) {
    /** The usage of every bucket; of each, one row of every shard is read. */
    public StorageUsage ofAll() {
        List<StorageUsage.OfBucket> all = new ArrayList<>();
        String after = "";
        List<BucketRow> page;
        do {
            page = index.catalog().list(after, "", ReadOperation.MAX_ROWS);
            page.forEach(bucket -> ofExisting(bucket).ifPresent(all::add));
            after = page.isEmpty() ? after : page.getLast().facts().name().value();
        } while (page.size() == ReadOperation.MAX_ROWS);
        return new StorageUsage(true, all);
    }

    private Optional<StorageUsage.OfBucket> ofExisting(BucketRow bucket) {
        try {
            return Optional.of(of(bucket));
        } catch (RadosException e) {
            if (e.errno() == RadosException.NO_ENTRY) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The usage of one bucket. */
    public StorageUsage.OfBucket of(BucketRow bucket) {
        List<PendingRows> pending = new ArrayList<>();
        try {
            bucket.allShards()
                    .forEach(shard -> pending.add(index.meta()
                            .send(shard, new ReadOperation().rows("", RowKey.COUNTERS, ReadOperation.MAX_ROWS))));
            Figures figures = pending.stream()
                    .map(it -> ShardCounters.read(it.await().getFirst()))
                    .reduce(Figures.NONE, Figures::plus);
            return new StorageUsage.OfBucket(bucket.facts().name(), figures.atLeastZero(), Instant.now(), 0);
        } finally {
            pending.forEach(PendingRows::close);
        }
    }
}
