package io.geckos.storage.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.error.StorageCapability;
import io.geckos.domain.error.StorageException.BucketExists;
import io.geckos.domain.error.StorageException.BucketNotEmpty;
import io.geckos.domain.error.StorageException.NoSuchBucket;
import io.geckos.domain.error.StorageException.Unsupported;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Principal;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.data.ListingPages;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The promises of {@link BucketRepository}. */
public abstract class BucketRepositoryContract extends StorageContract {
    private static final BucketName MISSING = new BucketName("missing");

    private BucketRepository buckets() {
        return storage.buckets();
    }

    @Test
    void aNewBucketIsFoundAsItWasCreated() {
        Bucket created = TestBucket.create(buckets(), new BucketName("a.new-one"));
        assertEquals(new BucketName("a.new-one"), created.name());
        assertEquals(Optional.of(TestBucket.OWNER), created.owner());
        assertEquals(VersioningStatus.UNVERSIONED, created.versioning());
        assertEquals(Optional.empty(), created.lock());
        assertEquals(created, buckets().get(created.name()));
        assertEquals(
                List.of(created, buckets().get(BUCKET)),
                list(ListStart.START, 10).items());
    }

    @Test
    void aBucketIsCreatedOnce() {
        Bucket first = buckets().get(BUCKET);
        put("kept", "kept");
        assertThrows(BucketExists.class, () -> TestBucket.create(buckets(), BUCKET));
        assertEquals(first, buckets().get(BUCKET));
        assertEquals("kept", read("kept"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"abc", "0-9", "a.b.c", "192.168.5", "1.2.3.4.5", "my--bucket", "nul", "con", "lock", "aux.txt"})
    void everyLegalNameWorks(String name) {
        BucketName bucket = new BucketName(name);
        TestBucket.create(buckets(), bucket);
        storage.objects()
                .put(
                        new ObjectId(bucket, new ObjectKey("a/b")),
                        ObjectSpec.EMPTY,
                        Uploads.of("x"),
                        WriteCondition.ALWAYS);
        assertThrows(BucketNotEmpty.class, () -> buckets().delete(bucket));
        storage.objects()
                .delete(bucket, List.of(new DeleteTarget(new ObjectKey("a/b"), Version.LATEST, WriteCondition.ALWAYS)));
        buckets().delete(bucket);
        assertThrows(NoSuchBucket.class, () -> buckets().get(bucket));
    }

    @Test
    void theLongestNameWorks() {
        everyLegalNameWorks("b".repeat(63));
    }

    @Test
    void aDeletedBucketIsGone() {
        buckets().delete(BUCKET);
        assertThrows(NoSuchBucket.class, () -> buckets().get(BUCKET));
        assertThrows(NoSuchBucket.class, () -> buckets().delete(BUCKET));
        assertEquals(List.of(), list(ListStart.START, 10).items());
        assertThrows(NoSuchBucket.class, () -> put("a", "a"));
    }

    @Test
    void everyMethodThrowsNoSuchBucket() {
        assertThrows(NoSuchBucket.class, () -> buckets().get(MISSING));
        assertThrows(NoSuchBucket.class, () -> buckets().delete(MISSING));
        assertThrows(NoSuchBucket.class, () -> buckets().setting(MISSING, BucketSetting.CORS));
        assertThrows(NoSuchBucket.class, () -> buckets().settings(MISSING));
        assertThrows(NoSuchBucket.class, () -> buckets().putSetting(MISSING, BucketSetting.CORS, "x"));
        assertThrows(NoSuchBucket.class, () -> buckets().removeSetting(MISSING, BucketSetting.CORS));
        assertThrows(NoSuchBucket.class, () -> buckets().get(MISSING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b/c", "a/", "x.metadata.json", ".geckos3/x", ".metadata-tmp-1", "..", "/"})
    void aBucketThatHoldsAnythingIsNotDeleted(String key) {
        put(key, "");
        buckets().putSetting(BUCKET, BucketSetting.CORS, "kept");
        assertThrows(BucketNotEmpty.class, () -> buckets().delete(BUCKET));
        assertEquals(List.of(key), keys());
        assertEquals(Optional.of("kept"), buckets().setting(BUCKET, BucketSetting.CORS));
        delete(key);
        buckets().delete(BUCKET);
        assertThrows(NoSuchBucket.class, () -> buckets().get(BUCKET));
    }

    @Test
    void aBucketOfTheSameNameInheritsNothing() {
        buckets().putSetting(BUCKET, BucketSetting.POLICY, "old");
        var upload = storage.uploads().begin(id("a"), ObjectSpec.EMPTY, Optional.empty());
        storage.uploads().putPart(upload.id(), 1, Uploads.of("part"));
        buckets().delete(BUCKET);
        TestBucket.create(buckets(), BUCKET);
        assertEquals(Optional.empty(), buckets().setting(BUCKET, BucketSetting.POLICY));
        assertEquals(List.of(), keys());
        assertEquals(
                List.of(),
                storage.uploads()
                        .listUploads(BUCKET, new ListQuery("", Optional.empty(), ListStart.START, 10))
                        .items());
    }

    @ParameterizedTest
    @EnumSource
    void aSettingIsKeptAsItIs(BucketSetting kind) {
        assertEquals(Optional.empty(), buckets().setting(BUCKET, kind));
        for (String document : List.of("<x>é😀\r\n\t\0</x>", "", " ", "{}", "x".repeat(100_000))) {
            buckets().putSetting(BUCKET, kind, document);
            assertEquals(Optional.of(document), buckets().setting(BUCKET, kind));
        }
        for (BucketSetting other : BucketSetting.values()) {
            assertEquals(other == kind, buckets().setting(BUCKET, other).isPresent());
        }
        buckets().removeSetting(BUCKET, kind);
        assertEquals(Optional.empty(), buckets().setting(BUCKET, kind));
        buckets().removeSetting(BUCKET, kind);
    }

    @Test
    void settingsAnswersAnImmutableSnapshot() {
        assertEquals(Map.of(), buckets().settings(BUCKET));
        buckets().putSetting(BUCKET, BucketSetting.TAGGING, "tags");
        Map<BucketSetting, String> before = buckets().settings(BUCKET);
        buckets().putSetting(BUCKET, BucketSetting.CORS, "rules");
        assertEquals(Map.of(BucketSetting.TAGGING, "tags"), before);
        assertEquals(
                Map.of(BucketSetting.TAGGING, "tags", BucketSetting.CORS, "rules"),
                buckets().settings(BUCKET));
        buckets().removeSetting(BUCKET, BucketSetting.TAGGING);
        assertEquals(Map.of(BucketSetting.CORS, "rules"), buckets().settings(BUCKET));
    }

    @Test
    void bucketsHaveTheirOwnSettings() {
        BucketName other = new BucketName("other");
        TestBucket.create(buckets(), other);
        buckets().putSetting(BUCKET, BucketSetting.TAGGING, "tags");
        assertEquals(Optional.empty(), buckets().setting(other, BucketSetting.TAGGING));
    }

    @Test
    void bucketsAreListedByName() {
        List<String> names = List.of("aaa", "aaa-b", "aaa.b", "aaab", "abc", BUCKET.value(), "zzz");
        names.reversed().stream()
                .filter(name -> !name.equals(BUCKET.value()))
                .forEach(name -> TestBucket.create(buckets(), new BucketName(name)));
        assertEquals(names, names(ListingPages.all(from -> list(from, 1000))));
        assertEquals(names, names(ListingPages.all(from -> list(from, 2))));
        assertEquals(
                List.of("aaa-b", "aaa.b"),
                names(list(new ListStart.After("aaa"), 2).items()));
        assertEquals(List.of("abc"), names(list(new ListStart.After("aaazz"), 1).items()));
        assertEquals(List.of(), list(new ListStart.After("zzz"), 5).items());
        assertEquals(List.of("aaa", "aaa-b", "aaa.b", "aaab"), names(ListingPages.all(from -> list("aaa", from, 3))));
        assertEquals(List.of("aaa.b"), names(list("aaa.", ListStart.START, 3).items()));
    }

    @Test
    void aPageOfBucketsHasACursorOnlyIfMoreFollow() {
        TestBucket.create(buckets(), new BucketName("second"));
        assertTrue(list(ListStart.START, 1).next().isPresent());
        assertEquals(Optional.empty(), list(ListStart.START, 2).next());
        assertEquals(new ListPage<>(List.of(), Optional.empty()), list(ListStart.START, 0));
    }

    @Test
    void versioningIsRefusedWhereItIsNotDeclared() {
        if (storage.capabilities().contains(StorageCapability.VERSIONING)) {
            buckets().setVersioning(BUCKET, VersioningStatus.ENABLED);
            assertEquals(VersioningStatus.ENABLED, buckets().get(BUCKET).versioning());
        } else {
            assertThrows(Unsupported.class, () -> buckets().setVersioning(BUCKET, VersioningStatus.ENABLED));
            assertEquals(VersioningStatus.UNVERSIONED, buckets().get(BUCKET).versioning());
        }
    }

    @Test
    void theOwnerIsThatGivenAtCreation() {
        assertEquals(Optional.of(TestBucket.OWNER), buckets().owner(BUCKET));
        buckets().delete(BUCKET);
        assertThrows(NoSuchBucket.class, () -> buckets().owner(BUCKET));
        Principal other = new Principal("4567", "another owner");
        buckets().create(BUCKET, other, Optional.empty());
        assertEquals(Optional.of(other), buckets().owner(BUCKET));
    }

    @Test
    void aSettingLeavesTheOwnerAsItIs() {
        buckets().putSetting(BUCKET, BucketSetting.TAGGING, "tags");
        assertEquals(Optional.of(TestBucket.OWNER), buckets().get(BUCKET).owner());
    }

    private ListPage<Bucket> list(ListStart from, int limit) {
        return list("", from, limit);
    }

    private ListPage<Bucket> list(String prefix, ListStart from, int limit) {
        return buckets().list(new ListQuery(prefix, Optional.empty(), from, limit));
    }

    private static List<String> names(List<Bucket> buckets) {
        return buckets.stream().map(bucket -> bucket.name().value()).toList();
    }
}
