package io.geckos.storage.fs.versions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.VersionEntry;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.fs.testkit.BucketFixture;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Versions and delete markers, seen through the engine, and what of them stands on the disk. */
class KeyVersionsTest {
    private final VersionFixture versions = new VersionFixture();

    @AfterEach
    void close() {
        versions.close();
    }

    @Test
    void everyPutIsAVersionAndTheNewestIsTheLatest() throws IOException {
        Version first = versions.put("a", "1");
        Version second = versions.put("a", "22");
        Version third = versions.put("a", "333");
        assertEquals(Set.of(first, second, third).size(), 3);
        assertEquals("333", versions.get("a", Version.LATEST));
        assertEquals("1", versions.get("a", first));
        assertEquals("22", versions.get("a", second));
        assertEquals("333", versions.get("a", third));
        assertEquals(List.of("a 333 latest", "a 22", "a 1"), versions.history(100));
        assertEquals(List.of("a 333 latest", "a 22", "a 1"), versions.history(1));
        assertEquals(List.of("a"), versions.bucket.keys());
        assertTrue(versions.bucket.storage().isVersionId(((Version.Named) first).value()));
    }

    @Test
    void whatWasThereBeforeIsTheNullVersion() throws IOException {
        try (BucketFixture bucket = new BucketFixture()) {
            bucket.put("a", "old");
            bucket.storage().buckets().setVersioning(BucketFixture.NAME, VersioningStatus.ENABLED);
            assertEquals(Optional.of(Version.NULL), bucket.stat("a").version());
            bucket.put("a", "new");
            ObjectInfo old = bucket.storage().objects().stat(BucketFixture.id("a"), Version.NULL);
            assertEquals(3, old.size());
            assertEquals(BucketFixture.SPEC, old.spec());
        }
    }

    @Test
    void deletingHidesAndRemovingTheMarkerBringsBack() throws IOException {
        Version first = versions.put("a", "1");
        versions.put("a", "2");
        Version marker = versions.hide("a");
        StorageException.VersionIsDeleteMarker hidden =
                assertThrows(StorageException.VersionIsDeleteMarker.class, () -> versions.get("a", Version.LATEST));
        assertEquals(marker, hidden.version());
        assertFalse(hidden.wasRequestedById());
        assertTrue(assertThrows(StorageException.VersionIsDeleteMarker.class, () -> versions.get("a", marker))
                .wasRequestedById());
        assertEquals(List.of(), versions.bucket.keys());
        assertEquals(List.of("a - latest", "a 2", "a 1"), versions.history(2));
        DeleteOutcome.Deleted undone = versions.delete("a", marker);
        assertTrue(undone.marker());
        assertEquals("2", versions.get("a", Version.LATEST));
        assertEquals(List.of("a 2 latest", "a 1"), versions.history(1));
        assertEquals("1", versions.get("a", first));
    }

    @Test
    void deletingTheCurrentVersionBringsBackTheOneBefore() throws IOException {
        versions.put("a", "1");
        Version second = versions.put("a", "2");
        versions.delete("a", second);
        assertEquals("1", versions.get("a", Version.LATEST));
        assertEquals(List.of("a 1 latest"), versions.history(10));
        assertEquals(List.of("^=a"), versions.kept());
        assertEquals(StorageException.NoSuchVersion.class, VersionFixture.refusal(() -> versions.get("a", second)));
    }

    @Test
    void nothingIsLeftOfAKeyWhoseVersionsAreAllRemoved() throws IOException {
        Version first = versions.put("dir/a", "1");
        Version second = versions.put("dir/a", "2");
        Version marker = versions.hide("dir/a");
        Version other = versions.hide("dir/a");
        List<DeleteOutcome> outcomes = versions.deleteAll("dir/a", second, other, first, marker);
        assertTrue(outcomes.stream().allMatch(outcome -> outcome instanceof DeleteOutcome.Deleted));
        assertEquals(List.of(), versions.history(10));
        assertEquals(List.of(), versions.kept());
        versions.bucket.storage().buckets().delete(BucketFixture.NAME);
    }

    @Test
    void removingSomeOfManyLeavesTheOthers() throws IOException {
        Version one = versions.put("a", "1");
        Version two = versions.put("a", "2");
        Version three = versions.put("a", "3");
        Version four = versions.put("a", "4");
        versions.deleteAll("a", four, three, one);
        assertEquals(List.of("a 2 latest"), versions.history(10));
        Version marker = versions.hide("a");
        Version five = versions.put("a", "5");
        versions.hide("a");
        versions.deleteAll("a", five, marker, Version.LATEST);
        assertEquals(List.of("a - latest", "a -", "a 2"), versions.history(10));
        assertEquals("2", versions.get("a", two));
    }

    @Test
    void removingTheMarkersAboveAnOldVersionBringsItBack() throws IOException {
        versions.put("a", "1");
        Version two = versions.put("a", "2");
        Version marker = versions.hide("a");
        Version other = versions.hide("a");
        versions.deleteAll("a", marker, two, other);
        assertEquals(List.of("a 1 latest"), versions.history(10));
    }

    @Test
    void deletingWhatIsMissingMakesAMarkerButNotWhatIsNamed() throws IOException {
        Version marker = versions.hide("never");
        assertEquals(List.of("never - latest"), versions.history(10));
        Version.Named put = versions.put("a", "1");
        versions.delete("a", put);
        DeleteOutcome.Deleted again = versions.delete("a", put);
        assertEquals(Optional.of(put), again.version());
        assertFalse(again.marker());
        assertEquals(List.of("never - latest"), versions.history(10));
        versions.delete("never", marker);
        assertEquals(List.of(), versions.kept());
    }

    @Test
    void whileSuspendedTheNullVersionIsReplacedWhereverItIs() throws IOException {
        versions.put("a", "1");
        versions.set(VersioningStatus.SUSPENDED);
        assertEquals(Version.NULL, versions.put("a", "null 1"));
        assertEquals(List.of("a null 1 null latest", "a 1"), versions.history(10));
        assertEquals(Version.NULL, versions.put("a", "null 2"));
        assertEquals(List.of("a null 2 null latest", "a 1"), versions.history(10));
        versions.set(VersioningStatus.ENABLED);
        versions.put("a", "2");
        assertEquals(List.of("a 2 latest", "a null 2 null", "a 1"), versions.history(10));
        versions.set(VersioningStatus.SUSPENDED);
        versions.put("a", "null 3");
        assertEquals(List.of("a null 3 null latest", "a 2", "a 1"), versions.history(10));
        assertEquals(Version.NULL, versions.hide("a"));
        assertEquals(List.of("a - null latest", "a 2", "a 1"), versions.history(10));
        assertEquals(Version.NULL, versions.hide("a"));
        assertEquals(List.of("a - null latest", "a 2", "a 1"), versions.history(1));
        versions.put("a", "null 4");
        assertEquals(List.of("a null 4 null latest", "a 2", "a 1"), versions.history(10));
        versions.delete("a", Version.NULL);
        assertEquals(List.of("a 2 latest", "a 1"), versions.history(10));
    }

    @Test
    void tagsBelongToAVersion() throws IOException {
        Version first = versions.put("a", "1");
        versions.put("a", "2");
        versions.bucket.storage().objects().retag(BucketFixture.id("a"), first, Map.of("of", "first"));
        versions.bucket.storage().objects().retag(BucketFixture.id("a"), Version.LATEST, Map.of("of", "second"));
        assertEquals(
                Map.of("of", "first"),
                versions.bucket
                        .storage()
                        .objects()
                        .stat(BucketFixture.id("a"), first)
                        .spec()
                        .tags());
        assertEquals(Map.of("of", "second"), versions.bucket.stat("a").spec().tags());
        assertEquals("1", versions.get("a", first));
        versions.hide("a");
        assertEquals(
                StorageException.VersionIsDeleteMarker.class,
                VersionFixture.refusal(() ->
                        versions.bucket.storage().objects().retag(BucketFixture.id("a"), Version.LATEST, Map.of())));
    }

    @Test
    void anOldVersionCopiedOntoItsKeyIsANewVersion() throws IOException {
        Version first = versions.put("a", "1");
        versions.put("a", "2");
        try (StoredObject old = versions.bucket.storage().objects().open(BucketFixture.id("a"), first)) {
            ObjectInfo copy = versions.bucket
                    .storage()
                    .objects()
                    .copy(old, BucketFixture.id("a"), old.info().spec(), Set.of(), WriteCondition.ALWAYS);
            assertNotEquals(Optional.of(first), copy.version());
        }
        assertEquals(List.of("a 1 latest", "a 2", "a 1"), versions.history(2));
    }

    @Test
    void foldersPartsAndHostileKeysHaveHistories() throws IOException {
        for (String key : List.of("folder/", "a//b", "x.metadata.json", "c".repeat(300), "dir", "dir/file")) {
            versions.put(key, "");
            versions.put(key, "1");
            versions.hide(key);
            Version last = versions.put(key, "");
            assertEquals("", versions.get(key, last), key);
        }
        versions.bucket.putInParts("parts", "a", "b");
        versions.bucket.putInParts("parts", "c", "d");
        assertEquals("cd", versions.get("parts", Version.LATEST));
        assertEquals(26, versions.history(1).size());
        assertEquals(versions.history(100), versions.history(3));
    }

    @Test
    void aFolderMarkerOfBeforeHasAHistoryToo() throws IOException {
        try (BucketFixture bucket = new BucketFixture()) {
            bucket.put("folder/", "");
            bucket.storage().buckets().setVersioning(BucketFixture.NAME, VersioningStatus.ENABLED);
            bucket.put("folder/", "now with bytes");
            assertEquals(
                    0,
                    bucket.storage()
                            .objects()
                            .stat(BucketFixture.id("folder/"), Version.NULL)
                            .size());
            bucket.delete("folder/");
            assertEquals(List.of(), bucket.keys());
        }
    }

    @Test
    void aPrefixOfMarkersOnlyIsOneOfVersionsAlone() throws IOException {
        versions.hide("gone/a");
        versions.put("there/b", "1");
        assertEquals(
                List.of(new VersionEntry.CommonPrefix("gone/"), new VersionEntry.CommonPrefix("there/")),
                versions.page("", "/", ListStart.START, 10).items());
        assertEquals(
                List.of(new VersionEntry.CommonPrefix("gone/"), new VersionEntry.CommonPrefix("there/")),
                versions.page("", "e/", ListStart.START, 10).items());
    }

    @Test
    void aListingBeginsBehindAVersionThatIsGone() throws IOException {
        versions.put("a", "1");
        Version.Named gone = versions.put("a", "2");
        versions.put("a", "3");
        versions.put("b", "1");
        versions.delete("a", gone);
        assertEquals(
                2,
                versions.page("", "", new ListStart.AfterVersion("a", Optional.of(gone)), 10)
                        .items()
                        .size());
        assertEquals(
                1,
                versions.page("", "", new ListStart.AfterVersion("a", Optional.empty()), 10)
                        .items()
                        .size());
    }

    @Test
    void versionsOutliveARestart() throws IOException {
        versions.put("a", "1");
        versions.put("a", "2");
        versions.hide("b");
        List<String> before = versions.history(10);
        versions.bucket.stop();
        versions.bucket.start();
        assertEquals(before, versions.history(10));
        versions.put("a", "3");
        assertEquals(List.of("a 3 latest", "a 2", "a 1", "b - latest"), versions.history(10));
    }

    @Test
    void aBucketWithVersionsOrMarkersIsNotEmpty() {
        Version.Named marker = versions.hide("a");
        assertEquals(
                StorageException.BucketNotEmpty.class,
                VersionFixture.refusal(() -> versions.bucket.storage().buckets().delete(BucketFixture.NAME)));
        versions.delete("a", marker);
        versions.bucket.storage().buckets().delete(BucketFixture.NAME);
    }

    @Test
    void nothingIsRenamedWhereVersionsAreKept() {
        versions.put("a", "1");
        assertEquals(
                StorageException.WrongState.class,
                VersionFixture.refusal(() -> versions.bucket
                        .storage()
                        .objects()
                        .rename(
                                BucketFixture.id("a"),
                                WriteCondition.ALWAYS,
                                BucketFixture.id("b").key(),
                                WriteCondition.ALWAYS)));
    }
}
