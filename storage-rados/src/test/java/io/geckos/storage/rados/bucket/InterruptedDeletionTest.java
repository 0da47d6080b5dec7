package io.geckos.storage.rados.bucket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException.NoSuchBucket;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.rados.CephCluster;
import io.geckos.storage.rados.format.BucketRow;
import io.geckos.storage.rados.librados.RadosCluster;
import io.geckos.storage.rados.librados.RadosPool;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gateway dies while it deletes a bucket. */
class InterruptedDeletionTest {
    private static final BucketName BUCKET = new BucketName("closing");

    private Storage storage;
    private RadosCluster cluster;
    private RadosPool meta;
    private BucketRow closing;

    @BeforeEach
    void beginToDelete() {
        Map<String, String> settings = CephCluster.get().newSettings();
        storage = CephCluster.get().open(settings);
        TestBucket.create(storage.buckets(), BUCKET);
        cluster = RadosCluster.connect(CephCluster.get().configuration(), "client.admin", Duration.ofSeconds(20));
        meta = cluster.pool("meta", settings.getOrDefault("namespace", ""));
        BucketCatalog other = new BucketCatalog(meta);
        BucketRow open = other.refresh(BUCKET);
        closing = open.next(open.facts().versioning(), open.facts().lock(), true);
        assertTrue(other.replace(open, closing));
        assertTrue(new BucketShards(meta, closing).close());
    }

    @AfterEach
    void close() {
        meta.close();
        cluster.close();
        storage.close();
    }

    @Test
    void nextWriteOpensTheBucketAgain() {
        ObjectId id = new ObjectId(BUCKET, new ObjectKey("a"));
        storage.objects().put(id, ObjectSpec.EMPTY, Uploads.of("kept"), WriteCondition.ALWAYS);
        assertEquals(4, storage.objects().stat(id, Version.LATEST).size());
        assertFalse(new BucketShards(meta, closing).close());
        assertFalse(new BucketCatalog(meta).remove(closing));
    }

    @Test
    void nextDeletionSucceeds() {
        storage.buckets().delete(BUCKET);
        assertThrows(NoSuchBucket.class, () -> storage.buckets().get(BUCKET));
    }

    @Test
    void nextWriteOpensShardsThatStayedClosed() {
        BucketRow open =
                closing.next(closing.facts().versioning(), closing.facts().lock(), false);
        assertTrue(new BucketCatalog(meta).replace(closing, open));
        ObjectId id = new ObjectId(BUCKET, new ObjectKey("a"));
        storage.objects().put(id, ObjectSpec.EMPTY, Uploads.of("kept"), WriteCondition.ALWAYS);
        assertEquals(4, storage.objects().stat(id, Version.LATEST).size());
    }
}
