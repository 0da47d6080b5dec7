package io.geckos.storage.rados.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.rados.CephCluster;
import io.geckos.storage.rados.data.DataOwner;
import io.geckos.storage.rados.data.DataPool;
import io.geckos.storage.rados.data.DataWriter;
import io.geckos.storage.rados.index.KeyIndex;
import io.geckos.storage.rados.librados.RadosPool;
import io.geckos.storage.rados.librados.RendezvousPool;
import io.geckos.storage.testkit.data.Uploads;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The look at all objects, of which there are too many for one call after the other. */
class OrphanSweepTest {
    private static final BucketName BUCKET = new BucketName("swept");
    private static final int OBJECTS = 100;

    private TestNamespace namespace;
    private Storage storage;
    private RadosPool data;

    @BeforeEach
    void open() {
        namespace = new TestNamespace(BUCKET);
        storage = namespace.storage;
        data = namespace.data;
        for (int i = 0; i < OBJECTS; i++) {
            ObjectId id = new ObjectId(BUCKET, new ObjectKey("key-" + i));
            storage.objects().put(id, ObjectSpec.EMPTY, Uploads.of("x"), WriteCondition.ALWAYS);
        }
    }

    @AfterEach
    void close() {
        namespace.close();
    }

    private OrphanSweep sweep(RadosPool pool) {
        KeyIndex index = namespace.index();
        DataPool bytes = new DataPool(pool, Duration.ofHours(1), CephCluster.MEMORY);
        // Written in this second counts as old.
        return new OrphanSweep(index, bytes, storage.documents(), Duration.ofHours(-1));
    }

    private void leaveOrphans(int count) {
        DataPool pool = new DataPool(data, Duration.ofHours(1), CephCluster.MEMORY);
        for (int i = 0; i < count; i++) {
            DataOwner owner = new DataOwner("unknown", new ObjectKey("key-" + i));
            try (DataWriter writer = pool.write(DataPool.newId(), owner, 1)) {
                writer.write(ByteBuffer.wrap(new byte[1]));
                writer.finish();
            }
        }
    }

    @Test
    void objectsAreLookedAtByManyCallsAtTheSameTime() {
        Set<String> referredTo = namespace.dataObjects();
        leaveOrphans(30);
        OrphanSweep sweep = sweep(new RendezvousPool(data, 32));
        sweep.sweep(() -> true);
        assertEquals(referredTo, namespace.dataObjects());
        assertEquals(
                Map.of("examined", OBJECTS + 30L, "removed", 30L),
                sweep.progress().report().figures());
    }

    @Test
    void stoppedSweepRemovesNothingMore() {
        leaveOrphans(30);
        AtomicInteger asked = new AtomicInteger();
        sweep(data).sweep(() -> asked.incrementAndGet() <= 40);
        assertTrue(namespace.dataObjects().size() >= OBJECTS);
        int left = namespace.dataObjects().size();
        sweep(data).sweep(() -> false);
        assertEquals(left, namespace.dataObjects().size());
        sweep(data).sweep(() -> true);
        assertEquals(OBJECTS, namespace.dataObjects().size());
    }
}
