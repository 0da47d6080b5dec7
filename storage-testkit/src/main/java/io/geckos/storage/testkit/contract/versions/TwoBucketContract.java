package io.geckos.storage.testkit.contract.versions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.bucket.ObjectLock;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.VersionEntry;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.data.ListingPages;
import io.geckos.storage.testkit.data.ObjectBytes;
import io.geckos.storage.testkit.data.SealedBytes;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/**
 * What the suites about {@link io.geckos.domain.engine.StorageTransfer} share: versions are copied from another bucket of the
 * same store, so that their ids have the form of any store.
 */
public abstract class TwoBucketContract extends VersionedBucketContract {
    static final BucketName ELSEWHERE = new BucketName("elsewhere");
    static final Instant LONG_AGO = Instant.parse("2001-02-03T04:05:06.789012345Z");

    @BeforeEach
    void createSource() {
        TestBucket.create(storage.buckets(), ELSEWHERE);
        setSource(VersioningStatus.ENABLED);
    }

    void setSource(VersioningStatus versioning) {
        storage.buckets().setVersioning(ELSEWHERE, versioning);
    }

    static ObjectId source(String key) {
        return new ObjectId(ELSEWHERE, new ObjectKey(key));
    }

    ObjectInfo putSource(String key, ObjectSpec spec, ObjectUpload upload) {
        return storage.objects().put(source(key), spec, upload, WriteCondition.ALWAYS);
    }

    ObjectInfo putSource(String key, String content) {
        return putSource(key, ObjectSpec.EMPTY, Uploads.of(content));
    }

    void hideSource(String key) {
        DeleteTarget target = new DeleteTarget(new ObjectKey(key), Version.LATEST, WriteCondition.ALWAYS);
        storage.objects().delete(ELSEWHERE, List.of(target));
    }

    List<VersionEntry> sourceVersions() {
        return ListingPages.all(
                from -> storage.objects().listVersions(ELSEWHERE, new ListQuery("", Optional.empty(), from, 1000)));
    }

    /** Adds the copy of a version to the bucket under test, which it must be as it was; answers its properties. */
    ObjectInfo add(ObjectInfo original) {
        try (StoredObject opened = storage.objects().open(original.id(), version(original))) {
            byte[] bytes = ObjectBytes.read(opened, ByteSpan.whole(opened.storedSize()));
            ObjectInfo info = original.withId(new ObjectId(BUCKET, original.id().key()));
            storage.transfer().addVersion(info, opened.parts(), Uploads.of(bytes));
            assertSame(opened, info);
            return info;
        }
    }

    void assertSame(StoredObject original, ObjectInfo info) {
        assertEquals(info, storage.objects().stat(info.id(), version(info)));
        try (StoredObject copy = storage.objects().open(info.id(), version(info))) {
            assertEquals(info, copy.info());
            assertEquals(original.parts(), copy.parts());
            assertEquals(SealedBytes.read(original), SealedBytes.read(copy));
            storage.transfer().verify(info.id(), version(info));
        }
    }

    /** Adds all versions and delete markers of the source bucket. */
    void addAll() {
        for (VersionEntry entry : sourceVersions().reversed()) {
            switch (entry) {
                case VersionEntry.Stored stored ->
                    add(storage.objects().stat(stored.summary().id(), stored.version()));
                case VersionEntry.DeleteMarker marker ->
                    storage.transfer().addDeleteMarker(id(keyOf(marker)), marker.version(), marker.lastModified());
                case VersionEntry.CommonPrefix prefix -> throw new AssertionError(prefix);
            }
        }
    }

    /** Reads all versions of both buckets; those of the target must be those of the source. */
    void assertSameVersions() {
        List<VersionEntry> originals = sourceVersions();
        List<VersionEntry> copies = versions();
        assertEquals(
                originals.stream().map(TwoBucketContract::text).toList(),
                copies.stream().map(TwoBucketContract::text).toList());
        for (VersionEntry entry : originals) {
            if (entry instanceof VersionEntry.Stored stored) {
                try (StoredObject opened =
                        storage.objects().open(stored.summary().id(), stored.version())) {
                    assertSame(opened, opened.info().withId(id(keyOf(entry))));
                }
            }
        }
    }

    static String text(VersionEntry entry) {
        return entry.toString().replace(ELSEWHERE.value(), BUCKET.value());
    }

    static Bucket bucket(String name, VersioningStatus versioning, Optional<ObjectLock> lock) {
        return new Bucket(new BucketName(name), LONG_AGO, Optional.of(TestBucket.OWNER), versioning, lock);
    }
}
