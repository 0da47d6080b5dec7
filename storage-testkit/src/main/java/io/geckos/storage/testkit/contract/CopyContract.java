package io.geckos.storage.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.error.StorageCapability;
import io.geckos.domain.error.StorageException.ConditionFailed;
import io.geckos.domain.error.StorageException.NoSuchObject;
import io.geckos.domain.error.StorageException.Unsupported;
import io.geckos.domain.multipart.PartReference;
import io.geckos.domain.multipart.UploadCompletion;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.data.DecoratedObject;
import io.geckos.storage.testkit.data.ObjectBytes;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The promises of {@link io.geckos.domain.object.ObjectStore} about copying and renaming. */
public abstract class CopyContract extends StorageContract {
    private static final ObjectSpec SPEC = ObjectStoreContract.SPEC;
    private static final WriteCondition ALWAYS = WriteCondition.ALWAYS;
    private static final WriteCondition IF_ABSENT = new WriteCondition.IfAbsent();

    @Test
    void aCopyHasTheBytesAndTheGivenMetadata() {
        ObjectInfo source = storage.objects().put(id("a"), SPEC, Uploads.of("content", ChecksumAlgorithm.SHA1), ALWAYS);
        ObjectSpec spec = SPEC.withTags(Map.of("copied", "yes"));
        ObjectInfo copy = copy("a", id("b/c"), spec, Set.of(ChecksumAlgorithm.CRC32C, ChecksumAlgorithm.SHA256));
        assertEquals(id("b/c"), copy.id());
        assertEquals(source.etag(), copy.etag());
        assertEquals(spec, copy.spec());
        var digests = ObjectBytes.digests("content".getBytes(UTF_8));
        assertEquals(
                digests.checksums().stream()
                        .filter(checksum -> checksum.algorithm() == ChecksumAlgorithm.CRC32C
                                || checksum.algorithm() == ChecksumAlgorithm.SHA256)
                        .toList(),
                copy.checksums());
        assertEquals(copy, stat("b/c"));
        assertEquals("content", read("b/c"));
        assertEquals(source, stat("a"));
    }

    @Test
    void aCopyIsIndependentOfItsSource() {
        put("a", "content");
        copy("a", id("b"), SPEC, Set.of());
        put("a", "changed");
        assertEquals("content", read("b"));
        put("b", "changed too");
        assertEquals("changed", read("a"));
        delete("b");
        assertEquals("changed", read("a"));
    }

    @Test
    void aCopyMayGoToAnotherBucket() {
        BucketName other = new BucketName("other");
        TestBucket.create(storage.buckets(), other);
        put("a", "content");
        ObjectId target = new ObjectId(other, new ObjectKey("a"));
        ObjectInfo copy = copy("a", target, SPEC, Set.of());
        delete("a");
        assertEquals(copy, storage.objects().stat(target, Version.LATEST));
    }

    @Test
    void theOpenedObjectIsCopiedEvenIfReplaced() {
        put("a", "opened");
        try (StoredObject source = open("a")) {
            put("a", "newer");
            storage.objects().copy(source, id("b"), SPEC, Set.of(), ALWAYS);
            delete("a");
            storage.objects().copy(source, id("c"), SPEC, Set.of(), ALWAYS);
            assertEquals("opened", new String(ObjectBytes.read(source), UTF_8));
        }
        assertEquals("opened", read("b"));
        assertEquals("opened", read("c"));
    }

    @Test
    void aWrappedSourceIsReadThroughItsWrapper() {
        put("a", "content");
        try (StoredObject source = new DecoratedObject(open("a"))) {
            ObjectInfo copy = storage.objects().copy(source, id("b"), SPEC, Set.of(ChecksumAlgorithm.CRC32), ALWAYS);
            var digests = ObjectBytes.digests("CONTENT".getBytes(UTF_8));
            assertEquals(digests.md5(), copy.etag());
            assertEquals(
                    digests.checksums().stream()
                            .filter(checksum -> checksum.algorithm() == ChecksumAlgorithm.CRC32)
                            .toList(),
                    copy.checksums());
            storage.objects().copy(source, id("a"), SPEC, Set.of(), ALWAYS);
        }
        assertEquals("CONTENT", read("b"));
        assertEquals("CONTENT", read("a"));
    }

    @Test
    void aCopyOntoItselfReplacesMetadata() {
        put("a", "content");
        ObjectInfo replaced = copy("a", id("a"), SPEC, Set.of(ChecksumAlgorithm.CRC32));
        assertEquals(SPEC, replaced.spec());
        assertEquals(
                List.of(ChecksumAlgorithm.CRC32),
                replaced.checksums().stream()
                        .map(checksum -> checksum.algorithm())
                        .toList());
        assertEquals(replaced, stat("a"));
        assertEquals("content", read("a"));
        assertEquals(List.of("a"), keys());
    }

    @Test
    void anOldObjectCopiedOntoItsOwnKeyComesBack() {
        put("a", "old");
        try (StoredObject source = open("a")) {
            put("a", "new");
            storage.objects().copy(source, id("a"), SPEC, Set.of(), ALWAYS);
        }
        assertEquals("old", read("a"));
        assertEquals(SPEC, stat("a").spec());
    }

    @Test
    void aDeletedObjectCopiedOntoItsOwnKeyComesBack() {
        put("a", "old");
        try (StoredObject source = open("a")) {
            delete("a");
            storage.objects().copy(source, id("a"), SPEC, Set.of(), ALWAYS);
        }
        assertEquals("old", read("a"));
        assertEquals(SPEC, stat("a").spec());
    }

    @Test
    void aCopyOfAMultipartObjectHasNoParts() {
        ObjectInfo parts = completed("a", "first", "second");
        ObjectInfo copy = copy("a", id("b"), SPEC, Set.of());
        ETag md5 = ObjectBytes.digests("firstsecond".getBytes(UTF_8)).md5();
        assertEquals(md5, copy.etag());
        assertEquals(0, copy.partCount());
        assertEquals(parts, stat("a"));
        assertEquals(md5, copy("a", id("a"), SPEC, Set.of()).etag());
        assertEquals("firstsecond", read("a"));
        assertEquals(0, stat("a").partCount());
    }

    @Test
    void aCopyObeysTheConditionOfItsTarget() {
        put("a", "content");
        ObjectInfo kept = put("b", "kept");
        try (StoredObject source = open("a")) {
            assertThrows(
                    ConditionFailed.class, () -> storage.objects().copy(source, id("b"), SPEC, Set.of(), IF_ABSENT));
            assertThrows(
                    NoSuchObject.class,
                    () -> storage.objects()
                            .copy(source, id("c"), SPEC, Set.of(), new WriteCondition.IfMatch(kept.etag())));
            assertEquals(kept, stat("b"));
            storage.objects().copy(source, id("b"), SPEC, Set.of(), new WriteCondition.IfMatch(kept.etag()));
            storage.objects().copy(source, id("c"), SPEC, Set.of(), IF_ABSENT);
        }
        assertEquals("content", read("b"));
        assertEquals("content", read("c"));
    }

    @Test
    void aRenameMovesAllOfAnObject() {
        ObjectInfo source = storage.objects().put(id("a"), SPEC, Uploads.of("content", ChecksumAlgorithm.SHA1), ALWAYS);
        if (!storage.capabilities().contains(StorageCapability.RENAME)) {
            assertThrows(Unsupported.class, () -> rename("a", ALWAYS, "b", ALWAYS));
            assertEquals(source, stat("a"));
            return;
        }
        put("b/c", "replaced");
        ObjectInfo moved = rename("a", ALWAYS, "b/c", ALWAYS);
        assertEquals(id("b/c"), moved.id());
        assertEquals(source.etag(), moved.etag());
        assertEquals(source.checksums(), moved.checksums());
        assertEquals(SPEC, moved.spec());
        assertEquals(List.of(moved), all());
        assertEquals("content", read("b/c"));
    }

    @Test
    void aRenameObeysBothConditions() {
        if (!storage.capabilities().contains(StorageCapability.RENAME)) {
            assertThrows(Unsupported.class, () -> rename("a", ALWAYS, "b", IF_ABSENT));
            return;
        }
        ObjectInfo a = put("a", "of a");
        ObjectInfo b = put("b", "of b");
        WriteCondition isA = new WriteCondition.IfMatch(a.etag());
        WriteCondition isB = new WriteCondition.IfMatch(b.etag());
        assertThrows(ConditionFailed.class, () -> rename("a", ALWAYS, "b", IF_ABSENT));
        assertThrows(ConditionFailed.class, () -> rename("a", isB, "c", ALWAYS));
        assertThrows(ConditionFailed.class, () -> rename("a", isA, "b", isA));
        assertThrows(NoSuchObject.class, () -> rename("c", ALWAYS, "a", ALWAYS));
        assertEquals(List.of(a, b), all());
        rename("a", isA, "b", isB);
        rename("b", isA, "c", IF_ABSENT);
        assertEquals(List.of("c"), keys());
        assertEquals("of a", read("c"));
    }

    @Test
    void aRenameMovesPartsToo() {
        if (!storage.capabilities().contains(StorageCapability.RENAME)) {
            assertThrows(Unsupported.class, () -> rename("a", ALWAYS, "b", ALWAYS));
            return;
        }
        ObjectInfo source = completed("a", "first", "second");
        ObjectInfo moved = rename("a", ALWAYS, "a/b", ALWAYS);
        assertEquals(source.etag(), moved.etag());
        assertEquals(2, moved.partCount());
        try (StoredObject object = open("a/b")) {
            assertEquals(2, object.parts().size());
        }
        assertEquals("firstsecond", read("a/b"));
    }

    private ObjectInfo copy(String source, ObjectId target, ObjectSpec spec, Set<ChecksumAlgorithm> checksums) {
        try (StoredObject opened = open(source)) {
            return storage.objects().copy(opened, target, spec, checksums, ALWAYS);
        }
    }

    private ObjectInfo rename(String source, WriteCondition sourceIf, String target, WriteCondition targetIf) {
        return storage.objects().rename(id(source), sourceIf, new ObjectKey(target), targetIf);
    }

    private ObjectInfo completed(String key, String first, String second) {
        var upload = storage.uploads()
                .begin(id(key), ObjectSpec.EMPTY, Optional.empty())
                .id();
        var parts = List.of(
                storage.uploads().putPart(upload, 1, Uploads.of(first)),
                storage.uploads().putPart(upload, 2, Uploads.of(second)));
        List<PartReference> refs = parts.stream()
                .map(part -> new PartReference(part.number(), part.etag(), List.of()))
                .toList();
        return storage.uploads()
                .complete(upload, new UploadCompletion(refs, 0, Optional.empty(), OptionalLong.empty(), ALWAYS));
    }
}
