package io.geckos.storage.rados;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.engine.BackgroundTask;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException.StorageFailure;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.rados.data.DataOwner;
import io.geckos.storage.rados.data.DataPool;
import io.geckos.storage.rados.data.DataWriter;
import io.geckos.storage.rados.maintenance.Resharding;
import io.geckos.storage.testkit.contract.MultipartContract;
import io.geckos.storage.testkit.contract.StorageSource;
import io.geckos.storage.testkit.data.ObjectBytes;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What becomes of bytes that nothing refers to: collected garbage, and what a dead gateway leaves. */
class RemovedBytesTest extends MultipartContract {
    private static final byte[] THREE_STRIPES = bytes(9_000_000);

    private Optional<RadosConnection> connection = Optional.empty();

    @Override
    protected StorageSource source() {
        return () -> openWith(Duration.ZERO);
    }

    private Storage openWith(Duration grace) {
        RadosConnection opened =
                RadosConnection.open(RadosSettings.of(CephCluster.get().newSettings()));
        connection = Optional.of(opened);
        return new RadosStorage(opened, 3, grace, Resharding.ROWS, CephCluster.MEMORY).start();
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private Set<String> dataObjects() {
        Set<String> objects = new TreeSet<>();
        connection.orElseThrow().data().forEachObject(objects::add);
        return objects;
    }

    private Set<String> shards() {
        Set<String> shards = new TreeSet<>();
        connection.orElseThrow().meta().forEachObject(name -> !name.startsWith("index.") || shards.add(name));
        return shards;
    }

    private void run(String task) {
        BackgroundTask found = storage.backgroundTasks().stream()
                .filter(it -> it.name().equals(task))
                .findFirst()
                .orElseThrow();
        assertTrue(found.start());
        while (found.report().running()) {
            Thread.onSpinWait();
        }
    }

    private void putLarge(String key) {
        storage.objects().put(id(key), ObjectSpec.EMPTY, Uploads.of(THREE_STRIPES), WriteCondition.ALWAYS);
    }

    private byte[] readAll(String key) {
        try (StoredObject object = open(key)) {
            return ObjectBytes.read(object);
        }
    }

    private UploadId completedUpload(String key) {
        UploadId upload = begin(key);
        putPart(upload, 1, "replaced");
        ObjectPart one = putPart(upload, 1, "one");
        ObjectPart two = putPart(upload, 2, "two");
        putPart(upload, 3, "left out");
        complete(upload, one, two);
        return upload;
    }

    @Test
    void replacedAndDeletedBytesAreCollected() {
        putLarge("a");
        putLarge("a");
        assertEquals(6, dataObjects().size());
        run("garbage");
        assertEquals(3, dataObjects().size());
        assertArrayEquals(THREE_STRIPES, readAll("a"));
        delete("a");
        run("garbage");
        assertEquals(Set.of(), dataObjects());
    }

    @Test
    void partsAndManifestAreCollectedWithTheirObject() {
        completedUpload("a");
        assertEquals(5, dataObjects().size());
        run("garbage");
        assertEquals(3, dataObjects().size());
        assertEquals("onetwo", read("a"));
        delete("a");
        UploadId aborted = begin("b");
        putPart(aborted, 1, "one");
        uploads().abort(aborted);
        run("garbage");
        assertEquals(Set.of(), dataObjects());
    }

    @Test
    void versionsKeepTheirBytes() {
        storage.buckets().setVersioning(BUCKET, VersioningStatus.ENABLED);
        put("a", "1");
        put("a", "2");
        run("garbage");
        run("orphans");
        assertEquals(2, dataObjects().size());
    }

    @Test
    void bytesStayForWhoOpenedThemBefore() {
        storage.close();
        storage = openWith(Duration.ofHours(1));
        storage.buckets().create(BUCKET, TestBucket.OWNER, Optional.empty());
        putLarge("a");
        try (StoredObject opened = open("a")) {
            delete("a");
            run("garbage");
            run("orphans");
            assertArrayEquals(THREE_STRIPES, ObjectBytes.read(opened));
        }
    }

    @Test
    void readingBytesThatWereCollectedFails() {
        put("a", "gone");
        try (StoredObject opened = open("a")) {
            delete("a");
            run("garbage");
            assertThrows(StorageFailure.class, () -> ObjectBytes.read(opened));
        }
    }

    @Test
    void deletedBucketLeavesNothing() {
        put("a", "1");
        delete("a");
        putPart(begin("b"), 1, "part");
        storage.buckets().delete(BUCKET);
        assertEquals(3, shards().size());
        run("garbage");
        assertEquals(Set.of(), dataObjects());
        assertEquals(Set.of(), shards());
    }

    @Test
    void bytesOfDeadGatewayAreSweptAndNoOthers() {
        putLarge("a");
        completedUpload("b");
        putPart(begin("c"), 1, "under way");
        run("garbage");
        Set<String> before = dataObjects();
        DataPool data = new DataPool(connection.orElseThrow().data(), Duration.ofHours(1), CephCluster.MEMORY);
        for (String bucket : Set.of(bucketId(), "unknown")) {
            try (DataWriter writer =
                    data.write(DataPool.newId(), new DataOwner(bucket, id("a").key()), THREE_STRIPES.length)) {
                writer.write(ByteBuffer.wrap(THREE_STRIPES));
                writer.finish();
            }
        }
        assertEquals(before.size() + 6, dataObjects().size());
        run("orphans");
        assertEquals(before, dataObjects());
        assertArrayEquals(THREE_STRIPES, readAll("a"));
        assertEquals("onetwo", read("b"));
    }

    /** The id that is in the names of the bucket's shards. */
    private String bucketId() {
        return shards().iterator().next().split("\\.", -1)[1];
    }

    @Test
    void failedUploadLeavesNoBytes() {
        assertThrows(
                RuntimeException.class,
                () -> storage.objects()
                        .put(id("a"), ObjectSpec.EMPTY, Uploads.breaking(bytes(12_000_000)), WriteCondition.ALWAYS));
        assertEquals(Set.of(), dataObjects());
    }

    @Test
    void refusedWriteLeavesNoBytes() {
        ObjectId id = id("a");
        assertThrows(
                RuntimeException.class,
                () -> storage.objects()
                        .put(
                                id,
                                ObjectSpec.EMPTY,
                                Uploads.during(bytes(10), () -> put("a", "first")),
                                new WriteCondition.IfAbsent()));
        assertEquals(1, dataObjects().size());
    }
}
