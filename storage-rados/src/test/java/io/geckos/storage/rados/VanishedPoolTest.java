package io.geckos.storage.rados;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.error.StorageException.Unavailable;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.data.ObjectBytes;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pool that an operator deletes while the engine is open. */
class VanishedPoolTest {
    private static final BucketName BUCKET = new BucketName("vanished");
    private static final ObjectId A = ObjectId.of("vanished", "a");

    private Storage storage;

    @BeforeEach
    void open() throws Exception {
        create("doomed-meta");
        create("doomed-data");
        Map<String, String> settings = new HashMap<>(CephCluster.get().newSettings());
        settings.put(RadosSettings.META_POOL, "doomed-meta");
        settings.put(RadosSettings.DATA_POOL, "doomed-data");
        storage = CephCluster.get().open(settings);
        TestBucket.create(storage.buckets(), BUCKET);
        put();
    }

    @AfterEach
    void close() throws Exception {
        storage.close();
        delete("doomed-meta");
        delete("doomed-data");
    }

    private static void create(String pool) throws Exception {
        CephCluster.get().ceph("osd", "pool", "create", pool, "1");
    }

    /** Succeeds where there is none. */
    private static void delete(String pool) throws Exception {
        CephCluster.get().ceph("osd", "pool", "rm", pool, pool, "--yes-i-really-really-mean-it");
    }

    private void put() {
        storage.objects().put(A, ObjectSpec.EMPTY, Uploads.of("content"), WriteCondition.ALWAYS);
    }

    private void read() {
        try (StoredObject object = storage.objects().open(A, Version.LATEST)) {
            ObjectBytes.read(object);
        }
    }

    private static void assertRefused(String pool, Runnable call) {
        StorageException refusal = assertThrows(Unavailable.class, call::run);
        assertTrue(String.valueOf(refusal.getMessage()).contains(pool), refusal.getMessage());
    }

    @Test
    void withoutThePoolOfTheIndexNothingIsServed() throws Exception {
        delete("doomed-meta");
        assertRefused("doomed-meta", storage::check);
        assertRefused(
                "doomed-meta", () -> storage.buckets().list(new ListQuery("", Optional.empty(), ListStart.START, 1)));
        assertThrows(StorageException.class, this::read);
        assertThrows(StorageException.class, this::put);
        assertThrows(
                StorageException.class,
                () -> storage.objects().list(BUCKET, new ListQuery("", Optional.empty(), ListStart.START, 1)));
    }

    @Test
    void withoutThePoolOfTheBytesUploadsAreRefused() throws Exception {
        delete("doomed-data");
        assertRefused("doomed-data", this::put);
        assertThrows(StorageException.class, this::read);
        storage.objects().stat(A, Version.LATEST);
    }
}
