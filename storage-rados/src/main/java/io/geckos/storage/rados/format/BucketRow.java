package io.geckos.storage.rados.format;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.bucket.ObjectLock;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.name.ObjectKey;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The row of a bucket in the catalogue of buckets.
 *
 * @param id identifies this bucket; another one of the same name, earlier or later, has another id
 * @param layout the objects over which the index is distributed
 * @param epoch counts the changes of this row; shards refuse writers that know an older epoch
 * @param closing whether the bucket is being deleted
 */
public record BucketRow(Bucket facts, String id, ShardLayout layout, long epoch, boolean closing) {
    private static final String INDEX = "index";
    private static final String SETTINGS = "settings";

    public boolean isVersioned() {
        return facts.versioning() != VersioningStatus.UNVERSIONED;
    }

    /** The epoch as 16 hexadecimal digits, which sort like the numbers. */
    public String epochText() {
        return epochText(epoch);
    }

    private static String epochText(long epoch) {
        return "%016x".formatted(epoch);
    }

    /** A copy with the next epoch and another state. */
    public BucketRow next(VersioningStatus versioning, Optional<ObjectLock> lock, boolean willClose) {
        Bucket changed = new Bucket(facts.name(), facts.created(), facts.owner(), versioning, lock);
        return new BucketRow(changed, id, layout, epoch + 1, willClose);
    }

    /** A copy with the next epoch and another layout. */
    public BucketRow withLayout(ShardLayout changed) {
        return new BucketRow(facts, id, changed, epoch + 1, closing);
    }

    /** A copy with the next epoch, in which a split of {@code source} has begun. The new epoch identifies the split. */
    public BucketRow prepareSplit(IndexShard source, int ways) {
        return withLayout(layout.prepare(source, ways, epochText(epoch + 1)));
    }

    /** The name of the shard that has the rows of a key. */
    public String shard(ObjectKey key) {
        return object(layout.shard(key.value()));
    }

    /** The name of a shard. */
    public String object(IndexShard shard) {
        return INDEX + "." + id + "." + shard.number();
    }

    /** The names of all shards. */
    public Stream<String> shardNames() {
        return layout.shards().stream().map(this::object);
    }

    /** The names of all shards, and of those that a split that is under way adds or has replaced. */
    public Stream<String> objectNames() {
        return layout.objects().map(this::object);
    }

    /** The id of the bucket to which an object of the index belongs; empty for other objects. */
    public static Optional<String> bucketIdOf(String object) {
        String[] names = object.split("\\.", -1);
        boolean isOwned =
                (names.length == 3 && names[0].equals(INDEX)) || (names.length == 2 && names[0].equals(SETTINGS));
        return isOwned ? Optional.of(names[1]) : Optional.empty();
    }

    /** Tells whether an object is a shard that this bucket once had and will never use again. */
    public boolean hasAbandoned(String object) {
        String[] names = object.split("\\.", -1);
        return names[0].equals(INDEX)
                && Integer.parseInt(names[2]) < layout.next()
                && objectNames().noneMatch(object::equals);
    }

    /** The name of the object with the settings. */
    public String settings() {
        return SETTINGS + "." + id;
    }
}
