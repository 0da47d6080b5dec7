package io.geckos.storage.rados;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.engine.BackgroundTask;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.engine.StorageUsage.Figures;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.VersionEntry;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.rados.bucket.BucketCatalog;
import io.geckos.storage.rados.format.BucketRow;
import io.geckos.storage.rados.format.RowKey;
import io.geckos.storage.rados.index.ShardUsage;
import io.geckos.storage.rados.librados.RadosException;
import io.geckos.storage.rados.librados.ReadOperation;
import io.geckos.storage.testkit.contract.MultipartContract;
import io.geckos.storage.testkit.contract.StorageSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Shards are split when they have more rows than they may. */
class ReshardingTest extends MultipartContract {
    private static final int MOST = 20;

    private Map<String, String> settings = Map.of();
    private Optional<RadosConnection> connection = Optional.empty();

    @Override
    protected StorageSource source() {
        return this::openEmpty;
    }

    private Storage openEmpty() {
        settings = CephCluster.get().newSettings();
        return openWith(MOST, Duration.ZERO);
    }

    private Storage openWith(int most, Duration grace) {
        RadosConnection opened = RadosConnection.open(RadosSettings.of(settings));
        connection = Optional.of(opened);
        return new RadosStorage(opened, 1, grace, most, CephCluster.MEMORY).start();
    }

    /** Opens an engine that does not notice that the bucket grows. */
    private void openIdle() {
        storage.close();
        storage = openWith(1_000_000, Duration.ZERO);
    }

    private void openEager() {
        storage.close();
        storage = openWith(MOST, Duration.ZERO);
    }

    private BucketRow bucket() {
        return new BucketCatalog(connection.orElseThrow().meta()).refresh(BUCKET);
    }

    private int shards() {
        return bucket().layout().shards().size();
    }

    private List<Long> rows() {
        return ShardUsage.rows(connection.orElseThrow().meta(), bucket());
    }

    /** How many rows the shards really have, but for their counters. */
    private List<Long> storedRows() {
        return bucket().shardNames()
                .map(shard -> connection.orElseThrow().meta().read(shard, new ReadOperation().rows("", "", 1000)))
                .map(pages -> pages.getFirst().rows().stream()
                        .filter(row -> !row.key().startsWith(RowKey.COUNTERS))
                        .count())
                .toList();
    }

    private void run(String name) {
        BackgroundTask task = storage.backgroundTasks().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
        while (!task.start()) {
            Thread.onSpinWait();
        }
        while (task.report().running()) {
            Thread.onSpinWait();
        }
        assertEquals(List.of(), task.report().problems());
    }

    private static List<String> manyKeys(int count) {
        return IntStream.range(0, count).mapToObj("%06d"::formatted).toList();
    }

    private List<VersionEntry> versions() {
        return storage.objects()
                .listVersions(BUCKET, new ListQuery("", Optional.empty(), ListStart.START, 1000))
                .items();
    }

    private Set<String> dataObjects() {
        Set<String> objects = new TreeSet<>();
        connection.orElseThrow().data().forEachObject(objects::add);
        return objects;
    }

    @Test
    void bucketGrowsByItself() {
        List<String> keys = manyKeys(200);
        keys.forEach(key -> put(key, key));
        while (isAnyTooLarge()) {
            Thread.onSpinWait();
        }
        assertEquals(keys, keys());
        keys.forEach(key -> assertEquals(key, read(key)));
        assertTrue(shards() >= 200 / MOST);
    }

    private boolean isAnyTooLarge() {
        try {
            return rows().stream().anyMatch(it -> it > MOST);
        } catch (RadosException e) {
            // A shard of the row that was read has just been divided.
            assertEquals(RadosException.NO_ENTRY, e.errno());
            return true;
        }
    }

    @Test
    void operatorsRunSplitsWhatIsTooLarge() {
        openIdle();
        List<String> keys = manyKeys(200);
        keys.forEach(key -> put(key, key));
        assertEquals(1, shards());
        openEager();
        run("resharding");
        assertEquals(200, rows().stream().mapToLong(Long::longValue).sum());
        assertTrue(rows().stream().allMatch(it -> it <= MOST));
        assertEquals(keys, keys());
        int shards = shards();
        run("resharding");
        assertEquals(shards, shards());
    }

    @Test
    void versionsMarkersUploadsAndPartsMove() {
        openIdle();
        storage.buckets().setVersioning(BUCKET, VersioningStatus.ENABLED);
        List<String> keys = manyKeys(40);
        keys.forEach(key -> put(key, "1"));
        keys.forEach(key -> put(key, "22"));
        keys.subList(0, 10).forEach(this::hide);
        UploadId upload = begin("upload");
        ObjectPart one = putPart(upload, 1, "one");
        ObjectPart two = putPart(upload, 2, "two");
        List<VersionEntry> before = versions();
        Figures figures = storage.usage(BUCKET).orElseThrow().figures();
        openEager();
        run("resharding");
        assertTrue(shards() > 4);
        assertEquals(before, versions());
        assertEquals(figures, storage.usage(BUCKET).orElseThrow().figures());
        assertEquals(List.of(one, two), uploads().listParts(upload, 0, 10).items());
        complete(upload, one, two);
        assertEquals("onetwo", read("upload"));
        run("orphans");
        assertEquals(83, dataObjects().size());
    }

    private void hide(String key) {
        storage.objects()
                .delete(BUCKET, List.of(new DeleteTarget(new ObjectKey(key), Version.LATEST, WriteCondition.ALWAYS)));
    }

    @Test
    void everyRowIsCounted() {
        openIdle();
        List<String> keys = manyKeys(40);
        for (int i = 0; i < 3; i++) {
            keys.forEach(key -> put(key, "content"));
        }
        assertEquals(List.of(120L), storedRows());
        assertEquals(storedRows(), rows());
        UploadId aborted = begin("aborted");
        putPart(aborted, 1, "one");
        putPart(aborted, 2, "two");
        UploadId completed = begin("completed");
        ObjectPart one = putPart(completed, 1, "one");
        putPart(completed, 2, "left out");
        putPart(completed, 3, "replaced");
        putPart(completed, 3, "left out too");
        assertEquals(storedRows(), rows());
        uploads().abort(aborted);
        assertEquals(storedRows(), rows());
        complete(completed, one);
        hide("000001");
        assertEquals(storedRows(), rows());
        openEager();
        run("resharding");
        assertTrue(shards() >= 10, () -> rows().toString());
        assertEquals(storedRows(), rows());
        run("garbage");
        assertEquals(storedRows(), rows());
        assertEquals(40, rows().stream().mapToLong(Long::longValue).sum());
    }

    @Test
    void garbageMovesAndIsCollectedAfterTheGracePeriod() {
        openIdle();
        List<String> keys = manyKeys(60);
        keys.forEach(key -> put(key, "1"));
        keys.forEach(key -> put(key, "2"));
        storage.close();
        storage = openWith(MOST, Duration.ofHours(1));
        run("resharding");
        assertTrue(shards() > 2);
        run("orphans");
        run("garbage");
        assertEquals(120, dataObjects().size());
        openEager();
        run("garbage");
        assertEquals(60, dataObjects().size());
        keys.forEach(key -> assertEquals("2", read(key)));
    }

    @Test
    void garbageIsNoOrphanInItsNewShard() {
        openIdle();
        List<String> keys = manyKeys(60);
        keys.forEach(key -> put(key, "1"));
        keys.forEach(this::delete);
        keys.forEach(key -> put(key, "2"));
        openEager();
        run("resharding");
        run("orphans");
        assertEquals(120, dataObjects().size());
    }

    @Test
    void manyVersionsOfOneKeyAreNotSplitForEver() {
        openIdle();
        storage.buckets().setVersioning(BUCKET, VersioningStatus.ENABLED);
        manyKeys(100).forEach(_ -> put("key", "content"));
        openEager();
        run("resharding");
        assertEquals(100, versions().size());
        assertTrue(shards() < 100);
    }
}
