package io.geckos.storage.rados.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.multipart.PartReference;
import io.geckos.domain.multipart.UploadCompletion;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.rados.CephCluster;
import io.geckos.storage.rados.data.DataPool;
import io.geckos.storage.rados.index.KeyIndex;
import io.geckos.storage.rados.librados.RadosPool;
import io.geckos.storage.rados.librados.RendezvousPool;
import io.geckos.storage.testkit.data.Uploads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A collection that is stopped, because its gateway ends or has lost its lease. */
class GarbageCollectionTest {
    private static final BucketName BUCKET = new BucketName("collected");
    private static final ObjectId A = ObjectId.of("collected", "a");
    private static final int PARTS = 20;

    private TestNamespace namespace;
    private Storage storage;
    private RadosPool data;

    @BeforeEach
    void open() {
        namespace = new TestNamespace(BUCKET);
        storage = namespace.storage;
        data = namespace.data;
    }

    @AfterEach
    void close() {
        namespace.close();
    }

    private void putInParts() {
        UploadId upload =
                storage.uploads().begin(A, ObjectSpec.EMPTY, Optional.empty()).id();
        List<PartReference> parts = new ArrayList<>();
        for (int number = 1; number <= PARTS; number++) {
            ObjectPart part = storage.uploads().putPart(upload, number, Uploads.of("part " + number));
            parts.add(new PartReference(number, part.etag(), part.checksums()));
        }
        storage.uploads()
                .complete(
                        upload,
                        new UploadCompletion(parts, 0, Optional.empty(), OptionalLong.empty(), WriteCondition.ALWAYS));
    }

    @Test
    void stoppedCollectionEndsBetweenPartsAndTheNextDoesTheRest() {
        putInParts();
        storage.objects().delete(BUCKET, List.of(new DeleteTarget(A.key(), Version.LATEST, WriteCondition.ALWAYS)));
        Set<String> all = namespace.dataObjects();
        assertEquals(PARTS + 1, all.size());
        GarbageCollection collection = collection(data);
        collection.collect(() -> namespace.dataObjects().equals(all));
        int left = namespace.dataObjects().size();
        assertEquals(PARTS, left);
        collection.collect(() -> true);
        assertEquals(Set.of(), namespace.dataObjects());
    }

    private GarbageCollection collection(RadosPool pool) {
        KeyIndex index = namespace.index();
        DataPool bytes = new DataPool(pool, Duration.ofHours(1), CephCluster.MEMORY);
        return new GarbageCollection(index, bytes, storage.documents(), Duration.ZERO);
    }

    private void putAndDelete(int count) {
        List<DeleteTarget> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ObjectKey key = new ObjectKey("key-" + i);
            storage.objects().put(new ObjectId(BUCKET, key), ObjectSpec.EMPTY, Uploads.of("x"), WriteCondition.ALWAYS);
            all.add(new DeleteTarget(key, Version.LATEST, WriteCondition.ALWAYS));
        }
        storage.objects().delete(BUCKET, all);
    }

    @Test
    void garbageIsRemovedByManyCallsAtTheSameTime() {
        putAndDelete(200);
        assertEquals(200, namespace.dataObjects().size());
        collection(new RendezvousPool(data, 32)).collect(() -> true);
        assertEquals(Set.of(), namespace.dataObjects());
    }

    @Test
    void garbageOfADeletedBucketIsRemovedByManyCallsAtTheSameTime() {
        putAndDelete(60);
        storage.buckets().delete(BUCKET);
        // Of three shards, the one with most of 60 keys has at least 20.
        collection(new RendezvousPool(data, 4)).collect(() -> true);
        assertEquals(Set.of(), namespace.dataObjects());
    }
}
