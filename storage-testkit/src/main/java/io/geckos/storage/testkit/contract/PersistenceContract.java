package io.geckos.storage.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.domain.error.StorageCapability;
import io.geckos.domain.error.StorageException.ContentMismatch;
import io.geckos.domain.error.StorageException.NoSuchBucket;
import io.geckos.domain.error.StorageException.NoSuchUpload;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.multipart.UploadCompletion;
import io.geckos.domain.multipart.UploadEntry;
import io.geckos.domain.multipart.UploadInfo.ChecksumPlan;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Initiator;
import io.geckos.domain.name.Principal;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectSummary;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.data.HostileKeys;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Everything that a storage has acknowledged is still there, with all metadata, when it is opened again. */
public abstract class PersistenceContract extends MultipartContract {
    private static final ListQuery ALL = new ListQuery("", Optional.empty(), ListStart.START, 1000);

    private void reopen() {
        storage = reopen(storage);
    }

    @Test
    void aReopenedStorageWorksAndHasTheSameCapabilities() {
        Set<StorageCapability> declared = storage.capabilities();
        storage.check();
        reopen();
        storage.check();
        assertEquals(declared, storage.capabilities());
    }

    @Test
    void bucketsAndTheirSettingsAreKept() {
        TestBucket.create(storage.buckets(), new BucketName("second"));
        storage.buckets().putSetting(BUCKET, BucketSetting.CORS, "<CORS/>\n");
        storage.buckets().putSetting(BUCKET, BucketSetting.TAGGING, "removed");
        storage.buckets().removeSetting(BUCKET, BucketSetting.TAGGING);
        TestBucket.create(storage.buckets(), new BucketName("third"));
        storage.buckets().delete(new BucketName("third"));
        ListPage<Bucket> buckets = storage.buckets().list(ALL);
        reopen();
        assertEquals(buckets, storage.buckets().list(ALL));
        assertEquals(Optional.of("<CORS/>\n"), storage.buckets().setting(BUCKET, BucketSetting.CORS));
        assertEquals(Optional.empty(), storage.buckets().setting(BUCKET, BucketSetting.TAGGING));
        assertThrows(NoSuchBucket.class, () -> storage.buckets().get(new BucketName("third")));
    }

    @Test
    void documentsAreKept() {
        DocumentName name = new DocumentName("users");
        storage.documents().write(name, Optional.empty(), "{}");
        Optional<DocumentStore.Document> kept = storage.documents().read(name);
        reopen();
        assertEquals(kept, storage.documents().read(name));
    }

    @Test
    void objectsAreKept() {
        for (String key : HostileKeys.shallow()) {
            storage.objects()
                    .put(
                            id(key),
                            ObjectStoreContract.SPEC,
                            Uploads.of("of " + key, ChecksumAlgorithm.values()),
                            WriteCondition.ALWAYS);
        }
        List<ObjectSummary> objects = listed();
        reopen();
        assertEquals(objects, listed());
        for (ObjectSummary summary : objects) {
            String key = summary.id().key().value();
            assertEquals(summary, stat(key).summary());
            assertEquals("of " + key, read(key));
        }
    }

    @Test
    void changesOfObjectsAreKept() {
        put("replaced", "old");
        put("replaced", "new");
        put("deleted", "");
        delete("deleted");
        put("a/b", "below");
        put("a", "above");
        delete("a/b");
        put("tagged", "");
        storage.objects().retag(id("tagged"), Version.LATEST, Map.of("k", "v"));
        try (StoredObject source = open("a")) {
            storage.objects().copy(source, id("copied"), ObjectStoreContract.SPEC, Set.of(), WriteCondition.ALWAYS);
        }
        assertThrows(
                ContentMismatch.class,
                () -> storage.objects()
                        .put(
                                id("failed"),
                                ObjectStoreContract.SPEC,
                                Uploads.breaking(new byte[10]),
                                WriteCondition.ALWAYS));
        List<ObjectSummary> objects = listed();
        reopen();
        assertEquals(List.of("a", "copied", "replaced", "tagged"), keys());
        assertEquals(objects, listed());
        assertEquals("new", read("replaced"));
        assertEquals("above", read("copied"));
    }

    @Test
    void uploadsUnderWayAreKeptAndCanBeCompleted() {
        ChecksumPlan plan = new ChecksumPlan(ChecksumAlgorithm.CRC32, Checksum.Type.FULL_OBJECT);
        Principal name = new Principal("arn:aws:iam::000000000000:user/alice", "alice");
        Initiator alice = new Initiator(name, Optional.of("AIDA1"));
        UploadId first = uploads()
                .begin(id("a"), ObjectStoreContract.SPEC, Optional.of(plan), Optional.of(alice))
                .id();
        begin("a");
        UploadId aborted = begin("a");
        uploads().abort(aborted);
        ObjectPart one = putPart(first, 1, "one", ChecksumAlgorithm.CRC32);
        putPart(first, 2, "old", ChecksumAlgorithm.CRC32);
        ObjectPart two = putPart(first, 2, "two", ChecksumAlgorithm.CRC32);
        ListPage<UploadEntry> begun = uploads().listUploads(BUCKET, ALL);
        reopen();
        assertEquals(begun, uploads().listUploads(BUCKET, ALL));
        assertEquals(List.of(one, two), uploads().listParts(first, 0, 10).items());
        assertThrows(NoSuchUpload.class, () -> uploads().get(aborted));
        ObjectInfo info = complete(first, one, two);
        assertEquals(ObjectStoreContract.SPEC, info.spec());
        assertEquals(1, info.checksums().size());
        assertEquals("onetwo", read("a"));
    }

    @Test
    void aLaterUploadIsListedBehindEarlierOnes() {
        UploadId before = begin("a");
        reopen();
        UploadId after = begin("a");
        List<UploadId> listed = uploads().listUploads(BUCKET, ALL).items().stream()
                .map(entry -> ((UploadEntry.Found) entry).info().id())
                .toList();
        assertEquals(List.of(before, after), listed);
    }

    @Test
    void aCompletedObjectIsKeptWithItsParts() {
        UploadId upload = begin("a");
        UploadCompletion completion = completion(putPart(upload, 1, "one"), putPart(upload, 5, "five"));
        ObjectInfo info = uploads().complete(upload, completion);
        List<ObjectPart> parts = parts();
        reopen();
        assertEquals(info, stat("a"));
        assertEquals(parts, parts());
        assertEquals("onefive", read("a"));
        assertEquals(info, uploads().complete(upload, completion));
        put("a", "newer");
        reopen();
        assertThrows(NoSuchUpload.class, () -> uploads().complete(upload, completion));
        assertEquals("newer", read("a"));
    }

    private List<ObjectPart> parts() {
        try (StoredObject object = open("a")) {
            return object.parts();
        }
    }
}
