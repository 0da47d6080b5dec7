package io.geckos.storage.testkit.contract.versions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.error.StorageException.NoSuchVersion;
import io.geckos.domain.error.StorageException.VersionIsDeleteMarker;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a bucket does whose versioning is suspended: it has one null version of each key, which writes replace. */
public abstract class SuspendedContract extends VersionedBucketContract {
    @Test
    void aPutReplacesTheNullVersion() {
        suspend();
        assertEquals(Version.NULL, putVersion("a", "1"));
        assertEquals(Version.NULL, putVersion("a", "2"));
        assertEquals("2", read("a"));
        assertEquals("2", read("a", Version.NULL));
        assertEquals(List.of(Version.NULL), history("a"));
    }

    @Test
    void aPutReplacesTheNullVersionWhereverInTheHistory() {
        suspend();
        put("a", "null");
        enable();
        Version.Named above = putVersion("a", "above");
        assertEquals(List.of(above, Version.NULL), history("a"));
        suspend();
        put("a", "newer null");
        assertEquals(List.of(Version.NULL, above), history("a"));
        assertEquals("newer null", read("a", Version.NULL));
        assertEquals("above", read("a", above));
    }

    @Test
    void aPutKeepsNamedVersions() {
        Version.Named first = putVersion("a", "1");
        Version.Named second = putVersion("a", "2");
        suspend();
        put("a", "null");
        assertEquals(List.of(Version.NULL, second, first), history("a"));
        assertEquals("2", read("a", second));
        remove("a", Version.NULL);
        assertEquals("2", read("a"));
    }

    @Test
    void aDeleteReplacesTheNullVersionByAMarker() {
        Version.Named first = putVersion("a", "1");
        suspend();
        put("a", "null");
        DeleteTarget latest = target("a", Version.LATEST);
        for (int again = 0; again < 2; again++) {
            assertEquals(new DeleteOutcome.Deleted(latest, Optional.of(Version.NULL), true), deleted(latest));
            assertEquals(List.of(Version.NULL, first), history("a"));
            VersionIsDeleteMarker marked = assertThrows(VersionIsDeleteMarker.class, () -> stat("a", Version.NULL));
            assertEquals(Version.NULL, marked.version());
        }
        assertEquals("1", read("a", first));
    }

    @Test
    void aDeleteReplacesANullVersionBelowTheLatest() {
        suspend();
        put("a", "null");
        enable();
        Version.Named above = putVersion("a", "above");
        suspend();
        hide("a");
        assertEquals(List.of(Version.NULL, above), history("a"));
        assertThrows(VersionIsDeleteMarker.class, () -> stat("a", Version.NULL));
    }

    @Test
    void aPutReplacesTheNullMarker() {
        Version.Named first = putVersion("a", "1");
        suspend();
        assertEquals(Version.NULL, hide("a"));
        put("a", "null");
        assertEquals(List.of(Version.NULL, first), history("a"));
        assertEquals("null", read("a"));
    }

    @Test
    void removingNullBringsBackTheOneBelow() {
        Version.Named first = putVersion("a", "1");
        suspend();
        hide("a");
        assertEquals(
                new DeleteOutcome.Deleted(target("a", Version.NULL), Optional.of(Version.NULL), true),
                deleted(target("a", Version.NULL)));
        assertEquals("1", read("a"));
        assertEquals(List.of(first), history("a"));
        assertThrows(NoSuchVersion.class, () -> stat("a", Version.NULL));
    }

    @Test
    void enabledAgainTheNullVersionIsKept() {
        suspend();
        put("a", "null");
        enable();
        Version.Named marker = hide("a");
        Version.Named above = putVersion("a", "above");
        assertEquals(List.of(above, marker, Version.NULL), history("a"));
        assertEquals("null", read("a", Version.NULL));
        suspend();
        hide("a");
        enable();
        assertEquals(List.of(Version.NULL, above, marker), history("a"));
    }

    @Test
    void neverVersionedSaysNoVersion() {
        ObjectId id = new ObjectId(new BucketName("never"), new ObjectKey("a"));
        TestBucket.create(storage.buckets(), id.bucket());
        ObjectInfo info = storage.objects().put(id, ObjectSpec.EMPTY, Uploads.of("1"), WriteCondition.ALWAYS);
        assertEquals(Optional.empty(), info.version());
        assertEquals(Optional.empty(), storage.objects().stat(id, Version.NULL).version());
        DeleteTarget target = new DeleteTarget(id.key(), Version.NULL, WriteCondition.ALWAYS);
        assertEquals(
                List.of(new DeleteOutcome.Deleted(target, Optional.empty(), false)),
                storage.objects().delete(id.bucket(), List.of(target)));
    }

    @Test
    void noBucketReturnsToBeingUnversioned() {
        assertThrows(
                IllegalArgumentException.class,
                () -> storage.buckets().setVersioning(BUCKET, VersioningStatus.UNVERSIONED));
        assertEquals(VersioningStatus.ENABLED, storage.buckets().get(BUCKET).versioning());
        suspend();
        assertEquals(VersioningStatus.SUSPENDED, storage.buckets().get(BUCKET).versioning());
        assertInstanceOf(Version.Null.class, putVersion("a", "null"));
    }
}
