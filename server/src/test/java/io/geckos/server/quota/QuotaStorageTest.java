package io.geckos.server.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.engine.ForwardingStorage;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.engine.StorageUsage.Figures;
import io.geckos.domain.error.StorageException.ContentMismatch;
import io.geckos.domain.error.StorageException.QuotaExceeded;
import io.geckos.domain.multipart.PartReference;
import io.geckos.domain.multipart.UploadCompletion;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.domain.security.Account;
import io.geckos.storage.testkit.data.ConcurrentCalls;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import io.geckos.storage.testkit.memory.MemoryStorage;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Quotas hold by whatever way objects come, and leave nothing of what they refuse. */
class QuotaStorageTest {
    private static final BucketName BUCKET = new BucketName("bucket");
    private static final BucketName OTHER = new BucketName("other");

    private final MemoryStorage memory = new MemoryStorage();
    private final QuotaLedger ledger = new QuotaLedger(memory);
    private final QuotaStorage storage = new QuotaStorage(memory, ledger);

    @BeforeEach
    void makeBuckets() {
        TestBucket.create(memory.buckets(), BUCKET);
        TestBucket.create(memory.buckets(), OTHER);
    }

    private static Quota quota(long bytes, long objects) {
        return new Quota(OptionalLong.of(bytes), OptionalLong.of(objects));
    }

    private void put(BucketName bucket, String key, ObjectUpload upload) {
        storage.objects().put(ObjectId.of(bucket.value(), key), ObjectSpec.EMPTY, upload, WriteCondition.ALWAYS);
    }

    private void put(String key, int bytes) {
        put(BUCKET, key, Uploads.of(new byte[bytes]));
    }

    private void copy(String from, String to) {
        try (StoredObject source = memory.objects().open(id(from), Version.LATEST)) {
            storage.objects().copy(source, id(to), ObjectSpec.EMPTY, Set.of(), WriteCondition.ALWAYS);
        }
    }

    private static ObjectId id(String key) {
        return ObjectId.of(BUCKET.value(), key);
    }

    private StoredAmount used() {
        return ledger.of(BUCKET).used().orElseThrow();
    }

    private void refused(StoredAmount used, Runnable work) {
        assertThrows(QuotaExceeded.class, work::run);
        assertEquals(used, used());
    }

    @Test
    void bytesAreLimitedByEveryWayIn() {
        put("six", 6);
        ledger.put(BUCKET, quota(10, 100));
        StoredAmount six = new StoredAmount(6, 1);
        refused(six, () -> put(BUCKET, "known", Uploads.untouchable(5)));
        refused(six, () -> put(BUCKET, "unknown", Uploads.ofUnknownLength(new byte[5])));
        refused(six, () -> copy("six", "copy"));
        UploadId upload = storage.uploads()
                .begin(id("parts"), ObjectSpec.EMPTY, Optional.empty())
                .id();
        refused(six, () -> storage.uploads().putPart(upload, 1, Uploads.untouchable(5)));
        refused(six, () -> storage.uploads().putPart(upload, 1, Uploads.ofUnknownLength(new byte[5])));
        try (StoredObject source = memory.objects().open(id("six"), Version.LATEST)) {
            refused(six, () -> storage.uploads().copyPart(upload, 1, source, new ByteSpan(0, 5)));
        }
        assertEquals(List.of(), storage.uploads().listParts(upload, 0, 10).items());
        put(BUCKET, "four", Uploads.ofUnknownLength(new byte[4]));
        assertEquals(new StoredAmount(10, 2), used());
        refused(new StoredAmount(10, 2), () -> put("one", 1));
        put("none", 0);
    }

    private UploadId begin(String key) {
        return storage.uploads()
                .begin(id(key), ObjectSpec.EMPTY, Optional.empty())
                .id();
    }

    private PartReference part(UploadId upload, int number, int bytes) {
        ObjectPart part = storage.uploads().putPart(upload, number, Uploads.of(new byte[bytes]));
        return new PartReference(number, part.etag(), List.of());
    }

    private void complete(UploadId upload, PartReference... parts) {
        UploadCompletion completion =
                new UploadCompletion(List.of(parts), 1, Optional.empty(), OptionalLong.empty(), WriteCondition.ALWAYS);
        storage.uploads().complete(upload, completion);
    }

    @Test
    void partsCountUntilTheirUploadEnds() {
        ledger.put(BUCKET, quota(10, 100));
        ledger.putAccount(Account.FIRST, quota(12, 100));
        UploadId upload = begin("parts");
        UploadId other = begin("others");
        PartReference first = part(upload, 1, 6);
        refused(new StoredAmount(6, 0), () -> part(upload, 2, 5));
        refused(new StoredAmount(6, 0), () -> part(other, 1, 5));
        refused(new StoredAmount(6, 0), () -> put("whole", 5));
        assertThrows(QuotaExceeded.class, () -> put(OTHER, "whole", Uploads.untouchable(7)));
        PartReference second = part(upload, 2, 4);
        refused(new StoredAmount(10, 0), () -> begin("third"));
        complete(upload, first, second);
        assertEquals(new StoredAmount(10, 1), used());
        refused(new StoredAmount(10, 1), () -> part(other, 1, 1));
        storage.uploads().abort(other);
        assertEquals(new StoredAmount(10, 1), used());
    }

    @Test
    void anAbortedUploadGivesTheRoomOfItsPartsBack() {
        ledger.put(BUCKET, quota(10, 100));
        UploadId upload = begin("parts");
        part(upload, 1, 10);
        refused(new StoredAmount(10, 0), () -> put("whole", 1));
        storage.uploads().abort(upload);
        put("whole", 10);
    }

    @Test
    void aPartMayBeReplacedWhereThereIsRoomForTheDifference() {
        ledger.put(BUCKET, quota(10, 100));
        UploadId upload = begin("parts");
        part(upload, 1, 2);
        part(upload, 2, 8);
        part(upload, 2, 8);
        refused(new StoredAmount(10, 0), () -> part(upload, 2, 9));
        part(upload, 2, 3);
        PartReference third = part(upload, 3, 5);
        refused(new StoredAmount(10, 0), () -> part(upload, 4, 1));
        complete(upload, third);
        assertEquals(new StoredAmount(5, 1), used());
    }

    @Test
    void aCompletionIsRefusedWithoutRoomForTheObjectAndCanBeTriedAgain() {
        ledger.put(BUCKET, quota(100, 1));
        UploadId upload = begin("parts");
        PartReference part = part(upload, 1, 6);
        put("other", 1);
        refused(new StoredAmount(7, 1), () -> complete(upload, part));
        assertEquals(1, storage.uploads().listParts(upload, 0, 10).items().size());
        refused(new StoredAmount(7, 1), () -> begin("more"));
        ledger.put(BUCKET, quota(1, 2));
        complete(upload, part);
        complete(upload, part);
        assertEquals(new StoredAmount(7, 2), used());
    }

    @Test
    void partsAtTheSameTimeNeverExceedAQuotaTogether() {
        ledger.put(BUCKET, quota(1000, 1000));
        List<UploadId> uploads = List.of(begin("a"), begin("b"), begin("c"));
        List<Callable<Boolean>> racers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            UploadId upload = uploads.get(i % 3);
            int number = 1 + i % 11;
            String key = "key" + i % 5;
            racers.add(
                    i % 4 == 0
                            ? () -> isStored(BUCKET, key, Uploads.of(new byte[70]))
                            : () -> isPart(upload, number, Uploads.of(new byte[70])));
        }
        assertTrue(ConcurrentCalls.of(racers).contains(true));
        assertTrue(used().bytes() <= 1000, () -> "stored " + used());
        uploads.forEach(storage.uploads()::abort);
        assertTrue(isStored(BUCKET, "key", Uploads.of(new byte[1000 - (int) used().bytes()])));
    }

    private boolean isPart(UploadId upload, int number, ObjectUpload body) {
        try {
            storage.uploads().putPart(upload, number, body);
            return true;
        } catch (QuotaExceeded _) {
            return false;
        }
    }

    @Test
    void objectsAreLimited() {
        ledger.put(BUCKET, new Quota(OptionalLong.empty(), OptionalLong.of(2)));
        put("a", 1000);
        put("b", 0);
        refused(new StoredAmount(1000, 2), () -> put("c", 0));
        refused(new StoredAmount(1000, 2), () -> copy("a", "c"));
        put("b", 5000);
        storage.objects()
                .delete(
                        BUCKET,
                        List.of(new DeleteTarget(new ObjectKey("a"), Version.LATEST, WriteCondition.ALWAYS, false)));
        put("c", 0);
        assertEquals(new StoredAmount(5000, 2), used());
    }

    @Test
    void anObjectMayBeReplacedWhereThereIsRoomForTheDifference() {
        ledger.put(BUCKET, quota(10, 1));
        put("a", 10);
        put("a", 10);
        copy("a", "a");
        refused(new StoredAmount(10, 1), () -> put("a", 11));
        put("a", 3);
        put("a", 9);
        ledger.put(BUCKET, quota(2, 0));
        put("a", 8);
        refused(new StoredAmount(8, 1), () -> put("a", 9));
        assertEquals(new StoredAmount(8, 1), used());
    }

    @Test
    void earlierVersionsCount() {
        memory.buckets().setVersioning(BUCKET, VersioningStatus.ENABLED);
        ledger.put(BUCKET, quota(10, 2));
        put("a", 5);
        put("a", 5);
        refused(new StoredAmount(10, 2), () -> put("a", 0));
    }

    @Test
    void whatFailsGivesItsRoomBack() {
        ledger.put(BUCKET, quota(10, 1));
        for (int i = 0; i < 3; i++) {
            assertThrows(
                    ContentMismatch.class,
                    () -> put(BUCKET, "a", Uploads.mismatching(new byte[10], ContentMismatch.Kind.MD5)));
        }
        put("a", 10);
        assertEquals(new StoredAmount(10, 1), used());
    }

    @Test
    void uploadsAtTheSameTimeShareTheRoom() {
        ledger.put(BUCKET, quota(10, 100));
        put(BUCKET, "a", Uploads.during(new byte[6], () -> refused(StoredAmount.NONE, () -> put("b", 5))));
        assertEquals(new StoredAmount(6, 1), used());
    }

    @Test
    void manyUploadsAtTheSameTimeNeverExceedAQuota() {
        ledger.put(BUCKET, quota(500, 1000));
        ledger.putAccount(Account.FIRST, quota(1_000_000, 7));
        List<Callable<Boolean>> racers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String key = "key" + i % 40;
            BucketName bucket = i % 2 == 0 ? BUCKET : OTHER;
            ObjectUpload upload = i % 3 == 0 ? Uploads.ofUnknownLength(new byte[100]) : Uploads.of(new byte[100]);
            racers.add(() -> isStored(bucket, key, upload));
        }
        assertTrue(ConcurrentCalls.of(racers).contains(true));
        StoredAmount all = ledger.ofAccount(Account.FIRST).used().orElseThrow();
        assertTrue(used().bytes() <= 500, () -> "stored " + used());
        assertTrue(all.objects() <= 7, () -> "stored " + all);
        int more = 0;
        while (isStored(OTHER, "last" + more, Uploads.of(new byte[1]))) {
            more++;
        }
        assertEquals(7, ledger.ofAccount(Account.FIRST).used().orElseThrow().objects());
    }

    private boolean isStored(BucketName bucket, String key, ObjectUpload upload) {
        try {
            put(bucket, key, upload);
            return true;
        } catch (QuotaExceeded _) {
            return false;
        }
    }

    @Test
    void theQuotaOfTheAccountIsForAllBucketsTogether() {
        ledger.putAccount(Account.FIRST, quota(10, 3));
        put("a", 6);
        assertThrows(QuotaExceeded.class, () -> put(OTHER, "a", Uploads.untouchable(5)));
        put(OTHER, "a", Uploads.of(new byte[4]));
        assertThrows(QuotaExceeded.class, () -> put(OTHER, "b", Uploads.untouchable(1)));
        assertEquals(quota(10, 3), new AccountQuota(memory.documents(), Account.FIRST).quota());
        ledger.putAccount(Account.FIRST, Quota.NONE);
        put(OTHER, "b", Uploads.of(new byte[100]));
    }

    @Test
    void limitsAtTheEndOfTheRangeDoNotOverflow() {
        ledger.put(BUCKET, quota(Long.MAX_VALUE, Long.MAX_VALUE));
        put("a", 5);
        assertThrows(QuotaExceeded.class, () -> put(BUCKET, "b", Uploads.untouchable(Long.MAX_VALUE)));
        put("b", 5);
        ledger.put(BUCKET, quota(0, 0));
        refused(new StoredAmount(10, 2), () -> put(BUCKET, "c", Uploads.untouchable(Long.MAX_VALUE)));
    }

    @Test
    void aQuotaGoesWithItsBucket() {
        ledger.put(BUCKET, quota(0, 0));
        memory.buckets().delete(BUCKET);
        TestBucket.create(memory.buckets(), BUCKET);
        put("a", 5);
        assertEquals(Quota.NONE, ledger.of(BUCKET).quota());
        assertEquals(new StoredAmount(5, 1), StoredAmount.of(new Figures(1, 5, 0, 0, 7, 9, 0)));
    }

    @Test
    void nineTenthsAreNearlyFull() {
        ledger.put(BUCKET, quota(10, 100));
        put("eight", 8);
        assertEquals(List.of(), ledger.of(BUCKET).nearlyFull());
        put("one", 1);
        assertEquals(List.of("bytes"), ledger.of(BUCKET).nearlyFull());
        ledger.put(BUCKET, quota(Long.MAX_VALUE, 2));
        assertEquals(List.of("objects"), ledger.of(BUCKET).nearlyFull());
    }

    @Test
    void anUploadNeedsTheSettingsAtHandAndTheOwnerAndNothingElseOfTheBucket() {
        put("source", 1);
        UploadId upload = storage.uploads()
                .begin(id("parts"), ObjectSpec.EMPTY, Optional.empty())
                .id();
        List<String> asked = new ArrayList<>();
        Storage counted = new ForwardingStorage(memory) {
            @Override
            public BucketRepository buckets() {
                return loggedBuckets(asked);
            }
        };
        QuotaLedger other = new QuotaLedger(counted);
        QuotaStorage checked = new QuotaStorage(counted, other);
        other.put(BUCKET, quota(100, 100));
        asked.clear();
        checked.objects().put(id("put"), ObjectSpec.EMPTY, Uploads.of(new byte[1]), WriteCondition.ALWAYS);
        try (StoredObject source = memory.objects().open(id("source"), Version.LATEST)) {
            checked.objects().copy(source, id("copy"), ObjectSpec.EMPTY, Set.of(), WriteCondition.ALWAYS);
        }
        ObjectPart part = checked.uploads().putPart(upload, 1, Uploads.of(new byte[1]));
        List<PartReference> parts = List.of(new PartReference(1, part.etag(), List.of()));
        checked.uploads()
                .complete(
                        upload,
                        new UploadCompletion(parts, 1, Optional.empty(), OptionalLong.empty(), WriteCondition.ALWAYS));
        assertEquals(
                Collections.nCopies(4, List.of("settings", "owner")).stream()
                        .flatMap(List::stream)
                        .toList(),
                asked);
    }

    /** The buckets of the store, which note by which method each look was. */
    private BucketRepository loggedBuckets(List<String> asked) {
        return (BucketRepository) Proxy.newProxyInstance(
                BucketRepository.class.getClassLoader(),
                new Class<?>[] {BucketRepository.class},
                (_, method, arguments) -> {
                    asked.add(method.getName());
                    return method.invoke(memory.buckets(), arguments);
                });
    }
}
