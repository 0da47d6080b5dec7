package io.geckos.storage.rados.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How the keys of a bucket are distributed over the objects of its index. Every key belongs to exactly one shard.
 *
 * @param next the least number that no shard of the bucket has ever had
 * @param split what is under way
 */
public record ShardLayout(List<IndexShard> shards, int next, Optional<ShardSplit> split) {
    /** Copies the collections. */
    public ShardLayout {
        shards = List.copyOf(shards);
    }

    /** The layout of a new bucket. */
    public static ShardLayout uniform(int count) {
        return new ShardLayout(
                IntStream.range(0, count)
                        .mapToObj(number -> new IndexShard(number, count, number))
                        .toList(),
                count,
                Optional.empty());
    }

    /** Tells whether no shard was ever split. */
    boolean isUniform() {
        return next == shards.size() && split.isEmpty();
    }

    /** The shard of a key. */
    IndexShard shard(String key) {
        long hash = IndexShard.hash(key);
        return shards.stream()
                .filter(shard -> shard.contains(hash))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no shard for hash " + hash));
    }

    /** All shards of which there may be objects: also those that a split adds or has replaced. */
    Stream<IndexShard> objects() {
        Stream<IndexShard> splitting =
                split.stream().flatMap(it -> Stream.concat(Stream.of(it.source()), it.targets().stream()));
        return Stream.concat(shards.stream(), splitting).distinct();
    }

    /** A copy in which the replacement of a shard by several is under way. */
    public ShardLayout prepare(IndexShard source, int ways, String mark) {
        List<IndexShard> targets = IntStream.range(0, ways)
                .mapToObj(i -> new IndexShard(
                        next + i, Math.multiplyExact(source.modulus(), ways), source.residue() + i * source.modulus()))
                .toList();
        return new ShardLayout(shards, next + ways, Optional.of(new ShardSplit(source, targets, mark, false)));
    }

    /** A copy in which the shard is replaced. */
    public ShardLayout commit() {
        ShardSplit prepared = split.orElseThrow();
        List<IndexShard> replaced = new ArrayList<>(shards);
        replaced.remove(prepared.source());
        replaced.addAll(prepared.targets());
        ShardSplit committed = new ShardSplit(prepared.source(), prepared.targets(), prepared.mark(), true);
        return new ShardLayout(replaced, next, Optional.of(committed));
    }

    /** A copy in which nothing is under way: a split that was committed is over, and any other is given up. */
    public ShardLayout withoutSplit() {
        return new ShardLayout(shards, next, Optional.empty());
    }
}
