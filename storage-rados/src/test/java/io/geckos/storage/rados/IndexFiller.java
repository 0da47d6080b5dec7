package io.geckos.storage.rados;

import io.geckos.domain.checksum.ETag;
import io.geckos.domain.engine.StorageUsage.Figures;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.storage.rados.bucket.ShardGuard;
import io.geckos.storage.rados.format.BucketRow;
import io.geckos.storage.rados.format.DataSegment;
import io.geckos.storage.rados.format.HeadRow;
import io.geckos.storage.rados.format.ObjectContent;
import io.geckos.storage.rados.format.RowKey;
import io.geckos.storage.rados.format.VersionFormat;
import io.geckos.storage.rados.format.VersionRow;
import io.geckos.storage.rados.index.ShardCounters;
import io.geckos.storage.rados.librados.PendingOperation;
import io.geckos.storage.rados.librados.RadosException;
import io.geckos.storage.rados.librados.RadosPool;
import io.geckos.storage.rados.librados.WriteOperation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes rows of objects that have no bytes, many in each operation: no upload could be as quick. */
final class IndexFiller {
    private static final int BATCH = 10_000;
    private static final int PER_DIRECTORY = 1000;

    private final RadosPool meta;

    IndexFiller(RadosPool meta) {
        this.meta = meta;
    }

    /** The key of an object. */
    static String key(int number) {
        return "directory-%06d/object-%09d".formatted(number / PER_DIRECTORY, number);
    }

    /** Makes the objects of some numbers, in a bucket whose shards nobody splits. */
    void fill(BucketRow bucket, int from, int to) {
        for (int start = from; start < to; start += BATCH) {
            fillBatch(bucket, start, Math.min(to, start + BATCH));
        }
    }

    private void fillBatch(BucketRow bucket, int from, int to) {
        Map<String, List<Integer>> numbers = new HashMap<>();
        for (int number = from; number < to; number++) {
            numbers.computeIfAbsent(bucket.shard(new ObjectKey(key(number))), _ -> new ArrayList<>())
                    .add(number);
        }
        List<PendingOperation> pending = new ArrayList<>();
        numbers.forEach((shard, mine) -> {
            WriteOperation operation = ShardGuard.conditions(bucket);
            mine.forEach(number -> operation.setRow(RowKey.object(new ObjectKey(key(number))), row(number)));
            ShardCounters.add(operation, Figures.objects(mine.size(), 4096L * mine.size()));
            pending.add(meta.send(shard, operation));
        });
        try {
            pending.forEach(it -> RadosException.check(it.await(), "fill"));
        } finally {
            pending.forEach(PendingOperation::close);
        }
    }

    private static byte[] row(int number) {
        Instant modified = Instant.ofEpochSecond(1_800_000_000L, number);
        ObjectContent content = new ObjectContent(
                new ETag("%032x".formatted(number)),
                4096,
                List.of(),
                0,
                ObjectSpec.EMPTY,
                new DataSegment("%028x".formatted(number), 4096),
                Optional.empty());
        VersionRow version = new VersionRow(1_800_000_000_000_000_000L, Version.NULL, modified, Optional.of(content));
        return VersionFormat.write(new HeadRow(version, 1, OptionalLong.empty()));
    }
}
