package io.geckos.storage.rados;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.error.StorageException.OutOfSpace;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Principal;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.contract.StorageContract;
import io.geckos.storage.testkit.contract.StorageSource;
import io.geckos.storage.testkit.data.Uploads;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A cluster that has no room left. */
class FullClusterTest extends StorageContract {
    @Override
    protected StorageSource source() {
        return () -> CephCluster.get().open(CephCluster.get().newSettings());
    }

    @Test
    void writesAreRefusedAsOutOfSpaceAndReadsAndDeletionsGoOn() throws Exception {
        put("a", "before");
        put("b", "before");
        CephCluster.get().ceph("tell", "osd.0", "injectfull", "full", "1000000");
        try {
            assertThrows(OutOfSpace.class, this::putUntilRefused);
            assertThrows(
                    OutOfSpace.class,
                    () -> storage.objects()
                            .put(
                                    id("large"),
                                    ObjectSpec.EMPTY,
                                    Uploads.of(new byte[9_000_000]),
                                    WriteCondition.ALWAYS));
            assertThrows(
                    OutOfSpace.class,
                    () -> storage.buckets()
                            .create(new BucketName("another"), new Principal("owner", "owner"), Optional.empty()));
            assertEquals("before", read("a"));
            delete("b");
            storage.check();
        } finally {
            CephCluster.get().ceph("tell", "osd.0", "injectfull", "none");
        }
        assertEquals("before", read("a"));
        putUntilAccepted();
        assertEquals(
                List.of("a"), keys().stream().filter(key -> key.length() == 1).toList());
    }

    private void putUntilAccepted() {
        while (true) {
            try {
                put("a", "after");
                return;
            } catch (OutOfSpace _) {
                Thread.onSpinWait();
            }
        }
    }

    /** The OSD tells the monitor within seconds that it is full, and that tells the client. */
    private void putUntilRefused() {
        for (int i = 0; true; i++) {
            put("filling-" + i, "x");
        }
    }
}
