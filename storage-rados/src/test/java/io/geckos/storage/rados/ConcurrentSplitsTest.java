package io.geckos.storage.rados;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.engine.ForwardingStorage;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException.BucketNotEmpty;
import io.geckos.domain.error.StorageException.ConditionFailed;
import io.geckos.domain.error.StorageException.NoSuchBucket;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.rados.bucket.BucketCatalog;
import io.geckos.storage.rados.bucket.ShardGuard;
import io.geckos.storage.rados.format.BucketRow;
import io.geckos.storage.rados.format.ShardSplit;
import io.geckos.storage.rados.librados.RadosException;
import io.geckos.storage.rados.librados.RadosPool;
import io.geckos.storage.testkit.contract.MultipartContract;
import io.geckos.storage.testkit.contract.StorageSource;
import io.geckos.storage.testkit.data.ConcurrentCalls;
import io.geckos.storage.testkit.data.ObjectBytes;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import io.geckos.storage.testkit.model.concurrent.ConcurrentModel;
import io.geckos.storage.testkit.model.concurrent.ConcurrentVersionModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two gateways use a bucket while a third one splits its shards all the time. */
class ConcurrentSplitsTest extends MultipartContract {
    private static final int KEYS = 300;

    private Map<String, String> settings = Map.of();

    @Override
    protected StorageSource source() {
        return this::openEmpty;
    }

    private Storage openEmpty() {
        settings = CephCluster.get().newSettings();
        return AlternatingGateways.open(settings);
    }

    private ContinualSplits split() {
        return new ContinualSplits(settings, BUCKET);
    }

    /** Calls something again and again while shards are split. */
    private void whileSplitting(Runnable call) {
        try (ContinualSplits splits = split()) {
            while (!splits.isOver()) {
                call.run();
            }
            assertTrue(splits.count() > 10);
        }
    }

    private static List<String> manyKeys() {
        return IntStream.range(0, KEYS).mapToObj("%04d"::formatted).toList();
    }

    @Test
    void overlappingCallsAreLinearizableForEachKey() {
        ConcurrentModel model = new ConcurrentModel(ConcurrentSplitsTest::openWithSplits);
        for (long seed = 1; seed <= 8; seed++) {
            assertEquals(Optional.empty(), model.failure(seed));
        }
    }

    @Test
    void overlappingCallsAreLinearizableForTheVersionsOfEachKey() {
        ConcurrentVersionModel model = new ConcurrentVersionModel(ConcurrentSplitsTest::openWithSplits);
        for (long seed = 1; seed <= 8; seed++) {
            assertEquals(Optional.empty(), model.failure(seed));
        }
    }

    private static Storage openWithSplits() {
        Map<String, String> settings = CephCluster.get().newSettings();
        Storage gateways = AlternatingGateways.open(settings);
        ContinualSplits splits = new ContinualSplits(settings, BUCKET);
        return new ForwardingStorage(gateways) {
            @Override
            public void close() {
                splits.close();
                super.close();
            }
        };
    }

    @Test
    void everyListingHasEveryKeyOnce() {
        List<String> keys = manyKeys();
        keys.forEach(key -> put(key, key));
        whileSplitting(() -> assertEquals(keys, keys()));
        assertEquals(keys, keys());
    }

    @Test
    void everyListingOfVersionsHasEveryVersionOnce() {
        storage.buckets().setVersioning(BUCKET, VersioningStatus.ENABLED);
        List<String> keys = manyKeys();
        keys.forEach(key -> put(key, "1"));
        keys.forEach(key -> put(key, "2"));
        whileSplitting(() -> assertEquals(
                2 * KEYS,
                storage
                        .objects()
                        .listVersions(BUCKET, new ListQuery("", Optional.empty(), ListStart.START, 1000))
                        .items()
                        .stream()
                        .distinct()
                        .count()));
    }

    @Test
    void everyObjectIsFound() {
        List<String> keys = manyKeys();
        keys.forEach(key -> put(key, key));
        whileSplitting(() -> keys.forEach(key -> assertEquals(4, stat(key).size())));
    }

    @Test
    void noConditionalWriteIsLost() {
        put("counter", "0");
        try (ContinualSplits splits = split()) {
            ConcurrentCalls.of(IntStream.range(0, 4)
                    .<Callable<Integer>>mapToObj(_ ->
                            () -> IntStream.range(0, 25).map(_ -> increment()).sum())
                    .toList());
            assertTrue(splits.count() > 10);
        }
        assertEquals("100", read("counter"));
    }

    private int increment() {
        while (true) {
            try (StoredObject object = storage.objects().open(id("counter"), Version.LATEST)) {
                ETag etag = object.info().etag();
                int next = Integer.parseInt(new String(ObjectBytes.read(object), UTF_8)) + 1;
                storage.objects()
                        .put(
                                id("counter"),
                                ObjectSpec.EMPTY,
                                Uploads.of(String.valueOf(next)),
                                new WriteCondition.IfMatch(etag));
                return next;
            } catch (ConditionFailed _) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void uploadsAreCompletedFromTheirParts() {
        UploadId old = begin("old");
        ObjectPart one = putPart(old, 1, "one");
        whileSplitting(() -> {
            UploadId upload = begin("key");
            ObjectPart first = putPart(upload, 1, "first");
            ObjectPart second = putPart(upload, 2, "second");
            assertEquals(2, uploads().listParts(upload, 0, 10).items().size());
            complete(upload, first, second);
            assertEquals("firstsecond", read("key"));
            delete("key");
        });
        complete(old, one, putPart(old, 2, "two"));
        assertEquals("onetwo", read("old"));
    }

    @Test
    void usageIsThatOfTheObjectsAllTheTime() {
        List<String> keys = manyKeys();
        keys.forEach(key -> put(key, key));
        whileSplitting(() -> {
            var figures = storage.usage(BUCKET).orElseThrow().figures();
            assertEquals(KEYS, figures.objects());
            assertEquals(4 * KEYS, figures.bytes());
        });
    }

    @Test
    void nextWriteObeysANewVersioningStatus() {
        put("key", "null version");
        int[] versions = {1};
        whileSplitting(() -> {
            storage.buckets().setVersioning(BUCKET, VersioningStatus.ENABLED);
            put("key", "version");
            versions[0]++;
            assertEquals(versions[0], versionsOfKey());
            storage.buckets().setVersioning(BUCKET, VersioningStatus.SUSPENDED);
            put("key", "null version");
            assertEquals(versions[0], versionsOfKey());
        });
    }

    private int versionsOfKey() {
        return storage.objects()
                .listVersions(BUCKET, new ListQuery("key", Optional.empty(), ListStart.START, 1000))
                .items()
                .size();
    }

    @Test
    void replacedShardIsGoneBeforeOthersTakeItsWrites() {
        try (RadosConnection connection = RadosConnection.open(RadosSettings.of(settings))) {
            RadosPool meta = connection.meta();
            BucketCatalog catalog = new BucketCatalog(meta);
            whileSplitting(() -> {
                BucketRow row = catalog.refresh(BUCKET);
                row.layout().split().filter(ShardSplit::committed).ifPresent(split -> {
                    String target = row.object(split.targets().getFirst());
                    while (meta.write(target, ShardGuard.conditions(row)) == -RadosException.CANCELED) {
                        Thread.onSpinWait();
                    }
                    assertEquals(Optional.empty(), meta.stat(row.object(split.source())));
                });
            });
        }
    }

    @Test
    void emptyBucketIsDeleted() {
        for (int round = 0; round < 10; round++) {
            BucketName name = new BucketName("round-" + round);
            ObjectId id = new ObjectId(name, new ObjectKey("key"));
            TestBucket.create(storage.buckets(), name);
            try (ContinualSplits splits = new ContinualSplits(settings, name)) {
                while (splits.count() < 2) {
                    storage.objects().put(id, ObjectSpec.EMPTY, Uploads.of("content"), WriteCondition.ALWAYS);
                }
                assertThrows(BucketNotEmpty.class, () -> storage.buckets().delete(name));
                storage.objects()
                        .delete(name, List.of(new DeleteTarget(id.key(), Version.LATEST, WriteCondition.ALWAYS)));
                storage.buckets().delete(name);
            }
            assertThrows(NoSuchBucket.class, () -> storage.buckets().delete(name));
        }
    }
}
