package io.geckos.storage.fs.maintenance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.engine.VerifyFinding;
import io.geckos.domain.engine.VerifyListener;
import io.geckos.domain.multipart.PartReference;
import io.geckos.domain.multipart.UploadCompletion;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.fs.FsStorageProvider;
import io.geckos.storage.fs.format.SidecarReader;
import io.geckos.storage.fs.testkit.BucketFixture;
import io.geckos.storage.testkit.data.SealedBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The files of sealed objects: the engine verifies what it cannot read. */
class SealedFileTest {
    private final BucketFixture bucket = new BucketFixture();

    @AfterEach
    void close() {
        bucket.close();
    }

    private ObjectInfo put(String key, String text) {
        return bucket.storage()
                .objects()
                .put(
                        BucketFixture.id(key),
                        SealedBytes.spec(SealedBytes.SEAL),
                        SealedBytes.upload(text),
                        WriteCondition.ALWAYS);
    }

    private UploadId begin(String key) {
        return bucket.storage()
                .uploads()
                .begin(BucketFixture.id(key), SealedBytes.spec(SealedBytes.SEAL), Optional.empty())
                .id();
    }

    private PartReference putPart(UploadId upload, int number, String text) {
        ObjectPart part = bucket.storage().uploads().putPart(upload, number, SealedBytes.upload(text));
        return new PartReference(number, part.etag(), List.of());
    }

    private ObjectInfo putInParts(String key) {
        UploadId upload = begin(key);
        List<PartReference> parts = List.of(putPart(upload, 1, "one"), putPart(upload, 2, "three"));
        return bucket.storage()
                .uploads()
                .complete(
                        upload,
                        new UploadCompletion(parts, 0, Optional.empty(), OptionalLong.empty(), WriteCondition.ALWAYS));
    }

    private String read(String key) {
        try (StoredObject object = bucket.storage().objects().open(BucketFixture.id(key), Version.LATEST)) {
            return SealedBytes.read(object);
        }
    }

    /** The findings of a verification. */
    private List<String> verify() {
        List<String> found = new ArrayList<>();
        new FsStorageProvider().verify(bucket.settings(), false, new VerifyListener() {
            @Override
            public void expect(long expectedObjects, long expectedBytes) {}

            @Override
            public void read(long more) {}

            @Override
            public void done() {}

            @Override
            public void found(VerifyFinding finding) {
                found.add(finding.kind() + " " + finding.where() + " " + finding.what());
            }
        });
        return found;
    }

    private static void rot(Path path, int at) throws IOException {
        FileTime time = Files.getLastModifiedTime(path);
        byte[] bytes = Files.readAllBytes(path);
        bytes[at] ^= 1;
        Files.write(path, bytes);
        Files.setLastModifiedTime(path, time);
    }

    private Path part() throws IOException {
        try (Stream<Path> all = Files.walk(bucket.data().resolve(".geckos3/buckets"))) {
            return all.filter(path -> path.endsWith("00001")).findFirst().orElseThrow();
        }
    }

    @Test
    void theFileHasTheSealedBytesAndTheSidecarTheSeal() throws IOException {
        put("a", "text");
        assertEquals("[sealed text]", Files.readString(bucket.path("a")));
        String sidecar = Files.readString(bucket.path("a.metadata.json"));
        for (String field :
                List.of("\"size\":13", "\"sealKind\":\"SSE_S3\"", "\"seal\":{\"key\":\"first\"", "\"plainSize\":4")) {
            assertTrue(sidecar.contains(field), () -> field + " is missing in " + sidecar);
        }
    }

    @Test
    void verificationFindsNothingWrongWithSealedObjectsAndParts() {
        put("a", "text");
        put("empty", "");
        putInParts("parts");
        putPart(begin("upload"), 1, "part");
        assertEquals(List.of(), verify());
    }

    @Test
    void verificationFindsDamageToSealedObjectsAndParts() throws IOException {
        put("a", "text");
        putInParts("parts");
        putPart(begin("upload"), 1, "part");
        rot(bucket.path("a"), 12);
        rot(bucket.path("parts"), 0);
        rot(part(), 3);
        List<String> found = verify();
        assertEquals(3, found.size(), found::toString);
        for (String where : List.of("hands/a has another CRC32C", "hands/parts has another CRC32C", "00001 has")) {
            assertTrue(
                    found.stream().anyMatch(line -> line.startsWith("DAMAGED ") && line.contains(where)),
                    () -> where + " is missing in " + found);
        }
    }

    @Test
    void aSealedFileThatLostItsTimeKeepsItsSealAndParts() throws IOException {
        ObjectInfo whole = put("a", "text");
        ObjectInfo parts = putInParts("parts");
        for (String name : List.of("a", "parts")) {
            Files.setLastModifiedTime(bucket.path(name), FileTime.fromMillis(1_000_000_000_000L));
        }
        assertEquals(whole, bucket.stat("a"));
        assertEquals(parts, bucket.stat("parts"));
        assertEquals("[sealed one][sealed three]", read("parts"));
        assertEquals(List.of(), verify());
    }

    @Test
    void aFileOfAnotherSizePutOverASealedOneIsPlain() throws IOException {
        put("a", "text");
        bucket.write("a", "by hand");
        assertEquals(Optional.empty(), bucket.stat("a").spec().seal());
        assertEquals("by hand", bucket.get("a"));
    }

    /** Housekeeping replaces no sidecar that it does not understand, so the wrapped data key stays. */
    @Test
    void aSidecarWithHalfOfASealIsNotUnderstood() throws IOException {
        put("a", "text");
        String sidecar = Files.readString(bucket.path("a.metadata.json"));
        for (String field : List.of("sealKind", "plainSize", "storedCrc32c")) {
            byte[] half = sidecar.replace(field, "other").getBytes(UTF_8);
            assertNull(SidecarReader.read(half, "a.metadata.json"), field);
        }
    }

    @Test
    void aPlainObjectHasNothingOfASealInItsSidecar() throws IOException {
        bucket.put("a", "text");
        String sidecar = new String(Files.readAllBytes(bucket.path("a.metadata.json")), UTF_8);
        for (String field : List.of("seal", "plainSize", "storedCrc32c")) {
            assertEquals(-1, sidecar.indexOf(field), sidecar);
        }
    }
}
