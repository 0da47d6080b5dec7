package io.geckos.storage.rados.bucket;

import io.geckos.storage.rados.format.BucketRow;
import io.geckos.storage.rados.format.IndexShard;
import io.geckos.storage.rados.format.ShardLayout;
import io.geckos.storage.rados.format.ShardSplit;
import io.geckos.storage.rados.librados.RadosException;
import io.geckos.storage.rados.librados.RadosPool;
import io.geckos.storage.rados.librados.WriteOperation;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Replaces one shard by several, while other gateways read and write. The row of the bucket says how far a split is. The source
 * is frozen, so the targets get all of its rows. Then the row names the targets in place of the source, whose rows are the
 * same. Only when the source is removed do the targets take writes: so nobody reads the source who could miss one.
 */
public final class ShardSplitter {
    private final RadosPool meta;
    private final BucketCatalog catalog;
    private final ShardGuard guard;

    public ShardSplitter(RadosPool meta, BucketCatalog catalog) {
        this.meta = meta;
        this.catalog = catalog;
        this.guard = new ShardGuard(meta);
    }

    /**
     * Begins: afterwards the source and the empty targets take no writes.
     *
     * @return the bucket with the split; empty if somebody else changes the bucket
     */
    public Optional<BucketRow> begin(BucketRow bucket, IndexShard source, int ways) {
        BucketRow prepared = bucket.prepareSplit(source, ways);
        if (bucket.closing() || bucket.layout().split().isPresent() || !catalog.replace(bucket, prepared)) {
            return Optional.empty();
        }
        ShardSplit split = prepared.layout().split().orElseThrow();
        for (IndexShard target : split.targets()) {
            int result = meta.write(prepared.object(target), ShardGuard.create(prepared, split));
            RadosException.check(result, "create " + prepared.object(target));
        }
        String frozen = prepared.object(source);
        Optional<BucketRow> now = Optional.of(prepared);
        while (now.isPresent() && !guard.freeze(now.get(), frozen, split)) {
            guard.removeVoidMarks(now.get(), frozen);
            now = find(prepared);
        }
        return now;
    }

    /** The bucket with the same split in the same state; empty if that is over, or if somebody is deleting the bucket. */
    private Optional<BucketRow> find(BucketRow known) {
        return Optional.of(catalog.refresh(known.facts().name()))
                .filter(now -> now.id().equals(known.id())
                        && !now.closing()
                        && now.layout().split().equals(known.layout().split()));
    }

    /** Changes the layout of a bucket in which a split is under way; empty if that is over. */
    private Optional<BucketRow> change(BucketRow known, UnaryOperator<ShardLayout> layout) {
        Optional<BucketRow> now = find(known);
        while (now.isPresent()) {
            BucketRow changed = now.get().withLayout(layout.apply(now.get().layout()));
            if (catalog.replace(now.get(), changed)) {
                return Optional.of(changed);
            }
            now = find(known);
        }
        return now;
    }

    /** Tells the others that a split goes on; false if somebody has ended it. */
    public boolean keepUp(BucketRow splitting) {
        return change(splitting, UnaryOperator.identity()).isPresent();
    }

    /** Puts the targets, which have all rows of the source, in its place; false if somebody has ended the split. */
    public boolean commit(BucketRow splitting) {
        Optional<BucketRow> committed = change(splitting, ShardLayout::commit);
        committed.ifPresent(this::finish);
        return committed.isPresent();
    }

    private void finish(BucketRow committed) {
        ShardSplit split = committed.layout().split().orElseThrow();
        remove(committed.object(split.source()));
        split.targets().forEach(target -> guard.thaw(committed, committed.object(target), split.mark()));
        change(committed, ShardLayout::withoutSplit);
    }

    private void rollBack(BucketRow prepared) {
        ShardSplit split = prepared.layout().split().orElseThrow();
        change(prepared, ShardLayout::withoutSplit).ifPresent(open -> {
            guard.thaw(open, open.object(split.source()), split.mark());
            split.targets().forEach(target -> remove(open.object(target)));
        });
    }

    private void remove(String shard) {
        int result = meta.write(shard, new WriteOperation().removeObject());
        if (result != -RadosException.NO_ENTRY) {
            RadosException.check(result, "remove " + shard);
        }
    }

    /** Ends the split of a bucket whose gateway seems to be dead: finishes it if its layout counts already. */
    public void recover(BucketRow splitting) {
        if (splitting.layout().split().orElseThrow().committed()) {
            finish(splitting);
        } else {
            rollBack(splitting);
        }
    }

    /** Gives up a split that this gateway began, unless it is committed, and removes what it made after others ended it. */
    public void giveUp(BucketRow splitting) {
        rollBack(splitting);
        ShardSplit split = splitting.layout().split().orElseThrow();
        BucketRow now = catalog.refresh(splitting.facts().name());
        List<String> known = now.objectNames().toList();
        String source = splitting.object(split.source());
        if (known.contains(source)) {
            guard.removeVoidMarks(now, source);
        }
        // Numbers of shards are never given again, so what the bucket does not name now, it will never name.
        split.targets().stream()
                .map(splitting::object)
                .filter(target -> !known.contains(target))
                .forEach(this::remove);
    }
}
