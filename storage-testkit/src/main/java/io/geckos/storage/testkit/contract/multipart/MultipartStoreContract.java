package io.geckos.storage.testkit.contract.multipart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.error.StorageException.NoSuchBucket;
import io.geckos.domain.error.StorageException.NoSuchObject;
import io.geckos.domain.error.StorageException.NoSuchUpload;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.Initiator;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Principal;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.StoredObject;
import io.geckos.storage.testkit.contract.MultipartContract;
import io.geckos.storage.testkit.contract.ObjectStoreContract;
import io.geckos.storage.testkit.data.HostileKeys;
import io.geckos.storage.testkit.data.ObjectBytes;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promises of {@link io.geckos.domain.multipart.MultipartStore} about uploads that are under way. */
public abstract class MultipartStoreContract extends MultipartContract {
    @Test
    void anUploadIsFoundAsItBegan() {
        var plan = Optional.of(new UploadInfo.ChecksumPlan(ChecksumAlgorithm.SHA256, Checksum.Type.COMPOSITE));
        UploadInfo begun = uploads().begin(id("a/b"), ObjectStoreContract.SPEC, plan);
        assertEquals(id("a/b"), begun.id().object());
        assertEquals(ObjectStoreContract.SPEC, begun.spec());
        assertEquals(plan, begun.checksum());
        assertEquals(begun, uploads().get(begun.id()));
        var implied = new UploadInfo.ChecksumPlan(ChecksumAlgorithm.CRC64NVME, Checksum.Type.FULL_OBJECT, true);
        UploadInfo other = uploads().begin(id("a/b"), ObjectStoreContract.SPEC, Optional.of(implied));
        assertEquals(Optional.of(implied), uploads().get(other.id()).checksum());
        assertEquals(Optional.empty(), uploads().get(other.id()).agreedChecksum());
        assertThrows(NoSuchObject.class, () -> stat("a/b"));
        assertEquals(List.of(), keys());
    }

    @Test
    void whoBeganAnUploadIsKept() {
        Principal alice = new Principal("arn:aws:iam::000000000000:user/team/alice", "alice \"ä\"");
        for (Initiator initiator : List.of(new Initiator(alice, Optional.of("AIDA1")), new Initiator(alice))) {
            UploadInfo begun =
                    uploads().begin(id("a"), ObjectStoreContract.SPEC, Optional.empty(), Optional.of(initiator));
            assertEquals(Optional.of(initiator), begun.initiator());
            assertEquals(begun, uploads().get(begun.id()));
        }
        assertEquals(Optional.empty(), uploads().get(begin("b")).initiator());
    }

    @Test
    void aPartIsFoundAsItWasPut() {
        UploadId upload = begin("a");
        byte[] bytes = "content".getBytes(UTF_8);
        ObjectPart part = uploads().putPart(upload, 7, Uploads.of(bytes, ChecksumAlgorithm.values()));
        var digests = ObjectBytes.digests(bytes);
        assertEquals(new ObjectPart(7, digests.md5(), bytes.length, digests.checksums(), part.lastModified()), part);
        assertEquals(List.of(part), parts(upload));
    }

    @Test
    void aPartReplacesOneOfItsNumber() {
        UploadId upload = begin("a");
        putPart(upload, 1, "old");
        ObjectPart kept = putPart(upload, 2, "kept");
        ObjectPart replaced = putPart(upload, 1, "replaced");
        assertEquals(List.of(replaced, kept), parts(upload));
        complete(upload, replaced, kept);
        assertEquals("replacedkept", read("a"));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 10_001, Integer.MAX_VALUE})
    void aPartNumberOutOfRangeIsRefused(int number) {
        UploadId upload = begin("a");
        assertThrows(IllegalArgumentException.class, () -> uploads().putPart(upload, number, Uploads.untouchable(5)));
        put("source", "source");
        try (StoredObject source = open("source")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> uploads().copyPart(upload, number, source, ByteSpan.whole(6)));
        }
        assertEquals(List.of(), parts(upload));
    }

    @Test
    void uploadsOfOneKeyAreIndependent() {
        UploadId first = begin("a");
        UploadId second = begin("a");
        ObjectPart ofFirst = putPart(first, 1, "first");
        ObjectPart ofSecond = putPart(second, 1, "second");
        assertEquals(List.of(ofFirst), parts(first));
        complete(second, ofSecond);
        assertEquals("second", read("a"));
        complete(first, ofFirst);
        assertEquals("first", read("a"));
    }

    @Test
    void anAbortedUploadIsGone() {
        put("a", "kept");
        UploadId upload = begin("a");
        ObjectPart part = putPart(upload, 1, "part");
        uploads().abort(upload);
        assertGone(upload, part);
        assertEquals("kept", read("a"));
        delete("a");
        storage.buckets().delete(BUCKET);
    }

    @Test
    void aCompletedUploadIsGone() {
        UploadId upload = begin("a");
        ObjectPart part = putPart(upload, 1, "part");
        complete(upload, part);
        delete("a");
        assertGone(upload, part);
        assertEquals(List.of(), keys());
    }

    @Test
    void anUploadIsKnownByItsKeyAndItsBucket() {
        UploadId upload = begin("a");
        ObjectPart part = putPart(upload, 1, "part");
        TestBucket.create(storage.buckets(), new BucketName("other"));
        for (ObjectId other : List.of(id("b"), id("a/"), ObjectId.of("other", "a"))) {
            assertGone(new UploadId(other, upload.value()), part);
        }
        for (String value :
                List.of("unknown", "", "..", "../" + upload.value(), upload.value() + "/", "\0", "x".repeat(2000))) {
            assertGone(new UploadId(id("a"), value), part);
        }
        ObjectId lost = ObjectId.of("missing", "a");
        assertThrows(NoSuchBucket.class, () -> begin(lost));
        assertThrows(NoSuchBucket.class, () -> uploads().get(new UploadId(lost, upload.value())));
        assertThrows(NoSuchBucket.class, () -> uploads().abort(new UploadId(lost, upload.value())));
        assertEquals(List.of(part), parts(upload));
    }

    private void begin(ObjectId id) {
        uploads().begin(id, ObjectSpec.EMPTY, Optional.empty());
    }

    private void assertGone(UploadId upload, ObjectPart part) {
        put("source", "source");
        assertThrows(NoSuchUpload.class, () -> uploads().get(upload));
        assertThrows(NoSuchUpload.class, () -> uploads().putPart(upload, 1, Uploads.untouchable(5)));
        try (StoredObject source = open("source")) {
            assertThrows(NoSuchUpload.class, () -> uploads().copyPart(upload, 1, source, ByteSpan.whole(6)));
        }
        delete("source");
        assertThrows(NoSuchUpload.class, () -> uploads().listParts(upload, 0, 10));
        assertThrows(NoSuchUpload.class, () -> complete(upload, part));
        assertThrows(NoSuchUpload.class, () -> uploads().abort(upload));
    }

    @Test
    void anUploadAbortedWhileAPartComesTakesNoPart() {
        UploadId upload = begin("a");
        assertThrows(
                NoSuchUpload.class,
                () -> uploads()
                        .putPart(
                                upload,
                                1,
                                Uploads.during(new byte[10], () -> uploads().abort(upload))));
        assertThrows(NoSuchUpload.class, () -> parts(upload));
    }

    @Test
    void aPartIsCopiedOfAnySpan() {
        put("source", "0123456789");
        UploadId upload = begin("a", ChecksumAlgorithm.CRC32, Checksum.Type.FULL_OBJECT);
        ObjectPart whole;
        ObjectPart middle;
        ObjectPart empty;
        try (StoredObject source = open("source")) {
            put("source", "overwritten");
            whole = uploads().copyPart(upload, 1, source, ByteSpan.whole(10));
            middle = uploads().copyPart(upload, 2, source, new ByteSpan(3, 4));
            empty = uploads().copyPart(upload, 3, source, new ByteSpan(10, 0));
        }
        var digests = ObjectBytes.digests("3456".getBytes(UTF_8));
        assertEquals(4, middle.size());
        assertEquals(digests.md5(), middle.etag());
        assertEquals(
                digests.checksums().stream()
                        .filter(checksum -> checksum.algorithm() == ChecksumAlgorithm.CRC32)
                        .toList(),
                middle.checksums());
        assertEquals(List.of(whole, middle, empty), parts(upload));
        complete(upload, whole, middle, empty);
        assertEquals("01234567893456", read("a"));
    }

    @Test
    void partsAreListedByNumber() {
        UploadId upload = begin("a");
        List<Integer> numbers = List.of(1, 2, 9, 10, 11, 99, 100, 9999, ObjectPart.MAX_NUMBER);
        numbers.reversed().forEach(number -> putPart(upload, number, "part " + number));
        assertEquals(numbers, numbers(uploads().listParts(upload, 0, 1000).items()));
        assertEquals(List.of(10, 11), numbers(uploads().listParts(upload, 9, 2).items()));
        assertEquals(Optional.of("11"), uploads().listParts(upload, 9, 2).next());
        assertEquals(List.of(99), numbers(uploads().listParts(upload, 50, 1).items()));
        assertEquals(
                List.of(),
                uploads().listParts(upload, ObjectPart.MAX_NUMBER, 10).items());
        assertEquals(
                Optional.empty(), uploads().listParts(upload, 0, numbers.size()).next());
        assertEquals(Optional.empty(), uploads().listParts(upload, 0, 0).next());
        assertEquals(List.of(), uploads().listParts(upload, 0, 0).items());
    }

    @Test
    void uploadsDoNotKeepABucket() {
        UploadId upload = begin("a/b");
        putPart(upload, 1, "part");
        storage.buckets().delete(BUCKET);
        assertThrows(NoSuchBucket.class, () -> uploads().get(upload));
        TestBucket.create(storage.buckets(), BUCKET);
        assertThrows(NoSuchUpload.class, () -> uploads().get(upload));
        assertEquals(
                List.of(),
                uploads()
                        .listUploads(BUCKET, new ListQuery("", Optional.empty(), ListStart.START, 10))
                        .items());
    }

    @Test
    void anyKeyCanBeUploadedInParts() {
        for (String key : HostileKeys.all()) {
            UploadId upload = begin(key);
            ObjectPart part = putPart(upload, 1, "of " + key);
            ObjectInfo info = complete(upload, part);
            assertEquals(ETag.ofParts(List.of(part.etag())), info.etag());
            assertEquals("of " + key, read(key));
        }
        assertEquals(HostileKeys.sorted(HostileKeys.all()), keys());
    }

    private List<ObjectPart> parts(UploadId upload) {
        return uploads().listParts(upload, 0, 10_000).items();
    }

    private static List<Integer> numbers(List<ObjectPart> parts) {
        return parts.stream().map(ObjectPart::number).toList();
    }
}
