package io.geckos.storage.rados;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.engine.VerifyFinding;
import io.geckos.domain.engine.VerifyListener;
import io.geckos.domain.error.StorageException.Unavailable;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.rados.librados.RadosCluster;
import io.geckos.storage.rados.librados.RadosPool;
import io.geckos.storage.rados.librados.WriteOperation;
import io.geckos.storage.testkit.contract.MultipartContract;
import io.geckos.storage.testkit.contract.StorageSource;
import io.geckos.storage.testkit.data.Uploads;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StorageVerificationTest extends MultipartContract {
    private Map<String, String> settings = Map.of();

    @Override
    protected StorageSource source() {
        return this::openEmpty;
    }

    private Storage openEmpty() {
        settings = CephCluster.get().newSettings();
        return CephCluster.get().open(settings);
    }

    @BeforeEach
    void putObjects() {
        storage.objects()
                .put(
                        id("whole"),
                        ObjectSpec.EMPTY,
                        Uploads.of("content", ChecksumAlgorithm.CRC32C),
                        WriteCondition.ALWAYS);
        UploadId upload = begin("parts");
        complete(upload, putPart(upload, 1, "one"), putPart(upload, 2, "two"));
    }

    private Findings verify() {
        Findings findings = new Findings();
        new RadosStorageProvider().verify(settings, false, findings);
        return findings;
    }

    /** Does something with every object in the data pool that has as many bytes as are given. */
    private void change(WriteOperation operation, int size) {
        try (RadosCluster cluster = RadosCluster.connect(
                        CephCluster.get().configuration(), "client.admin", Duration.ofSeconds(20));
                RadosPool data = cluster.pool("data", settings.getOrDefault(RadosSettings.NAMESPACE, ""))) {
            data.forEachObject(name -> {
                try (var bytes = data.sendRead(name, 0, 100)) {
                    if (bytes.await().remaining() == size) {
                        data.writeOrThrow(name, operation);
                    }
                }
                return true;
            });
        }
    }

    @Test
    void intactObjectsAreReadWithoutFindings() {
        Findings findings = verify();
        assertEquals(List.of(), findings.found);
        assertEquals(2, findings.objects);
        assertEquals(13, findings.bytes);
    }

    @Test
    void changedBytesAreDamage() {
        change(new WriteOperation().write(ByteBuffer.wrap(new byte[7])), 7);
        change(new WriteOperation().write(ByteBuffer.wrap(new byte[3])), 3);
        assertEquals(List.of("contract/parts null DAMAGED", "contract/whole null DAMAGED"), verify().found);
    }

    @Test
    void missingBytesAreUnreadable() {
        change(new WriteOperation().removeObject(), 7);
        assertEquals(List.of("contract/whole null UNREADABLE"), verify().found);
    }

    @Test
    void repairIsRefused() {
        assertThrows(Unavailable.class, () -> new RadosStorageProvider().verify(settings, true, new Findings()));
    }

    private static final class Findings implements VerifyListener {
        private final List<String> found = new ArrayList<>();
        private int objects;
        private long bytes;

        @Override
        public void expect(long expectedObjects, long expectedBytes) {
            assertEquals(2, expectedObjects);
            assertEquals(13, expectedBytes);
        }

        @Override
        public void read(long more) {
            bytes += more;
        }

        @Override
        public void done() {
            objects++;
        }

        @Override
        public void found(VerifyFinding finding) {
            found.add(finding.where() + " " + finding.kind());
        }
    }
}
