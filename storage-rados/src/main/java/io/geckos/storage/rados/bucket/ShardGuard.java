package io.geckos.storage.rados.bucket;

import io.geckos.storage.rados.format.BucketRow;
import io.geckos.storage.rados.format.ShardSplit;
import io.geckos.storage.rados.librados.RadosException;
import io.geckos.storage.rados.librados.RadosPool;
import io.geckos.storage.rados.librados.WriteOperation;
import java.util.Optional;

/**
 * What shards require of writes, by two attributes of each: the epoch of the bucket that a writer must know, and the mark of a
 * split for which the shard is frozen, so that it takes no writes. A mark that the bucket does not name any more is void, and
 * who meets it removes it.
 */
public final class ShardGuard {
    static final String EPOCH = "epoch";

    /** The attribute with the mark of a split. It is empty or missing in a shard that takes writes. */
    static final String FROZEN = "frozen";

    /** Greater than every epoch: a shard with it refuses all writes, because somebody is about to delete its bucket. */
    static final String CLOSED = "~";

    private static final String NONE = "";

    private final RadosPool meta;

    ShardGuard(RadosPool meta) {
        this.meta = meta;
    }

    /** What a write of who knows a bucket requires of a shard. */
    public static WriteOperation conditions(BucketRow bucket) {
        return atMost(bucket).requireAttribute(FROZEN, NONE);
    }

    /** What a write of who carries out a split requires of a target. */
    public static WriteOperation conditions(ShardSplit split) {
        return new WriteOperation().requireObject().requireAttribute(FROZEN, split.mark());
    }

    private static WriteOperation atMost(BucketRow bucket) {
        return new WriteOperation().requireObject().requireAttributeAtMost(EPOCH, bucket.epochText());
    }

    /** Creates a shard that takes writes. */
    static WriteOperation create(BucketRow bucket) {
        return new WriteOperation().create().setAttribute(EPOCH, bucket.epochText());
    }

    /** Creates a shard that is frozen for a split. */
    static WriteOperation create(BucketRow bucket, ShardSplit split) {
        return create(bucket).setAttribute(FROZEN, split.mark());
    }

    /** Freezes a shard; false if it does not take writes of who knows {@code bucket}. After an unknown outcome, call again. */
    boolean freeze(BucketRow bucket, String shard, ShardSplit split) {
        return write(shard, conditions(bucket).setAttribute(FROZEN, split.mark()))
                || attribute(shard, FROZEN).equals(split.mark());
    }

    /** Makes a shard take writes, of who knows this epoch or a later one, if it is frozen by a mark. */
    void thaw(BucketRow bucket, String shard, String mark) {
        boolean raised = write(
                shard,
                atMost(bucket)
                        .requireAttribute(FROZEN, mark)
                        .setAttribute(EPOCH, bucket.epochText())
                        .setAttribute(FROZEN, NONE));
        if (!raised) {
            write(
                    shard,
                    new WriteOperation()
                            .requireObject()
                            .requireAttribute(FROZEN, mark)
                            .setAttribute(FROZEN, NONE));
        }
    }

    /**
     * Removes what a gateway has left that died.
     *
     * @param bucket as it was after the shard refused a write
     */
    void removeVoidMarks(BucketRow bucket, String shard) {
        String mark = attribute(shard, FROZEN);
        Optional<String> valid = bucket.layout().split().map(ShardSplit::mark);
        if (!mark.isEmpty() && mark.compareTo(bucket.epochText()) <= 0 && !valid.equals(Optional.of(mark))) {
            thaw(bucket, shard, mark);
        }
        String closed = attribute(shard, EPOCH);
        if (closed.startsWith(CLOSED) && !bucket.closing() && closed.compareTo(CLOSED + bucket.epochText()) < 0) {
            write(
                    shard,
                    new WriteOperation()
                            .requireObject()
                            .requireAttribute(EPOCH, closed)
                            .setAttribute(EPOCH, bucket.epochText()));
        }
    }

    private String attribute(String shard, String name) {
        return meta.stat(shard).flatMap(it -> it.attribute(name)).orElse(NONE);
    }

    /** False if a condition did not hold. */
    private boolean write(String shard, WriteOperation operation) {
        int result = meta.write(shard, operation);
        if (result == -RadosException.CANCELED || result == -RadosException.NO_ENTRY) {
            return false;
        }
        RadosException.check(result, "change the attributes of " + shard);
        return true;
    }
}
