package io.geckos.storage.rados.format;

import java.util.List;

/**
 * The replacement of one shard by several, while it is under way.
 *
 * @param targets what replaces {@code source}
 * @param mark names this split and no other of the bucket; shards that take no writes for its sake have it
 * @param committed whether the layout has the targets already, and not the source any more
 */
public record ShardSplit(IndexShard source, List<IndexShard> targets, String mark, boolean committed) {
    /** Copies the collections. */
    public ShardSplit {
        targets = List.copyOf(targets);
    }
}
