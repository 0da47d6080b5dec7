package io.geckos.storage.rados.maintenance;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.name.BucketName;
import io.geckos.storage.rados.CephCluster;
import io.geckos.storage.rados.bucket.BucketCatalog;
import io.geckos.storage.rados.index.KeyIndex;
import io.geckos.storage.rados.librados.RadosCluster;
import io.geckos.storage.rados.librados.RadosPool;
import io.geckos.storage.testkit.data.TestBucket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A new namespace with one bucket, as the engine opens it and as its pools show it. Whoever makes one closes it. */
final class TestNamespace implements AutoCloseable {
    final Storage storage;
    final RadosPool meta;
    final RadosPool data;
    private final RadosCluster cluster;

    TestNamespace(BucketName bucket) {
        Map<String, String> settings = CephCluster.get().newSettings();
        storage = CephCluster.get().open(settings);
        cluster = RadosCluster.connect(CephCluster.get().configuration(), "client.admin", Duration.ofSeconds(20));
        meta = cluster.pool("meta", settings.getOrDefault("namespace", ""));
        data = cluster.pool("data", settings.getOrDefault("namespace", ""));
        TestBucket.create(storage.buckets(), bucket);
    }

    /** An index of the same rows as that of the engine, which no task watches. */
    KeyIndex index() {
        return new KeyIndex(meta, new BucketCatalog(meta), _ -> {});
    }

    Set<String> dataObjects() {
        Set<String> objects = new TreeSet<>();
        data.forEachObject(objects::add);
        return objects;
    }

    @Override
    public void close() {
        storage.close();
        data.close();
        meta.close();
        cluster.close();
    }
}
