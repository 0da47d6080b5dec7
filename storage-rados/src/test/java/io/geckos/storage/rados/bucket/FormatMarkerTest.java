package io.geckos.storage.rados.bucket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException.Unavailable;
import io.geckos.domain.name.BucketName;
import io.geckos.storage.rados.CephCluster;
import io.geckos.storage.rados.librados.RadosCluster;
import io.geckos.storage.rados.librados.RadosPool;
import io.geckos.storage.rados.librados.ReadOperation;
import io.geckos.storage.rados.librados.WriteOperation;
import io.geckos.storage.testkit.data.TestBucket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Namespaces of earlier and later versions. */
class FormatMarkerTest {
    private static final BucketName BUCKET = new BucketName("kept");

    private final Map<String, String> settings = CephCluster.get().newSettings();
    private RadosCluster cluster;
    private RadosPool meta;

    @BeforeEach
    void makeNamespace() {
        cluster = RadosCluster.connect(CephCluster.get().configuration(), "client.admin", Duration.ofSeconds(20));
        meta = cluster.pool("meta", settings.getOrDefault("namespace", ""));
        try (Storage storage = CephCluster.get().open(settings)) {
            TestBucket.create(storage.buckets(), BUCKET);
        }
    }

    @AfterEach
    void close() {
        meta.close();
        cluster.close();
    }

    private String format() {
        return meta.read(BucketCatalog.OBJECT, new ReadOperation().rows(List.of("format")))
                .getFirst()
                .value("format")
                .map(it -> new String(it, US_ASCII))
                .orElse("");
    }

    @Test
    void newNamespaceNamesItsFormatAndOpensAgain() {
        assertEquals("1", format());
        try (Storage storage = CephCluster.get().open(settings)) {
            assertEquals(BUCKET, storage.buckets().get(BUCKET).name());
        }
    }

    @Test
    void namespaceOfAnEarlierVersionGetsTheMarker() {
        meta.writeOrThrow(BucketCatalog.OBJECT, new WriteOperation().removeRow("format"));
        CephCluster.get().open(settings).close();
        assertEquals("1", format());
    }

    @Test
    void namespaceOfALaterVersionIsRefusedAndLeftAlone() {
        meta.writeOrThrow(BucketCatalog.OBJECT, new WriteOperation().setRow("format", "2".getBytes(US_ASCII)));
        Unavailable refusal =
                assertThrows(Unavailable.class, () -> CephCluster.get().open(settings));
        assertTrue(refusal.getMessage().contains("has format 2, and this version knows only format 1"));
        assertEquals("2", format());
    }
}
