package io.geckos.storage.testkit.contract.multipart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.error.StorageException.ConditionFailed;
import io.geckos.domain.error.StorageException.ContentMismatch;
import io.geckos.domain.error.StorageException.NoSuchUpload;
import io.geckos.domain.error.StorageException.PartTooSmall;
import io.geckos.domain.multipart.UploadCompletion;
import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.contract.SealedContract;
import io.geckos.storage.testkit.data.ObjectBytes;
import io.geckos.storage.testkit.data.SealedBytes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sealed objects, and uploads in parts of them. */
public abstract class SealedUploadContract extends SealedContract {
    private UploadId beginSealed(String key) {
        return uploads()
                .begin(id(key), SealedBytes.spec(SealedBytes.SEAL), Optional.empty())
                .id();
    }

    private ObjectPart putSealedPart(UploadId upload, int number, String text, ChecksumAlgorithm... checksums) {
        return uploads().putPart(upload, number, SealedBytes.upload(text, checksums));
    }

    @Test
    void anUploadKeepsTheSealForItsObject() {
        UploadId upload = beginSealed("a");
        storage = reopen(storage);
        assertEquals(Optional.of(SealedBytes.SEAL), uploads().get(upload).spec().seal());
        ObjectInfo info = complete(upload, putSealedPart(upload, 1, "one"), putSealedPart(upload, 2, "three"));
        assertEquals(Optional.of(SealedBytes.SEAL), info.spec().seal());
        storage = reopen(storage);
        assertEquals(info, stat("a"));
    }

    @Test
    void aNewSealOfAnUploadIsThatOfItsObjectAndKeepsItsParts() {
        UploadId upload = beginSealed("a");
        UploadInfo begun = uploads().get(upload);
        ObjectPart one = putSealedPart(upload, 1, "one");
        UploadInfo resealed = uploads().reseal(upload, SealedBytes.SEAL, SealedBytes.REWRAPPED);
        assertEquals(begun.withSpec(SealedBytes.spec(SealedBytes.REWRAPPED)), resealed);
        storage = reopen(storage);
        assertEquals(resealed, uploads().get(upload));
        assertEquals(List.of(one), uploads().listParts(upload, 0, 10).items());
        ObjectInfo info = complete(upload, one, putSealedPart(upload, 2, "two"));
        assertEquals(Optional.of(SealedBytes.REWRAPPED), info.spec().seal());
        try (StoredObject opened = open("a")) {
            assertEquals("[sealed one][sealed two]", SealedBytes.read(opened));
        }
    }

    @Test
    void aNewSealForAnUploadWithAnotherOneIsRefused() {
        UploadId upload = beginSealed("a");
        assertThrows(ConditionFailed.class, () -> uploads().reseal(upload, SealedBytes.OTHER, SealedBytes.REWRAPPED));
        assertEquals(Optional.of(SealedBytes.SEAL), uploads().get(upload).spec().seal());
        uploads().abort(upload);
        assertThrows(NoSuchUpload.class, () -> uploads().reseal(upload, SealedBytes.SEAL, SealedBytes.REWRAPPED));
    }

    @Test
    void partsAndWholeAreDescribedByWhatWasSent() {
        UploadId upload = beginSealed("a");
        ObjectPart one = putSealedPart(upload, 1, "one");
        ObjectPart two = putSealedPart(upload, 2, "three");
        assertEquals(3, one.size());
        assertEquals(ObjectBytes.digests("one".getBytes(UTF_8)).md5(), one.etag());
        assertEquals(List.of(one, two), uploads().listParts(upload, 0, 10).items());
        ObjectInfo info = complete(upload, one, two);
        assertEquals(8, info.size());
        assertEquals(ETag.ofParts(List.of(one.etag(), two.etag())), info.etag());
        assertEquals(List.of(info), all());
        try (StoredObject opened = open("a")) {
            assertEquals(List.of(one, two), opened.parts());
            assertEquals("[sealed one][sealed three]", SealedBytes.read(opened));
        }
    }

    @Test
    void aPartThatIsUploadedAgainReplacesTheFirst() {
        UploadId upload = beginSealed("a");
        putSealedPart(upload, 1, "first");
        complete(upload, putSealedPart(upload, 1, "second"));
        try (StoredObject opened = open("a")) {
            assertEquals("[sealed second]", SealedBytes.read(opened));
        }
    }

    @Test
    void checksumsOfTheWholeAreThoseOfWhatWasSent() {
        var plan = new UploadInfo.ChecksumPlan(ChecksumAlgorithm.CRC32C, Checksum.Type.FULL_OBJECT);
        UploadId upload = uploads()
                .begin(id("a"), SealedBytes.spec(SealedBytes.SEAL), Optional.of(plan))
                .id();
        ObjectInfo info = complete(
                upload,
                putSealedPart(upload, 1, "one", ChecksumAlgorithm.CRC32C),
                putSealedPart(upload, 2, "two", ChecksumAlgorithm.CRC32C));
        assertEquals(
                true, ObjectBytes.digests("onetwo".getBytes(UTF_8)).checksums().containsAll(info.checksums()));
        assertEquals(1, info.checksums().size());
    }

    @Test
    void completionChecksTheSizesThatWereSent() {
        UploadId upload = beginSealed("a");
        ObjectPart one = putSealedPart(upload, 1, "one");
        ObjectPart two = putSealedPart(upload, 2, "two");
        assertThrows(
                PartTooSmall.class, () -> uploads().complete(upload, completion(4, OptionalLong.empty(), one, two)));
        assertThrows(
                ContentMismatch.class, () -> uploads().complete(upload, completion(0, OptionalLong.of(26), one, two)));
        assertEquals(
                6,
                uploads()
                        .complete(upload, completion(3, OptionalLong.of(6), one, two))
                        .size());
    }

    private static UploadCompletion completion(long minimum, OptionalLong size, ObjectPart... parts) {
        return new UploadCompletion(refs(parts), minimum, Optional.empty(), size, WriteCondition.ALWAYS);
    }

    @Test
    void aCopyOfAnObjectInPartsIsRefused() {
        UploadId upload = beginSealed("a");
        complete(upload, putSealedPart(upload, 1, "one"));
        try (StoredObject opened = open("a")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> storage.objects()
                            .copy(
                                    opened,
                                    id("b"),
                                    SealedBytes.spec(SealedBytes.SEAL),
                                    Set.of(),
                                    WriteCondition.ALWAYS));
        }
        assertEquals(List.of("a"), keys());
    }

    @Test
    void copyingPartsOfOrIntoSealedObjectsIsRefused() {
        put("plain", "text");
        UploadId sealed = beginSealed("b");
        UploadId plain = begin("b");
        complete(beginAndPut("a"));
        for (String source : List.of("plain", "a")) {
            try (StoredObject opened = open(source)) {
                ByteSpan span = new ByteSpan(0, 1);
                assertThrows(IllegalArgumentException.class, () -> uploads().copyPart(sealed, 1, opened, span));
                if (source.equals("a")) {
                    assertThrows(IllegalArgumentException.class, () -> uploads().copyPart(plain, 1, opened, span));
                }
            }
        }
        assertEquals(List.of(), uploads().listParts(sealed, 0, 10).items());
        assertEquals(List.of(), uploads().listParts(plain, 0, 10).items());
    }

    private UploadId beginAndPut(String key) {
        UploadId upload = beginSealed(key);
        putSealedPart(upload, 1, "one");
        return upload;
    }

    private void complete(UploadId upload) {
        complete(upload, uploads().listParts(upload, 0, 10).items().toArray(ObjectPart[]::new));
    }
}
