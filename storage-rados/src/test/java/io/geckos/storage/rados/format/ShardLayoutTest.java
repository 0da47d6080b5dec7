package io.geckos.storage.rados.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardLayoutTest {
    private static BucketRow bucket(ShardLayout layout) {
        Bucket facts = new Bucket(
                new BucketName("bucket"),
                Instant.EPOCH,
                Optional.empty(),
                VersioningStatus.UNVERSIONED,
                Optional.empty());
        return new BucketRow(facts, "id", layout, 7, false);
    }

    private static ShardLayout splitAtRandom(long seed) {
        Random random = new Random(seed);
        ShardLayout layout = ShardLayout.uniform(1 + random.nextInt(5));
        for (int i = 0; i < 20; i++) {
            IndexShard source =
                    layout.shards().get(random.nextInt(layout.shards().size()));
            layout = layout.prepare(source, 2 + random.nextInt(4), "mark" + i)
                    .commit()
                    .withoutSplit();
        }
        return layout;
    }

    @Test
    void everyHashBelongsToOneShard() {
        for (long seed = 1; seed <= 20; seed++) {
            List<IndexShard> shards = splitAtRandom(seed).shards();
            new Random(seed)
                    .longs(1000, 0, 1L << 32)
                    .forEach(hash -> assertEquals(
                            1, shards.stream().filter(it -> it.contains(hash)).count()));
        }
    }

    @Test
    void numbersAreNeverGivenAgain() {
        ShardLayout layout = ShardLayout.uniform(2);
        IndexShard source = layout.shards().getFirst();
        ShardLayout givenUp = layout.prepare(source, 2, "one").withoutSplit();
        assertEquals(
                List.of(4, 5, 6),
                givenUp.prepare(source, 3, "two").split().orElseThrow().targets().stream()
                        .map(IndexShard::number)
                        .toList());
    }

    @Test
    void keyStaysInItsShardUntilThatIsSplit() {
        BucketRow bucket = bucket(ShardLayout.uniform(2));
        ObjectKey key = new ObjectKey("key");
        IndexShard of = bucket.layout().shard("key");
        IndexShard other = bucket.layout().shards().stream()
                .filter(it -> !it.equals(of))
                .findFirst()
                .orElseThrow();
        BucketRow prepared = bucket.prepareSplit(other, 2);
        assertEquals(bucket.shard(key), prepared.shard(key));
        BucketRow committed = prepared.withLayout(prepared.layout().commit());
        assertEquals(bucket.shard(key), committed.shard(key));
    }

    @Test
    void rowIsReadAsItWasWritten() {
        ShardLayout layout = splitAtRandom(1);
        BucketRow prepared = bucket(layout).prepareSplit(layout.shards().getLast(), 2);
        BucketRow committed = prepared.withLayout(prepared.layout().commit());
        for (BucketRow row : List.of(bucket(ShardLayout.uniform(16)), bucket(layout), prepared, committed)) {
            assertEquals(row, BucketFormat.read(BucketFormat.write(row)));
        }
    }

    @Test
    void layoutWithoutSplitsIsWrittenAsBefore() {
        assertEquals(
                "{\"name\":\"bucket\",\"id\":\"id\",\"created\":\"1970-01-01T00:00:00Z\",\"versioning\":\"UNVERSIONED\","
                        + "\"shards\":16,\"epoch\":7,\"closing\":false}",
                new String(BucketFormat.write(bucket(ShardLayout.uniform(16))), UTF_8));
    }

    @Test
    void objectsOfASplitBelongToTheBucketUntilItIsOver() {
        BucketRow prepared = bucket(ShardLayout.uniform(2))
                .prepareSplit(ShardLayout.uniform(2).shards().getFirst(), 2);
        BucketRow committed = prepared.withLayout(prepared.layout().commit());
        BucketRow over = committed.withLayout(committed.layout().withoutSplit());
        IntStream.range(0, 5).forEach(number -> {
            String object = "index.id." + number;
            assertEquals(false, prepared.hasAbandoned(object));
            assertEquals(false, committed.hasAbandoned(object));
            assertEquals(number == 0, over.hasAbandoned(object));
        });
        assertEquals(Optional.of("id"), BucketRow.bucketIdOf("index.id.0"));
        assertEquals(Optional.of("id"), BucketRow.bucketIdOf("settings.id"));
        assertEquals(Optional.empty(), BucketRow.bucketIdOf("buckets"));
    }
}
