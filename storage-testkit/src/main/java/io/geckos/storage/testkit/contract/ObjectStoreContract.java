package io.geckos.storage.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.Digests;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.error.StorageException.NoSuchBucket;
import io.geckos.domain.error.StorageException.NoSuchObject;
import io.geckos.domain.error.StorageException.NoSuchVersion;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.name.VersionId;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectStore;
import io.geckos.domain.object.StorageClass;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.data.ObjectBytes;
import io.geckos.storage.testkit.data.Uploads;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promises of {@link ObjectStore} about single objects: writing, reading, tagging, deleting. */
public abstract class ObjectStoreContract extends StorageContract {
    public static final ObjectSpec SPEC = new ObjectSpec(
                    Map.of("content-type", "text/plain; charset=\"utf-8\"", "cache-control", "no-cache"),
                    Map.of("color", "blue", "empty", ""),
                    Map.of("état", "neuf 😀", "a/b", "", "=&+ ", "x"))
            .withStorageClass(StorageClass.REDUCED_REDUNDANCY);

    private ObjectStore objects() {
        return storage.objects();
    }

    @Test
    void anObjectIsFoundAsItWasPut() {
        byte[] bytes = "content".getBytes(UTF_8);
        ChecksumAlgorithm[] algorithms = ChecksumAlgorithm.values();
        ObjectInfo info = objects().put(id("a"), SPEC, Uploads.of(bytes, algorithms), WriteCondition.ALWAYS);
        Digests digests = ObjectBytes.digests(bytes);
        assertEquals(
                new ObjectInfo(
                        id("a"),
                        Optional.empty(),
                        digests.md5(),
                        bytes.length,
                        info.lastModified(),
                        digests.checksums(),
                        0,
                        SPEC),
                info);
        assertEquals(info, stat("a"));
        assertEquals(info, objects().stat(id("a"), Version.NULL));
        try (StoredObject object = open("a")) {
            assertEquals(info, object.info());
            assertEquals(List.of(), object.parts());
            assertArrayEquals(bytes, ObjectBytes.read(object));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4095, 4096, 4097, 65_536, 1_000_003})
    void bytesComeBackAsTheyWent(int size) {
        byte[] bytes = bytes(size);
        ObjectInfo declared = objects().put(id("a"), ObjectSpec.EMPTY, Uploads.of(bytes), WriteCondition.ALWAYS);
        ObjectInfo undeclared =
                objects().put(id("b"), ObjectSpec.EMPTY, Uploads.ofUnknownLength(bytes), WriteCondition.ALWAYS);
        assertEquals(ObjectBytes.digests(bytes).md5(), declared.etag());
        assertEquals(ObjectBytes.digests(bytes).md5(), undeclared.etag());
        for (String key : List.of("a", "b")) {
            try (StoredObject object = open(key)) {
                assertEquals(size, object.info().size());
                assertArrayEquals(bytes, ObjectBytes.read(object));
            }
        }
    }

    @Test
    void anySpanCanBeReadInAnyOrder() {
        byte[] bytes = bytes(200_000);
        objects().put(id("a"), ObjectSpec.EMPTY, Uploads.of(bytes), WriteCondition.ALWAYS);
        Random random = new Random(7);
        try (StoredObject object = open("a")) {
            assertEquals(0, ObjectBytes.read(object, new ByteSpan(200_000, 0)).length);
            for (int i = 0; i < 50; i++) {
                int offset = random.nextInt(bytes.length);
                int length = random.nextInt(bytes.length - offset + 1);
                assertEquals(
                        ByteBuffer.wrap(bytes, offset, length),
                        ByteBuffer.wrap(ObjectBytes.read(object, new ByteSpan(offset, length))));
            }
        }
    }

    @Test
    void aReaderIsToldWhyItsSinkFailed() {
        put("a", "content");
        IOException gone = new IOException("the client has gone");
        try (StoredObject object = open("a")) {
            WritableByteChannel sink = new BrokenChannel(gone);
            assertSame(gone, assertThrows(IOException.class, () -> object.transferTo(new ByteSpan(0, 7), sink)));
            assertEquals("content", new String(ObjectBytes.read(object), UTF_8));
        }
    }

    @Test
    void aPutReplacesAllThatWasSaid() {
        objects().put(id("a"), SPEC, Uploads.of("old", ChecksumAlgorithm.SHA1), WriteCondition.ALWAYS);
        ObjectInfo replaced = put("a", "replaced");
        assertEquals(ObjectSpec.EMPTY, replaced.spec());
        assertEquals(List.of(), replaced.checksums());
        assertEquals(List.of(replaced), all());
        assertEquals("replaced", read("a"));
    }

    @Test
    void anOpenedObjectOutlivesItsReplacementAndItsDeletion() {
        byte[] old = bytes(300_000);
        ObjectInfo first = objects().put(id("a"), SPEC, Uploads.of(old), WriteCondition.ALWAYS);
        try (StoredObject beforePut = open("a")) {
            ObjectInfo second = put("a", "new");
            try (StoredObject beforeDelete = open("a")) {
                delete("a");
                assertEquals(first, beforePut.info());
                assertArrayEquals(old, ObjectBytes.read(beforePut));
                assertEquals(second, beforeDelete.info());
                assertEquals("new", new String(ObjectBytes.read(beforeDelete), UTF_8));
            }
        }
        assertThrows(NoSuchObject.class, () -> stat("a"));
    }

    @Test
    void whatIsMissingIsSaidToBeMissing() {
        assertThrows(NoSuchObject.class, () -> objects().stat(id("a"), Version.LATEST));
        assertThrows(NoSuchObject.class, () -> objects().open(id("a"), Version.LATEST));
        assertThrows(NoSuchVersion.class, () -> objects().stat(id("a"), Version.NULL));
        put("a", "there");
        Version unknown = new Version.Exactly(new VersionId("unknown"));
        assertThrows(NoSuchVersion.class, () -> objects().stat(id("a"), unknown));
        assertThrows(NoSuchVersion.class, () -> objects().open(id("a"), unknown));
        assertThrows(NoSuchVersion.class, () -> objects().retag(id("a"), unknown, Map.of()));
        assertThrows(NoSuchObject.class, () -> objects().retag(id("b"), Version.LATEST, Map.of()));
    }

    @Test
    void everyMethodMissesAMissingBucket() {
        ObjectId lost = ObjectId.of("missing", "a");
        BucketName missing = lost.bucket();
        ObjectKey target = new ObjectKey("b");
        put("a", "a");
        assertThrows(NoSuchBucket.class, () -> objects().stat(lost, Version.LATEST));
        assertThrows(NoSuchBucket.class, () -> objects().open(lost, Version.LATEST));
        assertThrows(
                NoSuchBucket.class, () -> objects().put(lost, SPEC, Uploads.untouchable(5), WriteCondition.ALWAYS));
        try (StoredObject source = open("a")) {
            assertThrows(
                    NoSuchBucket.class,
                    () -> objects()
                            .copy(source, lost, SPEC, EnumSet.noneOf(ChecksumAlgorithm.class), WriteCondition.ALWAYS));
        }
        assertThrows(NoSuchBucket.class, () -> objects().retag(lost, Version.LATEST, Map.of()));
        assertThrows(NoSuchBucket.class, () -> objects().delete(missing, List.of(target("a"))));
        assertThrows(
                StorageException.class,
                () -> objects().rename(lost, WriteCondition.ALWAYS, target, WriteCondition.ALWAYS));
        assertThrows(NoSuchBucket.class, () -> storage.buckets().get(missing));
    }

    @Test
    void deletionsAreAttemptedInOrderEachForItself() {
        put("a", "a");
        put("b", "b");
        put("c", "c");
        var refused = new DeleteTarget(
                new ObjectKey("b"),
                Version.LATEST,
                new WriteCondition.IfMatch(stat("a").etag()));
        List<DeleteTarget> targets = List.of(target("missing"), target("a"), refused, target("a"), target("c"));
        List<DeleteOutcome> outcomes = objects().delete(BUCKET, targets);
        assertEquals(
                targets, outcomes.stream().map(ObjectStoreContract::targetOf).toList());
        assertEquals(
                List.of(true, true, false, true, true),
                outcomes.stream().map(DeleteOutcome.Deleted.class::isInstance).toList());
        assertEquals(List.of("b"), keys());
        assertEquals(List.of(), objects().delete(BUCKET, List.of()));
    }

    @Test
    void theNullVersionIsTheObject() {
        put("a", "a");
        put("b", "b");
        objects().delete(BUCKET, List.of(new DeleteTarget(new ObjectKey("a"), Version.NULL, WriteCondition.ALWAYS)));
        Version unknown = new Version.Exactly(new VersionId("unknown"));
        objects().delete(BUCKET, List.of(new DeleteTarget(new ObjectKey("b"), unknown, WriteCondition.ALWAYS)));
        assertEquals(List.of("b"), keys());
    }

    @Test
    void tagsChangeWithoutTheObject() {
        ObjectInfo tagged =
                objects().put(id("a"), SPEC, Uploads.of("a", ChecksumAlgorithm.CRC32), WriteCondition.ALWAYS);
        for (Map<String, String> tags : List.of(Map.of("k", "v"), Map.<String, String>of(), Map.of("é", "😀"))) {
            ObjectInfo retagged = objects().retag(id("a"), Version.LATEST, tags);
            assertEquals(
                    new ObjectInfo(
                            tagged.id(),
                            tagged.version(),
                            tagged.etag(),
                            tagged.size(),
                            tagged.lastModified(),
                            tagged.checksums(),
                            0,
                            SPEC.withTags(tags)),
                    retagged);
            assertEquals(retagged, stat("a"));
            assertEquals("a", read("a"));
        }
    }

    @Test
    void anOpenedObjectKeepsItsTags() {
        objects().put(id("a"), SPEC, Uploads.of("a"), WriteCondition.ALWAYS);
        try (StoredObject object = open("a")) {
            objects().retag(id("a"), Version.LATEST, Map.of());
            assertEquals(SPEC, object.info().spec());
            assertEquals("a", new String(ObjectBytes.read(object), UTF_8));
        }
    }

    public static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static DeleteTarget target(String key) {
        return new DeleteTarget(new ObjectKey(key), Version.LATEST, WriteCondition.ALWAYS);
    }

    private static DeleteTarget targetOf(DeleteOutcome outcome) {
        return switch (outcome) {
            case DeleteOutcome.Deleted deleted -> deleted.target();
            case DeleteOutcome.Refused refused -> refused.target();
        };
    }

    /** The channel of a client that has closed its connection. */
    private record BrokenChannel(IOException failure) implements WritableByteChannel {
        @Override
        public int write(ByteBuffer source) throws IOException {
            throw failure;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
