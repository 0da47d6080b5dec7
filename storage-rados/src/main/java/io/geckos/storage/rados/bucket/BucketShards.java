package io.geckos.storage.rados.bucket;

import io.geckos.storage.rados.format.BucketRow;
import io.geckos.storage.rados.format.RowKey;
import io.geckos.storage.rados.librados.OmapPage;
import io.geckos.storage.rados.librados.PendingOperation;
import io.geckos.storage.rados.librados.PendingRows;
import io.geckos.storage.rados.librados.RadosException;
import io.geckos.storage.rados.librados.RadosPool;
import io.geckos.storage.rados.librados.ReadOperation;
import io.geckos.storage.rados.librados.WriteOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Operations on all index shards of a bucket. */
final class BucketShards {
    private final RadosPool meta;
    private final BucketRow bucket;

    BucketShards(RadosPool meta, BucketRow bucket) {
        this.meta = meta;
        this.bucket = bucket;
    }

    /** Creates the shards, and the object with the settings. */
    void create() {
        meta.writeOrThrow(bucket.settings(), new WriteOperation().create());
        onAll(() -> ShardGuard.create(bucket))
                .forEach(result -> RadosException.check(
                        result, "create a shard of " + bucket.facts().name()));
    }

    /** Removes the shards and the object with the settings, as far as they exist. */
    void remove() {
        for (int result : onAll(() -> new WriteOperation().removeObject())) {
            checkRemoval(result);
        }
        checkRemoval(meta.write(bucket.settings(), new WriteOperation().removeObject()));
    }

    private void checkRemoval(int result) {
        if (result != -RadosException.NO_ENTRY) {
            RadosException.check(result, "remove a shard of " + bucket.facts().name());
        }
    }

    /** Sets the epoch of the shards to the bucket's, unless theirs is greater. */
    void raiseEpoch() {
        setEpoch(bucket.epochText(), bucket.epochText());
    }

    /** Makes the shards refuse all writes; false if another server has reopened the bucket meanwhile. */
    boolean close() {
        return setEpoch(bucket.epochText(), ShardGuard.CLOSED + bucket.epochText());
    }

    /** Reopens the shards that were closed at the epoch of {@code closing}, but none that a later deletion has closed. */
    void open(BucketRow closing) {
        set(
                bucket.epochText(),
                operation -> operation.requireAttribute(ShardGuard.EPOCH, ShardGuard.CLOSED + closing.epochText()));
        raiseEpoch();
    }

    private boolean setEpoch(String maxCurrent, String newEpoch) {
        return set(newEpoch, operation -> operation.requireAttributeAtMost(ShardGuard.EPOCH, maxCurrent));
    }

    private boolean set(String epoch, UnaryOperator<WriteOperation> condition) {
        boolean all = true;
        for (int result : onAll(
                () -> condition.apply(new WriteOperation().requireObject()).setAttribute(ShardGuard.EPOCH, epoch))) {
            if (result == -RadosException.CANCELED || result == -RadosException.NO_ENTRY) {
                all = false;
            } else {
                RadosException.check(
                        result, "write a shard of " + bucket.facts().name());
            }
        }
        return all;
    }

    /** Tells whether the bucket has no version and no delete marker. */
    boolean isEmpty() {
        List<PendingRows> pending = new ArrayList<>();
        try {
            bucket.shardNames()
                    .forEach(shard -> pending.add(meta.send(
                            shard,
                            new ReadOperation().rows("", RowKey.OBJECTS, 1).rows("", RowKey.MARKERS, 1))));
            return pending.stream()
                    .flatMap(it -> it.await().stream())
                    .map(OmapPage::rows)
                    .allMatch(List::isEmpty);
        } finally {
            pending.forEach(PendingRows::close);
        }
    }

    private List<Integer> onAll(Supplier<WriteOperation> operation) {
        List<PendingOperation> pending = new ArrayList<>();
        try {
            bucket.shardNames().forEach(shard -> pending.add(meta.send(shard, operation.get())));
            return pending.stream().map(PendingOperation::await).toList();
        } finally {
            pending.forEach(PendingOperation::close);
        }
    }
}
