package io.geckos.storage.testkit.contract.versions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.error.StorageException.NoSuchObject;
import io.geckos.domain.error.StorageException.VersionIsDeleteMarker;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.VersionEntry;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.data.Uploads;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What deleting makes in a bucket with versioning, and how it is undone. */
public abstract class DeleteMarkerContract extends VersionedBucketContract {
    private static final WriteCondition IF_ABSENT = new WriteCondition.IfAbsent();
    private static final WriteCondition IF_PRESENT = new WriteCondition.IfPresent();

    @Test
    void deletingHides() {
        Version.Named version = putVersion("a", "1");
        Version.Named marker = hide("a");
        assertThrows(VersionIsDeleteMarker.class, () -> stat("a"));
        assertEquals(List.of(), keys());
        assertEquals(List.of(marker, version), history("a"));
        assertEquals("1", read("a", version));
    }

    @Test
    void deletingWhatIsMissingMakesAMarker() {
        Version.Named marker = hide("a/b");
        assertEquals(List.of(marker), history("a/b"));
        VersionEntry.DeleteMarker listed =
                assertInstanceOf(VersionEntry.DeleteMarker.class, versions().getFirst());
        assertEquals(id("a/b"), listed.id());
        assertTrue(storage.isVersionId(marker.value()), marker::value);
    }

    @Test
    void deletingAgainMakesAnotherMarker() {
        Version.Named version = putVersion("a", "1");
        Version.Named first = hide("a");
        Version.Named second = hide("a");
        assertEquals(List.of(second, first, version), history("a"));
    }

    @Test
    void theMarkerIsNamedInTheRefusal() {
        putVersion("a", "1");
        Version.Named marker = hide("a");
        VersionEntry.DeleteMarker listed =
                (VersionEntry.DeleteMarker) versions().getFirst();
        VersionIsDeleteMarker latest = assertThrows(VersionIsDeleteMarker.class, () -> stat("a"));
        assertEquals(marker, latest.version());
        assertFalse(latest.wasRequestedById());
        assertEquals(listed.lastModified(), latest.lastModified());
        VersionIsDeleteMarker named = assertThrows(VersionIsDeleteMarker.class, () -> stat("a", marker));
        assertEquals(marker, named.version());
        assertTrue(named.wasRequestedById());
        assertEquals(listed.lastModified(), named.lastModified());
    }

    @Test
    void aMarkerCannotBeReadOrTagged() {
        Version.Named marker = hide("a");
        for (Version version : List.of(Version.LATEST, marker)) {
            assertThrows(VersionIsDeleteMarker.class, () -> storage.objects().open(id("a"), version));
            assertThrows(
                    VersionIsDeleteMarker.class, () -> storage.objects().retag(id("a"), version, Map.of("k", "v")));
        }
        assertEquals(List.of(marker), history("a"));
    }

    @Test
    void removingTheMarkerBringsBackTheVersionBelow() {
        Version.Named version = putVersion("a", "1");
        Version.Named marker = hide("a");
        assertEquals(
                new DeleteOutcome.Deleted(target("a", marker), Optional.of(marker), true),
                deleted(target("a", marker)));
        assertEquals("1", read("a"));
        assertEquals(List.of("a"), keys());
        assertEquals(List.of(version), history("a"));
    }

    @Test
    void removingAMarkerUnderAnotherChangesNothing() {
        Version.Named version = putVersion("a", "1");
        Version.Named first = hide("a");
        Version.Named second = hide("a");
        remove("a", first);
        assertEquals(List.of(second, version), history("a"));
        assertEquals(List.of(), keys());
        remove("a", second);
        assertEquals("1", read("a"));
    }

    @Test
    void removingAMarkerAfterItsVersionWasRemovedBringsBackTheOneBefore() {
        Version.Named first = putVersion("a", "1");
        Version.Named second = putVersion("a", "2");
        Version.Named marker = hide("a");
        remove("a", second);
        assertEquals(List.of(marker, first), history("a"));
        remove("a", marker);
        assertEquals("1", read("a"));
        assertEquals(List.of(first), history("a"));
    }

    @Test
    void removingTheLastMarkerLeavesNothing() {
        remove("a/b", hide("a/b"));
        assertThrows(NoSuchObject.class, () -> stat("a/b"));
        storage.buckets().delete(BUCKET);
    }

    @Test
    void putOverAMarkerKeepsIt() {
        Version.Named first = putVersion("a", "1");
        Version.Named marker = hide("a");
        Version.Named second = putVersion("a", "2");
        assertEquals(List.of(second, marker, first), history("a"));
        remove("a", second);
        assertThrows(VersionIsDeleteMarker.class, () -> stat("a"));
    }

    @Test
    void conditionsSeeNoObjectUnderAMarker() {
        WriteCondition ifMatch = new WriteCondition.IfMatch(put("a", "1").etag());
        hide("a");
        for (WriteCondition wanting : List.of(IF_PRESENT, ifMatch)) {
            assertThrows(
                    NoSuchObject.class,
                    () -> storage.objects().put(id("a"), ObjectSpec.EMPTY, Uploads.untouchable(5), wanting));
            DeleteTarget target = new DeleteTarget(new ObjectKey("a"), Version.LATEST, wanting);
            assertInstanceOf(
                    NoSuchObject.class,
                    assertInstanceOf(DeleteOutcome.Refused.class, outcome(target))
                            .reason());
        }
        put("a", "2", IF_ABSENT);
        assertEquals("2", read("a"));
    }
}
