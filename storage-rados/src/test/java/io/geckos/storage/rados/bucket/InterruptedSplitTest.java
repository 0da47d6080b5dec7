package io.geckos.storage.rados.bucket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.engine.BackgroundTask;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.rados.CephCluster;
import io.geckos.storage.rados.format.BucketRow;
import io.geckos.storage.rados.format.ShardLayout;
import io.geckos.storage.rados.index.ShardCopy;
import io.geckos.storage.rados.librados.RadosCluster;
import io.geckos.storage.rados.librados.RadosException;
import io.geckos.storage.rados.librados.RadosPool;
import io.geckos.storage.testkit.contract.StorageContract;
import io.geckos.storage.testkit.contract.StorageSource;
import io.geckos.storage.testkit.data.Uploads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gateway dies while it splits a shard, or was only taken for dead. */
class InterruptedSplitTest extends StorageContract {
    private static final List<String> KEYS =
            IntStream.range(0, 40).mapToObj("%04d"::formatted).toList();

    private Map<String, String> settings = Map.of();
    private RadosCluster cluster;
    private RadosPool meta;
    private BucketCatalog catalog;
    private ShardSplitter splitter;
    private BucketRow splitting;

    @Override
    protected StorageSource source() {
        return this::openEmpty;
    }

    private Storage openEmpty() {
        settings = CephCluster.get().newSettings();
        return CephCluster.get().open(settings);
    }

    @BeforeEach
    void beginToSplit() {
        KEYS.forEach(key -> put(key, "old"));
        cluster = RadosCluster.connect(CephCluster.get().configuration(), "client.admin", Duration.ofSeconds(20));
        meta = cluster.pool("meta", settings.getOrDefault("namespace", ""));
        catalog = new BucketCatalog(meta);
        splitter = new ShardSplitter(meta, catalog);
        BucketRow before = catalog.refresh(BUCKET);
        splitting =
                splitter.begin(before, before.layout().shards().getFirst(), 2).orElseThrow();
    }

    @AfterEach
    void disconnect() {
        meta.close();
        cluster.close();
    }

    private boolean copy() {
        try (ShardCopy copy = new ShardCopy(meta, splitting)) {
            return copy.copy(() -> true);
        }
    }

    private BucketRow now() {
        return catalog.refresh(BUCKET);
    }

    private Set<String> shards() {
        Set<String> shards = new TreeSet<>();
        meta.forEachObject(name -> !name.startsWith("index.") || shards.add(name));
        return shards;
    }

    private static Set<String> shards(BucketRow bucket) {
        return bucket.shardNames().collect(Collectors.toCollection(TreeSet::new));
    }

    /** Overwrites all objects: among them are some of the frozen shard. */
    private void assertWritable() {
        KEYS.forEach(key -> put(key, "newer"));
        assertEquals(KEYS, keys());
        KEYS.forEach(key -> assertEquals("newer", read(key)));
        assertEquals(Optional.empty(), now().layout().split());
        assertEquals(KEYS.size(), storage.usage(BUCKET).orElseThrow().figures().objects());
    }

    @Test
    void objectsAreReadMeanwhile() {
        assertEquals(KEYS, keys());
        assertTrue(copy());
        KEYS.forEach(key -> assertEquals("old", read(key)));
        assertEquals(KEYS, keys());
    }

    @Test
    void nextWriteRollsBackWhatWasNotCopied() {
        assertWritable();
        assertFalse(copy());
        assertFalse(splitter.commit(splitting));
        assertEquals(3, shards().size());
    }

    @Test
    void nextWriteRollsBackWhatWasNotCommitted() {
        assertTrue(copy());
        assertWritable();
        assertFalse(splitter.keepUp(splitting));
        assertFalse(splitter.commit(splitting));
        splitter.giveUp(splitting);
        assertEquals(shards(now()), shards());
        KEYS.forEach(key -> assertEquals("newer", read(key)));
    }

    @Test
    void nextWriteFinishesWhatWasCommitted() {
        assertTrue(copy());
        assertTrue(catalog.replace(
                splitting, splitting.withLayout(splitting.layout().commit())));
        KEYS.forEach(key -> assertEquals("old", read(key)));
        assertWritable();
        assertEquals(4, now().layout().shards().size());
        assertEquals(shards(now()), shards());
        splitter.giveUp(splitting);
        assertEquals(shards(now()), shards());
    }

    @Test
    void readerOfTheOldLayoutReadsTheNewOne() {
        assertTrue(copy());
        assertEquals(3, stat(KEYS.getFirst()).size());
        assertTrue(splitter.commit(splitting));
        KEYS.forEach(key -> assertEquals("old", read(key)));
        assertEquals(KEYS, keys());
    }

    @Test
    void targetsRefuseWhoDoesNotKnowASettingOfMeanwhile() {
        BucketRow known = now();
        storage.buckets().setVersioning(BUCKET, VersioningStatus.ENABLED);
        assertTrue(copy());
        assertTrue(splitter.commit(splitting));
        BucketRow now = now();
        now.shardNames().forEach(shard -> {
            assertEquals(
                    -RadosException.CANCELED,
                    meta.write(shard, ShardGuard.conditions(known).setRow("x", new byte[1])));
            assertEquals(0, meta.write(shard, ShardGuard.conditions(now).removeRow("x")));
        });
    }

    @Test
    void nextWriteRemovesAVoidMark() {
        assertTrue(catalog.replace(
                splitting, splitting.withLayout(splitting.layout().withoutSplit())));
        assertWritable();
        splitter.giveUp(splitting);
        assertEquals(shards(now()), shards());
    }

    @Test
    void lateFreezeIsUndone() {
        splitter.recover(splitting);
        BucketRow later = now();
        assertTrue(new ShardGuard(meta)
                .freeze(
                        later,
                        later.object(splitting.layout().split().orElseThrow().source()),
                        splitting.layout().split().orElseThrow()));
        assertWritable();
    }

    @Test
    void taskOfAnotherGatewayRollsBack() {
        run("resharding");
        assertEquals(Optional.empty(), now().layout().split());
        assertWritable();
    }

    @Test
    void sweepRemovesWhatBelongsToNoLayout() {
        BucketRow open = splitting.withLayout(splitting.layout().withoutSplit());
        assertTrue(catalog.replace(splitting, open));
        assertEquals(5, shards().size());
        run("orphans");
        assertEquals(shards(open), shards());
        assertWritable();
    }

    @Test
    void deletionOfTheBucketLeavesNothingForTheSplit() {
        KEYS.forEach(this::delete);
        // Those of the frozen shard could be deleted because the split was rolled back.
        BucketRow before = now();
        Optional<BucketRow> again =
                splitter.begin(before, before.layout().shards().getFirst(), 2);
        assertTrue(again.isPresent());
        storage.buckets().delete(BUCKET);
        BucketRow deleted = catalog.deleted().getFirst();
        assertEquals(shards(), deleted.objectNames().collect(Collectors.toCollection(TreeSet::new)));
        assertEquals(ShardLayout.uniform(3).shards(), deleted.layout().shards());
    }

    private void run(String name) {
        BackgroundTask task = storage.backgroundTasks().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
        assertTrue(task.start());
        while (task.report().running()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void conditionalWriteIsAnsweredRightly() {
        ObjectId id = id(KEYS.getFirst());
        ObjectInfo before = stat(KEYS.getFirst());
        assertTrue(copy());
        storage.objects().put(id, ObjectSpec.EMPTY, Uploads.of("newer"), new WriteCondition.IfMatch(before.etag()));
        assertEquals("newer", read(KEYS.getFirst()));
    }
}
