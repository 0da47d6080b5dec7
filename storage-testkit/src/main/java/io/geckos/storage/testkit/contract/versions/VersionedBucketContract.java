package io.geckos.storage.testkit.contract.versions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.VersionEntry;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.contract.MultipartContract;
import io.geckos.storage.testkit.data.ListedUsage;
import io.geckos.storage.testkit.data.ListingPages;
import io.geckos.storage.testkit.data.ObjectBytes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** What the suites about versions share: the bucket keeps versions from the beginning. */
public abstract class VersionedBucketContract extends MultipartContract {
    @BeforeEach
    void enable() {
        storage.buckets().setVersioning(BUCKET, VersioningStatus.ENABLED);
    }

    /** Whatever a test has done, the counts must tell. */
    @Override
    protected void check() {
        storage.usage().stream()
                .flatMap(usage -> usage.buckets().stream())
                .filter(usage -> usage.bucket().equals(BUCKET))
                .forEach(usage -> assertEquals(ListedUsage.of(storage, BUCKET), usage.figures()));
    }

    void suspend() {
        storage.buckets().setVersioning(BUCKET, VersioningStatus.SUSPENDED);
    }

    static Version.Named version(ObjectInfo info) {
        return info.version().orElseThrow(() -> new AssertionError("without a version: " + info));
    }

    /** Stores an object; answers the name of the version that this made. */
    Version.Named putVersion(String key, String content) {
        return version(put(key, content));
    }

    /** Deletes the latest, which must succeed; answers the name of the delete marker that this made. */
    Version.Named hide(String key) {
        DeleteOutcome.Deleted deleted = deleted(target(key, Version.LATEST));
        assertEquals(true, deleted.marker());
        return deleted.version().orElseThrow();
    }

    /** Removes versions for good, in one request, which must succeed. */
    void remove(String key, Version.Named... versions) {
        List<DeleteTarget> targets =
                Arrays.stream(versions).map(version -> target(key, version)).toList();
        for (DeleteOutcome outcome : storage.objects().delete(BUCKET, targets)) {
            assertInstanceOf(DeleteOutcome.Deleted.class, outcome);
        }
    }

    static DeleteTarget target(String key, Version version) {
        return new DeleteTarget(new ObjectKey(key), version, WriteCondition.ALWAYS);
    }

    DeleteOutcome.Deleted deleted(DeleteTarget target) {
        return assertInstanceOf(DeleteOutcome.Deleted.class, outcome(target));
    }

    DeleteOutcome outcome(DeleteTarget target) {
        List<DeleteOutcome> outcomes = storage.objects().delete(BUCKET, List.of(target));
        assertEquals(1, outcomes.size());
        return outcomes.getFirst();
    }

    ObjectInfo stat(String key, Version version) {
        return storage.objects().stat(id(key), version);
    }

    String read(String key, Version version) {
        try (StoredObject object = storage.objects().open(id(key), version)) {
            return new String(ObjectBytes.read(object), UTF_8);
        }
    }

    /** Everything in the bucket: versions and delete markers of all keys. */
    List<VersionEntry> versions() {
        return versions(1000);
    }

    List<VersionEntry> versions(int pageSize) {
        return ListingPages.all(
                from -> storage.objects().listVersions(BUCKET, new ListQuery("", Optional.empty(), from, pageSize)));
    }

    List<VersionEntry> versionsFrom(ListStart from, int limit) {
        return storage.objects()
                .listVersions(BUCKET, new ListQuery("", Optional.empty(), from, limit))
                .items();
    }

    /** The versions and delete markers of a key, newest first. Only the first of them must be the latest. */
    List<Version.Named> history(String key) {
        List<VersionEntry> entries =
                versions().stream().filter(entry -> keyOf(entry).equals(key)).toList();
        for (VersionEntry entry : entries) {
            assertEquals(entry.equals(entries.getFirst()), isLatest(entry), entry::toString);
            if (entry instanceof VersionEntry.Stored stored) {
                assertEquals(stat(key, stored.version()).summary(), stored.summary());
            }
        }
        return entries.stream().map(VersionedBucketContract::nameOf).toList();
    }

    static String keyOf(VersionEntry entry) {
        return switch (entry) {
            case VersionEntry.Stored stored -> stored.summary().id().key().value();
            case VersionEntry.DeleteMarker marker -> marker.id().key().value();
            case VersionEntry.CommonPrefix(var prefix) -> throw new AssertionError("a common prefix: " + prefix);
        };
    }

    static Version.Named nameOf(VersionEntry entry) {
        return switch (entry) {
            case VersionEntry.Stored stored -> stored.version();
            case VersionEntry.DeleteMarker marker -> marker.version();
            case VersionEntry.CommonPrefix(var prefix) -> throw new AssertionError("a common prefix: " + prefix);
        };
    }

    static boolean isLatest(VersionEntry entry) {
        return switch (entry) {
            case VersionEntry.Stored stored -> stored.latest();
            case VersionEntry.DeleteMarker marker -> marker.latest();
            case VersionEntry.CommonPrefix _ -> false;
        };
    }
}
