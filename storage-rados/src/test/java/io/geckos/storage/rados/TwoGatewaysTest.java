package io.geckos.storage.rados;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.error.StorageException.BucketNotEmpty;
import io.geckos.domain.error.StorageException.NoSuchBucket;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.data.ConcurrentCalls;
import io.geckos.storage.testkit.data.ObjectBytes;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import io.geckos.storage.testkit.model.concurrent.ConcurrentModel;
import io.geckos.storage.testkit.model.concurrent.ConcurrentVersionModel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two engines on one namespace, as two servers have them. */
class TwoGatewaysTest {
    private static final BucketName BUCKET = new BucketName("shared");
    private static final ObjectId A = ObjectId.of("shared", "a");

    private Storage first;
    private Storage second;

    @BeforeEach
    void open() {
        Map<String, String> settings = CephCluster.get().newSettings();
        first = CephCluster.get().open(settings);
        second = CephCluster.get().open(settings);
        TestBucket.create(first.buckets(), BUCKET);
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    private static void put(Storage gateway, String content) {
        gateway.objects().put(A, ObjectSpec.EMPTY, Uploads.of(content), WriteCondition.ALWAYS);
    }

    private static String read(Storage gateway) {
        try (StoredObject object = gateway.objects().open(A, Version.LATEST)) {
            return new String(ObjectBytes.read(object), UTF_8);
        }
    }

    private int versions() {
        return second.objects()
                .listVersions(BUCKET, new ListQuery("", Optional.empty(), ListStart.START, 100))
                .items()
                .size();
    }

    @Test
    void writeThroughOneIsReadThroughTheOther() {
        for (int i = 0; i < 5; i++) {
            put(i % 2 == 0 ? first : second, "content " + i);
            assertEquals("content " + i, read(first));
            assertEquals("content " + i, read(second));
        }
    }

    @Test
    void nextWriteThroughTheOtherObeysANewVersioningStatus() {
        put(second, "null version");
        first.buckets().setVersioning(BUCKET, VersioningStatus.ENABLED);
        put(second, "version");
        assertEquals(2, versions());
        first.buckets().setVersioning(BUCKET, VersioningStatus.SUSPENDED);
        put(second, "null version");
        assertEquals(2, versions());
    }

    @Test
    void nextWriteThroughTheOtherMissesADeletedBucket() {
        put(second, "content");
        second.objects().delete(BUCKET, List.of(target()));
        first.buckets().delete(BUCKET);
        assertThrows(NoSuchBucket.class, () -> put(second, "lost"));
    }

    private static DeleteTarget target() {
        return new DeleteTarget(A.key(), Version.LATEST, WriteCondition.ALWAYS);
    }

    @Test
    void settingOfOneBecomesVisibleThroughTheOther() {
        assertEquals(Optional.empty(), second.buckets().setting(BUCKET, BucketSetting.POLICY));
        first.buckets().putSetting(BUCKET, BucketSetting.POLICY, "{}");
        while (second.buckets().setting(BUCKET, BucketSetting.POLICY).isEmpty()) {
            Thread.onSpinWait();
        }
        first.buckets().removeSetting(BUCKET, BucketSetting.POLICY);
        while (second.buckets().setting(BUCKET, BucketSetting.POLICY).isPresent()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void leaseOfOneIsRefusedToTheOther() {
        DocumentName name = new DocumentName("lifecycle");
        var lease = first.documents().lease(name, Duration.ofHours(1)).orElseThrow();
        assertEquals(Optional.empty(), second.documents().lease(name, Duration.ofHours(1)));
        lease.close();
        assertEquals(true, second.documents().lease(name, Duration.ofHours(1)).isPresent());
    }

    @Test
    void usageCountsWritesOfBoth() {
        ConcurrentCalls.of(IntStream.range(0, 20)
                .<Callable<Integer>>mapToObj(i -> () -> {
                    (i % 2 == 0 ? first : second)
                            .objects()
                            .put(
                                    new ObjectId(BUCKET, new ObjectKey("key" + i % 7)),
                                    ObjectSpec.EMPTY,
                                    Uploads.of("four"),
                                    WriteCondition.ALWAYS);
                    return i;
                })
                .toList());
        var figures = second.usage(BUCKET).orElseThrow().figures();
        assertEquals(7, figures.objects());
        assertEquals(28, figures.bytes());
    }

    @Test
    void bucketIsDeletedThroughOneOrKeepsTheObjectPutThroughTheOther() {
        for (int round = 0; round < 10; round++) {
            BucketName name = new BucketName("race-" + round);
            ObjectId object = new ObjectId(name, new ObjectKey("a"));
            TestBucket.create(first.buckets(), name);
            second.buckets().get(name);
            List<Optional<StorageException>> results = ConcurrentCalls.of(List.of(
                    ConcurrentCalls.attempt(() ->
                            second.objects().put(object, ObjectSpec.EMPTY, Uploads.of("kept"), WriteCondition.ALWAYS)),
                    ConcurrentCalls.attempt(() -> first.buckets().delete(name))));
            if (results.get(0).isEmpty()) {
                assertEquals(BucketNotEmpty.class, results.get(1).orElseThrow().getClass());
                assertEquals(4, first.objects().stat(object, Version.LATEST).size());
            } else {
                assertEquals(NoSuchBucket.class, results.get(0).get().getClass());
                assertEquals(Optional.empty(), results.get(1));
            }
        }
    }

    @Test
    void overlappingCallsThroughBothAreLinearizableForEachKey() {
        ConcurrentModel model = new ConcurrentModel(TwoGatewaysTest::openBoth);
        for (long seed = 1; seed <= 8; seed++) {
            assertEquals(Optional.empty(), model.failure(seed));
        }
    }

    @Test
    void overlappingCallsThroughBothAreLinearizableForTheVersionsOfEachKey() {
        ConcurrentVersionModel model = new ConcurrentVersionModel(TwoGatewaysTest::openBoth);
        for (long seed = 1; seed <= 8; seed++) {
            assertEquals(Optional.empty(), model.failure(seed));
        }
    }

    private static Storage openBoth() {
        return AlternatingGateways.open(CephCluster.get().newSettings());
    }
}
