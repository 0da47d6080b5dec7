package io.geckos.storage.rados;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.error.StorageException.NoSuchObject;
import io.geckos.domain.error.StorageException.NoSuchUpload;
import io.geckos.domain.error.StorageException.Unavailable;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.multipart.PartReference;
import io.geckos.domain.multipart.UploadCompletion;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.VersionEntry;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.rados.librados.LossyPool;
import io.geckos.storage.rados.maintenance.Resharding;
import io.geckos.storage.testkit.data.ObjectBytes;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Writes that are carried out, but whose answers are lost. Another gateway may have changed the same before the first one reads
 * what has become of its write; then it must not be carried out again.
 */
class LostAnswerTest {
    private static final BucketName BUCKET = new BucketName("lost");
    private static final ObjectId A = ObjectId.of("lost", "a");

    private LossyPool meta;
    private Storage lossy;
    private Storage other;

    @BeforeEach
    void open() {
        Map<String, String> settings = CephCluster.get().newSettings();
        other = CephCluster.get().open(settings);
        RadosConnection connection = RadosConnection.open(RadosSettings.of(settings));
        meta = new LossyPool(connection.meta());
        lossy = new RadosStorage(
                new RadosConnection(connection.cluster(), meta, connection.data()),
                3,
                Duration.ofDays(1),
                Resharding.ROWS,
                CephCluster.MEMORY);
        TestBucket.create(other.buckets(), BUCKET);
        lossy.buckets().get(BUCKET);
    }

    @AfterEach
    void close() {
        lossy.close();
        other.close();
    }

    private static void put(Storage gateway, String content) {
        put(gateway, content, WriteCondition.ALWAYS);
    }

    private static void put(Storage gateway, String content, WriteCondition condition) {
        gateway.objects().put(A, ObjectSpec.EMPTY, Uploads.of(content), condition);
    }

    private static void delete(Storage gateway) {
        DeleteTarget target = new DeleteTarget(A.key(), Version.LATEST, WriteCondition.ALWAYS);
        for (DeleteOutcome outcome : gateway.objects().delete(BUCKET, List.of(target))) {
            if (outcome instanceof DeleteOutcome.Refused refused) {
                throw refused.reason();
            }
        }
    }

    private String read() {
        try (StoredObject object = other.objects().open(A, Version.LATEST)) {
            return new String(ObjectBytes.read(object), UTF_8);
        }
    }

    private int versions() {
        return other.objects()
                .listVersions(BUCKET, new ListQuery("", Optional.empty(), ListStart.START, 100))
                .items()
                .size();
    }

    /** Makes a call, which may end as if the outcome were unknown, and in no other way. */
    private static void perhaps(Runnable call) {
        try {
            call.run();
        } catch (StorageException e) {
            assertEquals(Unavailable.class, e.getClass());
        }
    }

    @Test
    void writeIsFoundToHaveBeenMade() {
        meta.loseNextAnswer(() -> {});
        put(lossy, "first");
        assertEquals("first", read());
        meta.loseNextAnswer(() -> {});
        delete(lossy);
        assertThrows(NoSuchObject.class, this::read);
    }

    @Test
    void overwrittenObjectDoesNotComeBack() {
        for (WriteCondition condition : List.of(new WriteCondition.IfAbsent(), WriteCondition.ALWAYS)) {
            meta.loseNextAnswer(() -> put(other, "second"));
            perhaps(() -> put(lossy, "first", condition));
            assertEquals("second", read());
        }
    }

    @Test
    void deletedObjectDoesNotComeBack() {
        meta.loseNextAnswer(() -> delete(other));
        perhaps(() -> put(lossy, "first"));
        assertThrows(NoSuchObject.class, this::read);
    }

    @Test
    void laterObjectIsNotDeleted() {
        put(other, "first");
        meta.loseNextAnswer(() -> put(other, "second"));
        perhaps(() -> delete(lossy));
        assertEquals("second", read());
    }

    @Test
    void versionIsMadeOnce() {
        other.buckets().setVersioning(BUCKET, VersioningStatus.ENABLED);
        put(lossy, "zeroth");
        meta.loseNextAnswer(() -> put(other, "second"));
        perhaps(() -> put(lossy, "first"));
        assertEquals(3, versions());
        meta.loseNextAnswer(() -> put(other, "third"));
        perhaps(() -> delete(lossy));
        assertEquals(5, versions());
        assertEquals("third", read());
    }

    @Test
    void bytesOfAVersionThatAnotherFollowsStay() {
        other.buckets().setVersioning(BUCKET, VersioningStatus.ENABLED);
        put(lossy, "zeroth");
        delete(other);
        meta.loseNextAnswer(() -> put(other, "second"));
        perhaps(() -> put(lossy, "first", new WriteCondition.IfAbsent()));
        assertEquals(4, versions());
        other.objects()
                .listVersions(BUCKET, new ListQuery("", Optional.empty(), ListStart.START, 100))
                .items()
                .forEach(entry -> {
                    if (entry instanceof VersionEntry.Stored stored) {
                        try (StoredObject object = other.objects().open(A, stored.version())) {
                            assertEquals(object.info().size(), ObjectBytes.read(object).length);
                        }
                    }
                });
    }

    private UploadId begin() {
        return other.uploads().begin(A, ObjectSpec.EMPTY, Optional.empty()).id();
    }

    private static ObjectPart putPart(Storage gateway, UploadId upload, String content) {
        return gateway.uploads().putPart(upload, 1, Uploads.of(content));
    }

    private static UploadCompletion completion(ObjectPart part) {
        return new UploadCompletion(
                List.of(new PartReference(1, part.etag(), part.checksums())),
                0,
                Optional.empty(),
                OptionalLong.empty(),
                WriteCondition.ALWAYS);
    }

    @Test
    void replacedPartDoesNotComeBack() {
        UploadId upload = begin();
        meta.loseNextAnswer(() -> putPart(other, upload, "second"));
        perhaps(() -> putPart(lossy, upload, "first"));
        ObjectPart part = other.uploads().listParts(upload, 0, 10).items().getFirst();
        other.uploads().complete(upload, completion(part));
        assertEquals("second", read());
    }

    @Test
    void partOfAnUploadThatWasCompletedMeanwhileIsKept() {
        UploadId upload = begin();
        meta.loseNextAnswer(() -> other.uploads()
                .complete(
                        upload,
                        completion(
                                other.uploads().listParts(upload, 0, 10).items().getFirst())));
        perhaps(() -> putPart(lossy, upload, "first"));
        assertEquals("first", read());
    }

    @Test
    void completionIsFoundToHaveBeenMadeAndAnAbortIsOnceMade() {
        UploadId upload = begin();
        ObjectPart part = putPart(other, upload, "first");
        meta.loseNextAnswer(() -> {});
        lossy.uploads().complete(upload, completion(part));
        assertEquals("first", read());
        UploadId aborted = begin();
        meta.loseNextAnswer(() -> {});
        perhaps(() -> lossy.uploads().abort(aborted));
        assertThrows(NoSuchUpload.class, () -> other.uploads().get(aborted));
    }

    @Test
    void completedObjectThatWasOverwrittenDoesNotComeBack() {
        UploadId upload = begin();
        ObjectPart part = putPart(other, upload, "first");
        meta.loseNextAnswer(() -> put(other, "second"));
        perhaps(() -> lossy.uploads().complete(upload, completion(part)));
        assertEquals("second", read());
    }

    @Test
    void bucketAndDocumentAreFoundToHaveBeenWritten() {
        meta.loseNextAnswer(() -> {});
        lossy.buckets().setVersioning(BUCKET, VersioningStatus.ENABLED);
        assertEquals(VersioningStatus.ENABLED, lossy.buckets().get(BUCKET).versioning());
        DocumentName name = new DocumentName("users");
        meta.loseNextAnswer(() -> {});
        assertTrue(lossy.documents().write(name, Optional.empty(), "text"));
    }
}
