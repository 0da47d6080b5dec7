package io.geckos.storage.rados.format;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.bucket.ObjectLock;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.name.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * A bucket.
 *
 * @param id names this bucket and none that had or will have its name
 * @param shards the number of objects over which the index is distributed, by hash of the key
 * @param epoch counts the changes of {@code facts}; shards refuse writes of who knows an older one
 * @param closing whether somebody is about to delete the bucket
 */
public record BucketRow(Bucket facts, String id, int shards, long epoch, boolean closing) {
    public boolean isVersioned() {
        return facts.versioning() != VersioningStatus.UNVERSIONED;
    }

    /** The epoch, in an order of text. */
    public String epochText() {
        return "%016x".formatted(epoch);
    }

    /** A copy of the next epoch. */
    public BucketRow next(VersioningStatus versioning, Optional<ObjectLock> lock, boolean closes) {
        Bucket changed = new Bucket(facts.name(), facts.created(), facts.owner(), versioning, lock);
        return new BucketRow(changed, id, shards, epoch + 1, closes);
    }

    /** The name of the shard that has the rows of a key. */
    public String shard(ObjectKey key) {
        CRC32C hash = new CRC32C();
        hash.update(key.value().getBytes(StandardCharsets.UTF_8));
        return shard((int) (hash.getValue() % shards));
    }

    private String shard(int number) {
        return "index." + id + "." + number;
    }

    /** The names of all shards. */
    public Stream<String> allShards() {
        return IntStream.range(0, shards).mapToObj(this::shard);
    }

    /** The name of the object with the settings. */
    public String settings() {
        return "settings." + id;
    }
}
