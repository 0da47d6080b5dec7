package io.geckos.storage.fs.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.checksum.ETag;
import io.geckos.domain.engine.VerifyFinding;
import io.geckos.domain.engine.VerifyListener;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.fs.FsStorage;
import io.geckos.storage.fs.FsStorageProvider;
import io.geckos.storage.fs.testkit.BucketFixture;
import io.geckos.storage.fs.testkit.DirectoryContents;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files put by hand under names that no sidecar can stand beside: objects like others, which nobody describes. */
class BareFilesTest {
    private final BucketFixture bucket = new BucketFixture();

    @AfterEach
    void close() {
        bucket.close();
    }

    /** Too long for a sidecar, just and as far as can be, and one that looks like a sidecar itself. */
    static List<String> names() {
        return List.of("n".repeat(242), "n".repeat(255), "é".repeat(127), "dir/mine.metadata.json");
    }

    @ParameterizedTest
    @MethodSource("names")
    void isServedAndLeftAlone(String name) throws IOException {
        bucket.write(name, "by hand");
        ETag etag = bucket.etag(name);
        assertFalse(etag.isMd5());
        assertEquals(List.of(name), bucket.keys());
        List<String> before = DirectoryContents.names(bucket.path(name).resolveSibling(""));
        ((FsStorage) bucket.storage()).housekeeping().round();
        assertEquals(before, DirectoryContents.names(bucket.path(name).resolveSibling("")));
        assertEquals(etag, bucket.etag(name));
        assertEquals("by hand", bucket.get(name));
        assertEquals(etag, bucket.list().getFirst().etag());
        bucket.delete(name);
        assertEquals(List.of(), bucket.keys());
    }

    @ParameterizedTest
    @MethodSource("names")
    void isFoundByVerify(String name) throws IOException {
        bucket.write(name, "by hand");
        List<String> found = new ArrayList<>();
        new FsStorageProvider().verify(bucket.settings(), false, new VerifyListener() {
            @Override
            public void expect(long objects, long bytes) {
                assertEquals(1, objects);
            }

            @Override
            public void read(long bytes) {
                assertTrue(bytes <= 7);
            }

            @Override
            public void done() {
                found.add("read");
            }

            @Override
            public void found(VerifyFinding finding) {
                found.add(finding.kind() + " " + finding.where() + " " + finding.what());
            }
        });
        assertEquals(List.of("UNDESCRIBED hands/" + name + " was put by hand", "read"), found);
    }

    @ParameterizedTest
    @MethodSource("names")
    void isDescribedOnceSomethingIsSaidOfIt(String name) throws IOException {
        bucket.write(name, "by hand");
        ETag etag = bucket.etag(name);
        bucket.storage().objects().retag(BucketFixture.id(name), Version.LATEST, Map.of("tag", "1"));
        assertEquals(Map.of("tag", "1"), bucket.stat(name).spec().tags());
        assertEquals(etag, bucket.etag(name));
        assertEquals("by hand", bucket.get(name));
        assertEquals(List.of(name), bucket.keys());
        bucket.put(name, "replaced");
        assertEquals("replaced", bucket.get(name));
        assertEquals(List.of(name), bucket.keys());
    }

    @ParameterizedTest
    @MethodSource("names")
    void canBeRenamed(String name) throws IOException {
        bucket.write(name, "by hand");
        bucket.storage()
                .objects()
                .rename(BucketFixture.id(name), WriteCondition.ALWAYS, new ObjectKey("other"), WriteCondition.ALWAYS);
        assertEquals("by hand", bucket.get("other"));
        assertEquals(List.of("other"), bucket.keys());
        assertThrows(StorageException.NoSuchObject.class, () -> bucket.stat(name));
    }
}
