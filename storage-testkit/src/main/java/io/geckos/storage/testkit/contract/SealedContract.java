package io.geckos.storage.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.Digests;
import io.geckos.domain.error.StorageCapability;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.error.StorageException.ConditionFailed;
import io.geckos.domain.error.StorageException.NoSuchObject;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.Seal;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.data.ConcurrentCalls;
import io.geckos.storage.testkit.data.ObjectBytes;
import io.geckos.storage.testkit.data.SealedBytes;
import io.geckos.storage.testkit.data.Uploads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Sealed objects: their bytes are kept as they come, and they are described by what the client sent. */
public abstract class SealedContract extends MultipartContract {
    private ObjectInfo putSealed(String key, String text, ChecksumAlgorithm... checksums) {
        return storage.objects()
                .put(
                        id(key),
                        SealedBytes.spec(SealedBytes.SEAL),
                        SealedBytes.upload(text, checksums),
                        WriteCondition.ALWAYS);
    }

    private ObjectInfo copy(String source, String target, ObjectSpec spec, ChecksumAlgorithm... checksums) {
        try (StoredObject opened = open(source)) {
            return storage.objects().copy(opened, id(target), spec, Set.of(checksums), WriteCondition.ALWAYS);
        }
    }

    private String readSealed(String key) {
        try (StoredObject object = open(key)) {
            return SealedBytes.read(object);
        }
    }

    private static Optional<Seal> seal(ObjectInfo info) {
        return info.spec().seal();
    }

    @Test
    void aSealedObjectHasSizeTagAndChecksumsOfWhatWasSent() {
        ObjectInfo info = putSealed("a", "text", ChecksumAlgorithm.CRC32C);
        Digests digests = ObjectBytes.digests("text".getBytes(UTF_8));
        assertEquals(4, info.size());
        assertEquals(digests.md5(), info.etag());
        assertEquals(1, info.checksums().size());
        assertEquals(true, digests.checksums().containsAll(info.checksums()));
        assertEquals(Optional.of(SealedBytes.SEAL), seal(info));
        assertEquals(info, stat("a"));
    }

    @Test
    void anOpenedSealedObjectGivesStoredBytes() {
        ObjectInfo info = putSealed("a", "text");
        try (StoredObject opened = open("a")) {
            assertEquals(info, opened.info());
            assertEquals(SealedBytes.stored("text").length(), opened.storedSize());
            assertEquals("[sealed text]", SealedBytes.read(opened));
            assertEquals("text]", new String(ObjectBytes.read(opened, new ByteSpan(8, 5)), UTF_8));
        }
    }

    @Test
    void theStoredSizeOfAPlainObjectIsItsSize() {
        put("a", "text");
        try (StoredObject opened = open("a")) {
            assertEquals(4, opened.storedSize());
        }
    }

    @Test
    void everyListingTellsTheSizeThatWasSent() {
        ObjectInfo sealed = putSealed("a", "text");
        ObjectInfo plain = put("b", "plain");
        for (int i = 0; i < 2; i++) {
            assertEquals(List.of(sealed, plain), all());
            assertEquals(List.of(sealed.summary(), plain.summary()), listed());
        }
    }

    @Test
    void aSealedObjectMayBeEmptyAndAFolder() {
        ObjectInfo empty = putSealed("a", "");
        ObjectInfo folder = putSealed("folder/", "");
        put("folder/b", "below");
        assertEquals(0, empty.size());
        assertEquals("[sealed ]", readSealed("folder/"));
        assertEquals(folder, stat("folder/"));
        assertEquals(List.of("a", "folder/", "folder/b"), keys());
    }

    @Test
    void theSealSurvivesReopening() {
        ObjectInfo info = putSealed("a", "text", ChecksumAlgorithm.SHA256);
        storage = reopen(storage);
        assertEquals(info, stat("a"));
        assertEquals("[sealed text]", readSealed("a"));
    }

    @Test
    void overwritingReplacesTheSeal() {
        putSealed("a", "text");
        assertEquals(Optional.empty(), seal(put("a", "plain")));
        assertEquals("plain", read("a"));
        assertEquals(Optional.of(SealedBytes.SEAL), seal(putSealed("a", "again")));
        assertEquals("[sealed again]", readSealed("a"));
        assertEquals(5, stat("a").size());
    }

    @Test
    void taggingKeepsTheSeal() {
        ObjectInfo info = putSealed("a", "text");
        ObjectInfo tagged = storage.objects().retag(id("a"), Version.LATEST, Map.of("k", "v"));
        assertEquals(info.withSpec(info.spec().withTags(Map.of("k", "v"))), tagged);
        assertEquals("[sealed text]", readSealed("a"));
    }

    @Test
    void aNewSealChangesNothingElse() {
        ObjectInfo info = putSealed("a", "text", ChecksumAlgorithm.CRC32C);
        storage.objects().retag(id("a"), Version.LATEST, Map.of("k", "v"));
        ObjectInfo resealed =
                storage.objects().reseal(id("a"), Version.LATEST, SealedBytes.SEAL, SealedBytes.REWRAPPED);
        ObjectSpec spec = SealedBytes.spec(SealedBytes.REWRAPPED).withTags(Map.of("k", "v"));
        assertEquals(info.withSpec(spec), resealed);
        storage = reopen(storage);
        assertEquals(resealed, stat("a"));
        assertEquals(List.of(info.summary()), listed());
        assertEquals("[sealed text]", readSealed("a"));
    }

    @Test
    void aNewSealForAnotherOneThanIsThereIsRefused() {
        ObjectInfo info = putSealed("a", "text");
        ObjectInfo plain = put("b", "plain");
        for (String key : List.of("a", "b")) {
            assertThrows(
                    ConditionFailed.class,
                    () -> storage.objects().reseal(id(key), Version.LATEST, SealedBytes.OTHER, SealedBytes.REWRAPPED));
        }
        assertThrows(
                NoSuchObject.class,
                () -> storage.objects().reseal(id("c"), Version.LATEST, SealedBytes.SEAL, SealedBytes.REWRAPPED));
        assertEquals(List.of(info, plain), all());
    }

    @Test
    void aNewSealLeavesOpenedObjectsReadable() {
        putSealed("a", "text");
        try (StoredObject opened = open("a")) {
            storage.objects().reseal(id("a"), Version.LATEST, SealedBytes.SEAL, SealedBytes.REWRAPPED);
            assertEquals("[sealed text]", SealedBytes.read(opened));
        }
    }

    @Test
    void ofManyNewSealsForOneOnlyTheFirstIsTakenAndTagsAreKept() {
        ObjectInfo info = putSealed("a", "text");
        List<Callable<Optional<StorageException>>> racers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Seal seal = new Seal(Seal.Kind.SSE_S3, Map.of("key", "new " + i));
            racers.add(ConcurrentCalls.attempt(
                    () -> storage.objects().reseal(id("a"), Version.LATEST, SealedBytes.SEAL, seal)));
        }
        racers.add(ConcurrentCalls.attempt(() -> storage.objects().retag(id("a"), Version.LATEST, Map.of("k", "v"))));
        List<StorageException> refusals =
                ConcurrentCalls.of(racers).stream().flatMap(Optional::stream).toList();
        assertEquals(5, refusals.size());
        refusals.forEach(refusal -> assertInstanceOf(ConditionFailed.class, refusal));
        assertEquals(Map.of("k", "v"), stat("a").spec().tags());
        assertEquals(info.etag(), stat("a").etag());
        assertEquals("[sealed text]", readSealed("a"));
    }

    @Test
    void renamingKeepsTheSeal() {
        if (storage.capabilities().contains(StorageCapability.RENAME)) {
            ObjectInfo info = putSealed("a", "text");
            put("b", "replaced");
            storage.objects().rename(id("a"), WriteCondition.ALWAYS, new ObjectKey("b"), WriteCondition.ALWAYS);
            assertEquals(seal(info), seal(stat("b")));
            assertEquals("[sealed text]", readSealed("b"));
        }
    }

    @Test
    void aCopyHasTheStoredBytesAndItsOwnSeal() {
        ObjectInfo info = putSealed("a", "text", ChecksumAlgorithm.CRC32C);
        ObjectInfo copy = copy("a", "b", SealedBytes.spec(SealedBytes.OTHER), ChecksumAlgorithm.CRC32C);
        assertEquals(info.etag(), copy.etag());
        assertEquals(info.checksums(), copy.checksums());
        assertEquals(4, copy.size());
        storage = reopen(storage);
        assertEquals(Optional.of(SealedBytes.OTHER), seal(stat("b")));
        assertEquals("[sealed text]", readSealed("b"));
        assertEquals(Optional.of(SealedBytes.SEAL), seal(stat("a")));
    }

    @Test
    void aCopyOntoItselfChangesTheSealAndNoByte() {
        putSealed("a", "text");
        copy("a", "a", SealedBytes.spec(SealedBytes.OTHER).withTags(Map.of("k", "v")));
        assertEquals(Optional.of(SealedBytes.OTHER), seal(stat("a")));
        assertEquals("[sealed text]", readSealed("a"));
        assertEquals(4, stat("a").size());
    }

    @Test
    void aCopyThatWouldNeedTheKeyIsRefused() {
        putSealed("a", "text");
        put("b", "plain");
        ObjectSpec sealed = SealedBytes.spec(SealedBytes.SEAL);
        assertThrows(IllegalArgumentException.class, () -> copy("a", "c", ObjectSpec.EMPTY));
        assertThrows(IllegalArgumentException.class, () -> copy("b", "c", sealed));
        assertThrows(IllegalArgumentException.class, () -> copy("a", "c", sealed, ChecksumAlgorithm.SHA1));
        assertEquals(List.of("a", "b"), keys());
    }

    @Test
    void aFailedSealedUploadChangesNothing() {
        ObjectInfo info = putSealed("a", "text");
        assertThrows(
                IllegalStateException.class,
                () -> storage.objects()
                        .put(
                                id("a"),
                                SealedBytes.spec(SealedBytes.OTHER),
                                Uploads.during("new".getBytes(UTF_8), () -> {
                                    throw new IllegalStateException("as the test wants it");
                                }),
                                WriteCondition.ALWAYS));
        assertEquals(info, stat("a"));
        assertEquals("[sealed text]", readSealed("a"));
    }
}
