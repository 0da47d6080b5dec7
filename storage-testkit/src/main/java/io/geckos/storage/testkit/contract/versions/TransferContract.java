package io.geckos.storage.testkit.contract.versions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.bucket.DefaultRetention;
import io.geckos.domain.bucket.ObjectLock;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.error.StorageException.BucketExists;
import io.geckos.domain.error.StorageException.ConditionFailed;
import io.geckos.domain.error.StorageException.VersionIsDeleteMarker;
import io.geckos.domain.error.StorageException.WrongState;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.Protection;
import io.geckos.domain.object.Retention;
import io.geckos.domain.object.StoredObject;
import io.geckos.storage.testkit.contract.ObjectStoreContract;
import io.geckos.storage.testkit.data.HostileKeys;
import io.geckos.storage.testkit.data.SealedBytes;
import io.geckos.storage.testkit.data.Uploads;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The promises of {@link io.geckos.domain.engine.StorageTransfer}: versions and buckets stay what they were elsewhere. */
public abstract class TransferContract extends TwoBucketContract {
    @Test
    void addedVersionIsAsItWas() {
        ObjectSpec spec = ObjectStoreContract.SPEC;
        add(putSource("a", spec, Uploads.of("content", ChecksumAlgorithm.values())));
        storage = reopen(storage);
        assertSameVersions();
    }

    @Test
    void addedBucketIsAsItWas() {
        ObjectLock lock =
                new ObjectLock(Optional.of(new DefaultRetention(Retention.Mode.GOVERNANCE, Period.ofDays(3))));
        List<Bucket> buckets = List.of(
                bucket("plain", VersioningStatus.UNVERSIONED, Optional.empty()),
                bucket("enabled", VersioningStatus.ENABLED, Optional.empty()),
                bucket("suspended", VersioningStatus.SUSPENDED, Optional.empty()),
                bucket("locked", VersioningStatus.ENABLED, Optional.of(lock)),
                new Bucket(
                        new BucketName("ownerless"),
                        LONG_AGO,
                        Optional.empty(),
                        VersioningStatus.UNVERSIONED,
                        Optional.empty()));
        buckets.forEach(storage.transfer()::createBucket);
        storage = reopen(storage);
        buckets.forEach(bucket -> assertEquals(bucket, storage.buckets().get(bucket.name())));
        assertThrows(BucketExists.class, () -> storage.transfer().createBucket(buckets.getFirst()));
    }

    @Test
    void historyKeepsItsOrder() {
        putSource("a", "first");
        hideSource("a");
        putSource("a", "third");
        setSource(VersioningStatus.SUSPENDED);
        putSource("a", "null");
        setSource(VersioningStatus.ENABLED);
        putSource("a", "");
        hideSource("a");
        hideSource("a");
        hideSource("b");
        putSource("b", "above a marker");
        setSource(VersioningStatus.SUSPENDED);
        hideSource("b");
        addAll();
        assertSameVersions();
        storage = reopen(storage);
        assertSameVersions();
        assertThrows(VersionIsDeleteMarker.class, () -> stat("a"));
    }

    @Test
    void newVersionsComeOnTopOfAddedOnes() {
        ObjectInfo first = add(putSource("a", "first"));
        Version.Named second = putVersion("a", "second");
        Version.Named marker = hide("a");
        assertEquals(List.of(marker, second, version(first)), history("a"));
        remove("a", marker, second);
        assertEquals("first", read("a"));
        assertEquals(first, stat("a"));
    }

    @Test
    void versionsOfOneMomentAreToldApart() {
        ObjectInfo one = putSource("a", "1111");
        ObjectInfo two = putSource("a", "2222");
        for (ObjectInfo info : List.of(one, two)) {
            storage.transfer()
                    .addVersion(at(info, LONG_AGO), List.of(), Uploads.of(info.equals(one) ? "1111" : "2222"));
        }
        storage = reopen(storage);
        assertEquals(List.of(version(two), version(one)), history("a"));
        assertEquals("1111", read("a", version(one)));
        assertEquals("2222", read("a", version(two)));
        assertEquals(LONG_AGO, stat("a", version(one)).lastModified());
    }

    private static ObjectInfo at(ObjectInfo info, Instant time) {
        ObjectId id = new ObjectId(BUCKET, info.id().key());
        return new ObjectInfo(
                id, info.version(), info.etag(), info.size(), time, info.checksums(), info.partCount(), info.spec());
    }

    @Test
    void objectOfAnUnversionedBucketIsAddedOnce() {
        BucketName plain = new BucketName("plain");
        storage.transfer().createBucket(bucket("plain", VersioningStatus.UNVERSIONED, Optional.empty()));
        for (String key : List.of("a", "folder/")) {
            ObjectInfo original = putSource(key, key.equals("a") ? "content" : "");
            ObjectInfo info = at(original, LONG_AGO)
                    .withId(new ObjectId(plain, new ObjectKey(key)))
                    .withVersion(Optional.empty());
            ObjectUpload upload = Uploads.of(key.equals("a") ? "content" : "");
            storage.transfer().addVersion(info, List.of(), upload);
            assertEquals(info, storage.objects().stat(info.id(), Version.LATEST));
            assertThrows(
                    ConditionFailed.class, () -> storage.transfer().addVersion(info, List.of(), Uploads.of("other")));
            storage = reopen(storage);
            assertEquals(info, storage.objects().stat(info.id(), Version.LATEST));
        }
        assertEquals(
                2,
                storage.objects()
                        .listVersions(plain, new ListQuery("", Optional.empty(), ListStart.START, 10))
                        .items()
                        .size());
    }

    @Test
    void partsStayParts() {
        for (Checksum.Type type : Checksum.Type.values()) {
            var plan = new UploadInfo.ChecksumPlan(ChecksumAlgorithm.CRC32C, type);
            var upload = uploads()
                    .begin(source("a"), ObjectStoreContract.SPEC, Optional.of(plan))
                    .id();
            ObjectPart one = putPart(upload, 1, "first part", ChecksumAlgorithm.CRC32C);
            ObjectPart empty = putPart(upload, 7, "", ChecksumAlgorithm.CRC32C);
            ObjectPart three = putPart(upload, 9, "third", ChecksumAlgorithm.CRC32C);
            add(complete(upload, one, empty, three));
        }
        storage = reopen(storage);
        assertSameVersions();
        ObjectInfo info = stat("a");
        assertThrows(
                IllegalArgumentException.class,
                () -> storage.transfer().addVersion(info, List.of(), Uploads.untouchable(15)));
    }

    @Test
    void sealedVersionsStaySealed() {
        add(putSource("a", SealedBytes.spec(SealedBytes.SEAL), SealedBytes.upload("one")));
        var upload = uploads()
                .begin(source("a"), SealedBytes.spec(SealedBytes.OTHER), Optional.empty())
                .id();
        ObjectPart one = uploads().putPart(upload, 1, SealedBytes.upload("first"));
        ObjectPart two = uploads().putPart(upload, 2, SealedBytes.upload("second"));
        add(complete(upload, one, two));
        storage = reopen(storage);
        assertSameVersions();
        try (StoredObject opened = open("a")) {
            assertEquals("[sealed first][sealed second]", SealedBytes.read(opened));
        }
    }

    @Test
    void tagThatIsNoMd5Stays() {
        ObjectInfo original = putSource("a", "put by hand");
        ETag etag = new ETag("17f5c3a1b2-b");
        ObjectInfo info =
                new ObjectInfo(id("a"), original.version(), etag, 11, LONG_AGO, List.of(), 0, ObjectSpec.EMPTY);
        storage.transfer().addVersion(info, List.of(), Uploads.of("put by hand"));
        storage = reopen(storage);
        assertEquals(info, stat("a"));
        storage.transfer().verify(id("a"), version(info));
    }

    @Test
    void protectionIsThatOfTheVersionAndNotTheDefault() {
        ObjectInfo free = putSource("a", "free");
        storage.buckets().setLock(ELSEWHERE, ObjectLock.WITHOUT_DEFAULT);
        Instant until = Instant.now().plus(Duration.ofDays(1));
        Protection held = new Protection(
                Optional.of(new Retention(Retention.Mode.COMPLIANCE, until)), Optional.of(Protection.LegalHold.OFF));
        ObjectInfo kept = putSource("b", ObjectSpec.EMPTY.withProtection(held), Uploads.of("kept"));
        assertThrows(WrongState.class, () -> add(kept));
        storage.buckets()
                .setLock(
                        BUCKET,
                        new ObjectLock(Optional.of(new DefaultRetention(Retention.Mode.GOVERNANCE, Period.ofDays(1)))));
        assertEquals(Protection.NONE, add(free).spec().protection());
        add(kept);
        storage = reopen(storage);
        assertSameVersions();
    }

    @Test
    void hostileKeysAreAdded() {
        for (String key : HostileKeys.shallow()) {
            putSource(key, "1 " + key);
            hideSource(key);
            putSource(key, "3 " + key);
        }
        addAll();
        storage = reopen(storage);
        assertSameVersions();
    }
}
