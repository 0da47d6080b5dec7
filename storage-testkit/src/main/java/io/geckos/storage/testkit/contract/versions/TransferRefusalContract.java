package io.geckos.storage.testkit.contract.versions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.error.StorageException.ConditionFailed;
import io.geckos.domain.error.StorageException.NoSuchBucket;
import io.geckos.domain.error.StorageException.NoSuchVersion;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.domain.name.VersionId;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.storage.testkit.data.Uploads;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@link io.geckos.domain.engine.StorageTransfer} refuses, and that nothing is left of it. */
public abstract class TransferRefusalContract extends TwoBucketContract {
    @Test
    void versionThatIsNotNewerIsRefused() {
        ObjectInfo older = putSource("a", "older");
        ObjectInfo added = add(putSource("a", "newer"));
        assertThrows(ConditionFailed.class, () -> add(older));
        assertThrows(ConditionFailed.class, () -> add(storage.objects().stat(source("a"), Version.LATEST)));
        assertThrows(
                ConditionFailed.class,
                () -> storage.transfer().addDeleteMarker(id("a"), version(older), older.lastModified()));
        assertEquals(List.of(version(added)), history("a"));
    }

    @Test
    void anotherNullVersionIsRefused() {
        setSource(VersioningStatus.SUSPENDED);
        ObjectInfo first = add(putSource("a", "null"));
        assertThrows(ConditionFailed.class, () -> add(putSource("a", "null again")));
        putVersion("a", "on top");
        assertThrows(
                ConditionFailed.class, () -> storage.transfer().addDeleteMarker(id("a"), Version.NULL, Instant.now()));
        assertEquals(2, history("a").size());
        assertEquals(first, stat("a", Version.NULL));
    }

    @Test
    void namesThatCannotBeAreRefused() {
        ObjectInfo info = putSource("a", "content").withId(id("a"));
        Version.Named foreign = new Version.Exactly(new VersionId("foreign"));
        assertThrows(IllegalArgumentException.class, () -> addUntouched(info.withVersion(Optional.of(foreign))));
        assertThrows(IllegalArgumentException.class, () -> addUntouched(info.withVersion(Optional.empty())));
        assertThrows(
                IllegalArgumentException.class, () -> storage.transfer().addDeleteMarker(id("a"), foreign, LONG_AGO));
        assertThrows(NoSuchBucket.class, () -> addUntouched(info.withId(ObjectId.of("missing", "a"))));
        storage.transfer().createBucket(bucket("plain", VersioningStatus.UNVERSIONED, Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> addUntouched(info.withId(ObjectId.of("plain", "a"))));
        assertEquals(List.of(), versions());
    }

    private void addUntouched(ObjectInfo info) {
        storage.transfer().addVersion(info, List.of(), Uploads.of("content"));
    }

    @Test
    void uploadThatFailsLeavesNothing() {
        ObjectInfo info = putSource("a", "content").withId(id("a"));
        assertThrows(
                RuntimeException.class,
                () -> storage.transfer().addVersion(info, List.of(), Uploads.breaking(new byte[9_000_000])));
        assertEquals(List.of(), versions());
        storage.transfer().addVersion(info, List.of(), Uploads.of("content"));
        assertEquals(info, stat("a"));
    }

    @Test
    void missingVersionIsNotVerified() {
        ObjectInfo info = putSource("a", "content");
        assertThrows(NoSuchVersion.class, () -> storage.transfer().verify(id("a"), version(info)));
    }
}
