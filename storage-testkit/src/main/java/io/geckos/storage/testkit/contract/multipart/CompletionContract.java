package io.geckos.storage.testkit.contract.multipart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.error.StorageException.ConditionFailed;
import io.geckos.domain.error.StorageException.ContentMismatch;
import io.geckos.domain.error.StorageException.InvalidPart;
import io.geckos.domain.error.StorageException.NoSuchObject;
import io.geckos.domain.error.StorageException.NoSuchUpload;
import io.geckos.domain.error.StorageException.PartTooSmall;
import io.geckos.domain.multipart.PartReference;
import io.geckos.domain.multipart.UploadCompletion;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.contract.MultipartContract;
import io.geckos.storage.testkit.contract.ObjectStoreContract;
import io.geckos.storage.testkit.data.ObjectBytes;
import io.geckos.storage.testkit.data.Uploads;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The promises of {@link io.geckos.domain.multipart.MultipartStore#complete}. */
public abstract class CompletionContract extends MultipartContract {
    private static final WriteCondition IF_ABSENT = new WriteCondition.IfAbsent();

    @Test
    void partsBecomeOneObject() {
        byte[] first = ObjectStoreContract.bytes(300_000);
        byte[] second = ObjectStoreContract.bytes(70_001);
        UploadId upload = uploads()
                .begin(id("a/b"), ObjectStoreContract.SPEC, Optional.empty())
                .id();
        ObjectPart two = uploads().putPart(upload, 20, Uploads.of(second));
        ObjectPart one = uploads().putPart(upload, 3, Uploads.of(first));
        ObjectInfo info = complete(upload, one, two);
        assertEquals(id("a/b"), info.id());
        assertEquals(ETag.ofParts(List.of(one.etag(), two.etag())), info.etag());
        assertEquals(370_001, info.size());
        assertEquals(2, info.partCount());
        assertEquals(ObjectStoreContract.SPEC, info.spec());
        assertEquals(info, stat("a/b"));
        assertEquals(List.of(info), all());
        try (StoredObject object = open("a/b")) {
            assertEquals(info, object.info());
            assertEquals(List.of(one, two), object.parts());
            assertArrayEquals(first, ObjectBytes.read(object, ByteSpan.whole(first.length)));
            assertArrayEquals(second, ObjectBytes.read(object, new ByteSpan(first.length, second.length)));
        }
    }

    @Test
    void partsNotNamedAreDropped() {
        UploadId upload = begin("a");
        ObjectPart one = putPart(upload, 1, "one");
        putPart(upload, 2, "two");
        ObjectPart three = putPart(upload, 3, "three");
        complete(upload, one, three);
        assertEquals("onethree", read("a"));
    }

    @Test
    void aSingleEmptyPartMakesAnEmptyObject() {
        UploadId upload = begin("a");
        ObjectInfo info = complete(upload, putPart(upload, 1, ""));
        assertEquals(0, info.size());
        assertEquals("", read("a"));
    }

    @Test
    void aCompletionReplacesAtomically() {
        put("a", "old");
        try (StoredObject before = open("a")) {
            UploadId upload = begin("a");
            complete(upload, putPart(upload, 1, "new"));
            assertEquals("old", new String(ObjectBytes.read(before), UTF_8));
        }
        assertEquals("new", read("a"));
    }

    @Test
    void aPartThatIsNotThatOneIsInvalid() {
        UploadId upload = begin("a");
        ObjectPart one = putPart(upload, 1, "one", ChecksumAlgorithm.CRC32);
        ObjectPart two = putPart(upload, 2, "two", ChecksumAlgorithm.CRC32);
        List<PartReference> never = List.of(refs(one).getFirst(), new PartReference(3, two.etag(), List.of()));
        List<PartReference> otherTag = List.of(new PartReference(1, two.etag(), List.of()));
        List<PartReference> otherChecksum = List.of(new PartReference(1, one.etag(), two.checksums()));
        List<PartReference> otherAlgorithm = List.of(new PartReference(
                1, one.etag(), ObjectBytes.digests("one".getBytes(UTF_8)).checksums()));
        for (List<PartReference> wrong : List.of(never, otherTag, otherChecksum, otherAlgorithm)) {
            assertThrows(InvalidPart.class, () -> uploads().complete(upload, completion(wrong)), wrong::toString);
        }
        assertThrows(NoSuchObject.class, () -> stat("a"));
        complete(upload, one, two);
        assertEquals("onetwo", read("a"));
    }

    @Test
    void everyPartButTheLastHasTheMinimumSize() {
        UploadId upload = begin("a");
        ObjectPart five = putPart(upload, 1, "12345");
        ObjectPart four = putPart(upload, 2, "1234");
        ObjectPart last = putPart(upload, 3, "1");
        assertThrows(PartTooSmall.class, () -> uploads().complete(upload, atLeast(5, five, four, last)));
        assertThrows(PartTooSmall.class, () -> uploads().complete(upload, atLeast(6, five, last)));
        assertThrows(NoSuchObject.class, () -> stat("a"));
        uploads().complete(upload, atLeast(5, five, last));
        assertEquals("123451", read("a"));
    }

    @Test
    void theWholeHasTheSizeAskedFor() {
        UploadId upload = begin("a");
        ObjectPart part = putPart(upload, 1, "content");
        for (long wrong : List.of(0L, 6L, 8L)) {
            var refusal = assertThrows(
                    ContentMismatch.class, () -> uploads().complete(upload, sized(OptionalLong.of(wrong), part)));
            assertEquals(ContentMismatch.Kind.LENGTH, refusal.kind());
        }
        assertThrows(NoSuchObject.class, () -> stat("a"));
        uploads().complete(upload, sized(OptionalLong.of(7), part));
        assertEquals("content", read("a"));
    }

    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
    void aFullObjectChecksumIsThatOfAllBytes(ChecksumAlgorithm algorithm) {
        UploadId upload = begin("a", algorithm, Checksum.Type.FULL_OBJECT);
        ObjectPart[] parts = {
            putPart(upload, 1, "first", algorithm),
            putPart(upload, 2, "", algorithm),
            putPart(upload, 5, "last", algorithm)
        };
        assertCompletesWith(checksum(algorithm, "firstlast"), checksum(algorithm, "other"), upload, parts);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CRC64NVME")
    void aCompositeChecksumIsThatOfThePartsChecksums(ChecksumAlgorithm algorithm) {
        UploadId upload = begin("a", algorithm, Checksum.Type.COMPOSITE);
        ObjectPart[] parts = {putPart(upload, 1, "first", algorithm), putPart(upload, 2, "last", algorithm)};
        Checksum first = checksum(algorithm, "first");
        Checksum last = checksum(algorithm, "last");
        assertCompletesWith(
                Checksum.composite(algorithm, List.of(first, last)),
                Checksum.composite(algorithm, List.of(last, first)),
                upload,
                parts);
    }

    private void assertCompletesWith(Checksum expected, Checksum wrong, UploadId upload, ObjectPart... parts) {
        var refusal = assertThrows(
                ContentMismatch.class, () -> uploads().complete(upload, summed(Optional.of(wrong), parts)));
        assertEquals(ContentMismatch.Kind.CHECKSUM, refusal.kind());
        assertThrows(NoSuchObject.class, () -> stat("a"));
        ObjectInfo info = uploads().complete(upload, summed(Optional.of(expected), parts));
        assertEquals(List.of(expected), info.checksums());
        assertEquals(info, stat("a"));
    }

    @Test
    void aPlannedChecksumComesWithoutBeingAskedFor() {
        UploadId upload = begin("a", ChecksumAlgorithm.CRC32, Checksum.Type.FULL_OBJECT);
        ObjectInfo info = complete(upload, putPart(upload, 1, "content", ChecksumAlgorithm.CRC32));
        assertEquals(List.of(checksum(ChecksumAlgorithm.CRC32, "content")), info.checksums());
    }

    @Test
    void aPartWithoutThePlannedChecksumIsInvalid() {
        UploadId upload = begin("a", ChecksumAlgorithm.SHA1, Checksum.Type.COMPOSITE);
        ObjectPart part = putPart(upload, 1, "content", ChecksumAlgorithm.CRC32);
        assertThrows(InvalidPart.class, () -> complete(upload, part));
    }

    @Test
    void aCompletionObeysItsCondition() {
        ObjectInfo kept = put("a", "kept");
        UploadId upload = begin("a");
        ObjectPart part = putPart(upload, 1, "new");
        WriteCondition ifKept = new WriteCondition.IfMatch(kept.etag());
        assertRefused(ConditionFailed.class, upload, completion(IF_ABSENT, part));
        assertRefused(ConditionFailed.class, upload, completion(new WriteCondition.IfMatch(part.etag()), part));
        assertEquals(kept, stat("a"));
        delete("a");
        assertRefused(NoSuchObject.class, upload, completion(ifKept, part));
        assertEquals(List.of(), keys());
        put("a", "kept");
        uploads().complete(upload, completion(ifKept, part));
        assertEquals("new", read("a"));
    }

    private void assertRefused(
            Class<? extends StorageException> refusal, UploadId upload, UploadCompletion completion) {
        assertThrows(refusal, () -> uploads().complete(upload, completion));
        assertEquals(upload, uploads().get(upload).id());
    }

    @Test
    void completingAgainAnswersTheSameObject() {
        UploadId upload = begin("a");
        UploadCompletion completion = completion(IF_ABSENT, putPart(upload, 1, "content"));
        ObjectInfo first = uploads().complete(upload, completion);
        assertEquals(first, uploads().complete(upload, completion));
        ObjectInfo retagged = storage.objects().retag(id("a"), Version.LATEST, Map.of("k", "v"));
        assertEquals(retagged, uploads().complete(upload, completion));
        assertEquals(List.of(retagged), all());
        assertThrows(NoSuchUpload.class, () -> uploads().abort(upload));
        assertThrows(NoSuchUpload.class, () -> uploads().get(upload));
        assertEquals(retagged, stat("a"));
    }

    @Test
    void completingAgainNeverBringsBackWhatWasReplaced() {
        UploadId upload = begin("a");
        UploadCompletion completion = completion(putPart(upload, 1, "content"));
        uploads().complete(upload, completion);
        put("a", "newer");
        assertThrows(NoSuchUpload.class, () -> uploads().complete(upload, completion));
        assertEquals("newer", read("a"));
        delete("a");
        assertThrows(NoSuchUpload.class, () -> uploads().complete(upload, completion));
        assertEquals(List.of(), keys());
    }

    @Test
    void completingAgainNeverAnswersACopyOfWhatItMade() {
        UploadId upload = begin("a");
        UploadCompletion completion = completion(putPart(upload, 1, "content"));
        uploads().complete(upload, completion);
        try (StoredObject source = open("a")) {
            storage.objects().copy(source, id("a"), source.info().spec(), Set.of(), WriteCondition.ALWAYS);
        }
        assertThrows(NoSuchUpload.class, () -> uploads().complete(upload, completion));
        assertEquals("content", read("a"));
    }

    private static UploadCompletion completion(List<PartReference> parts) {
        return new UploadCompletion(parts, 0, Optional.empty(), OptionalLong.empty(), WriteCondition.ALWAYS);
    }

    private static UploadCompletion atLeast(long minimum, ObjectPart... parts) {
        return new UploadCompletion(
                refs(parts), minimum, Optional.empty(), OptionalLong.empty(), WriteCondition.ALWAYS);
    }

    private static UploadCompletion sized(OptionalLong size, ObjectPart... parts) {
        return new UploadCompletion(refs(parts), 0, Optional.empty(), size, WriteCondition.ALWAYS);
    }

    private static UploadCompletion summed(Optional<Checksum> checksum, ObjectPart... parts) {
        return new UploadCompletion(refs(parts), 0, checksum, OptionalLong.empty(), WriteCondition.ALWAYS);
    }

    private static Checksum checksum(ChecksumAlgorithm algorithm, String content) {
        return ObjectBytes.digests(content.getBytes(UTF_8)).checksums().stream()
                .filter(checksum -> checksum.algorithm() == algorithm)
                .findFirst()
                .orElseThrow();
    }
}
