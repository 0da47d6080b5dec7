package io.geckos.storage.fs.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.checksum.ETag;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.format.ObjectMetadata;
import io.geckos.storage.fs.format.Sidecar;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SidecarCacheTest {
    private static final FileStatus FILE = new FileStatus(FileType.REGULAR, 1, 200, 3, 4);
    private static final int MANY = 100_000;

    private final SidecarCache cache = new SidecarCache();

    @Test
    void whatIsPutIsKnownAsLongAsItsFileIsTheSame() {
        Sidecar sidecar = sidecar();
        cache.put("b/key", FILE, sidecar);
        assertTrue(cache.has("b/key"));
        assertSame(sidecar, cache.get("b/key", FILE));
        assertNull(cache.get("b/key", new FileStatus(FileType.REGULAR, 2, 200, 3, 4)));
        assertNull(cache.get("b/other", FILE));
    }

    @Test
    void theLastOneThatIsPutCounts() {
        FileStatus newer = new FileStatus(FileType.REGULAR, 2, 200, 5, 5);
        Sidecar sidecar = sidecar();
        cache.put("b/key", FILE, sidecar());
        cache.put("b/key", newer, sidecar);
        assertNull(cache.get("b/key", FILE));
        assertSame(sidecar, cache.get("b/key", newer));
    }

    @Test
    void whatIsReadIsKeptFromTheSecondTimeOn() {
        Sidecar sidecar = sidecar();
        cache.offer("b/key", FILE, sidecar());
        assertFalse(cache.has("b/key"));
        cache.offer("b/key", FILE, sidecar);
        assertSame(sidecar, cache.get("b/key", FILE));
    }

    @Test
    void readingManyOnceLeavesWhatIsThere() {
        Sidecar sidecar = sidecar();
        cache.put("b/key", FILE, sidecar);
        for (int i = 0; i < MANY; i++) {
            cache.offer("b/" + i, FILE, sidecar());
        }
        assertSame(sidecar, cache.get("b/key", FILE));
    }

    @Test
    void whatWasPutLongAgoGivesWay() {
        for (int i = 0; i < MANY; i++) {
            cache.put("b/" + i, FILE, sidecar());
            assertTrue(cache.has("b/" + i));
        }
        long kept = 0;
        for (int i = 0; i < MANY; i++) {
            kept += cache.has("b/" + i) ? 1 : 0;
        }
        assertEquals(4096, kept);
    }

    @Test
    void aLargeSidecarIsNotKept() {
        cache.put("b/key", new FileStatus(FileType.REGULAR, 1, 5000, 3, 4), sidecar());
        assertFalse(cache.has("b/key"));
    }

    private static Sidecar sidecar() {
        ETag etag = new ETag("0123456789abcdef0123456789abcdef");
        ObjectMetadata.Binding binding = new ObjectMetadata.Binding(1, 2);
        return new Sidecar(
                new ObjectMetadata(binding, etag, Instant.EPOCH, ObjectSpec.EMPTY, List.of(), null, List.of()), null);
    }
}
