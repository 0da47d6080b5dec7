package io.geckos.storage.testkit.contract.versions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.error.StorageException.ConditionFailed;
import io.geckos.domain.error.StorageException.NoSuchObject;
import io.geckos.domain.error.StorageException.NoSuchVersion;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.VersionEntry;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.contract.ObjectStoreContract;
import io.geckos.storage.testkit.data.HostileKeys;
import io.geckos.storage.testkit.data.ObjectBytes;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a bucket with versioning keeps, and how its versions are named, read, changed and removed. */
public abstract class VersioningContract extends VersionedBucketContract {
    @Test
    void everyPutIsAVersion() {
        Version.Named first = putVersion("a", "1");
        Version.Named second = putVersion("a", "2");
        Version.Named third = putVersion("a", "2");
        assertEquals(List.of(third, second, first), history("a"));
        assertEquals(List.of("1", "2"), List.of(read("a", first), read("a", second)));
        assertEquals(third, version(stat("a")));
        for (Version.Named name : history("a")) {
            assertInstanceOf(Version.Exactly.class, name);
            assertTrue(storage.isVersionId(name.value()), name::value);
        }
    }

    @Test
    void versionsAreListedNewestFirst() {
        Version.Named a1 = putVersion("a", "1");
        Version.Named b1 = putVersion("b", "1");
        Version.Named a2 = putVersion("a", "22");
        Version.Named b2 = putVersion("b", "22");
        assertEquals(
                List.of(
                        new VersionEntry.Stored(a2, stat("a").summary(), true),
                        new VersionEntry.Stored(a1, stat("a", a1).summary(), false),
                        new VersionEntry.Stored(b2, stat("b").summary(), true),
                        new VersionEntry.Stored(b1, stat("b", b1).summary(), false)),
                versions());
        assertEquals(List.of("a", "b"), keys());
    }

    @Test
    void whatWasThereBeforeIsTheNullVersion() {
        ObjectId before = new ObjectId(new BucketName("before"), new ObjectKey("a"));
        TestBucket.create(storage.buckets(), before.bucket());
        ObjectInfo unversioned =
                storage.objects().put(before, ObjectSpec.EMPTY, Uploads.of("before"), WriteCondition.ALWAYS);
        assertEquals(Optional.empty(), unversioned.version());
        storage.buckets().setVersioning(before.bucket(), VersioningStatus.ENABLED);
        assertEquals(
                unversioned.withVersion(Optional.of(Version.NULL)),
                storage.objects().stat(before, Version.LATEST));
        storage.objects().put(before, ObjectSpec.EMPTY, Uploads.of("after"), WriteCondition.ALWAYS);
        assertEquals(
                unversioned.withVersion(Optional.of(Version.NULL)),
                storage.objects().stat(before, Version.NULL));
        try (StoredObject old = storage.objects().open(before, Version.NULL)) {
            assertEquals("before", new String(ObjectBytes.read(old), UTF_8));
        }
    }

    @Test
    void aVersionKeepsAllThatWasSaidOfIt() {
        ObjectInfo first = storage.objects()
                .put(
                        id("a"),
                        ObjectStoreContract.SPEC,
                        Uploads.of("first", ChecksumAlgorithm.values()),
                        WriteCondition.ALWAYS);
        put("a", "second");
        assertEquals(first, stat("a", version(first)));
        try (StoredObject opened = storage.objects().open(id("a"), version(first))) {
            assertEquals(first, opened.info());
        }
        remove("a", version(stat("a")));
        assertEquals(first, stat("a"));
    }

    @Test
    void anOpenedVersionOutlivesItsRemoval() {
        Version.Named first = putVersion("a", "first");
        putVersion("a", "second");
        try (StoredObject old = storage.objects().open(id("a"), first);
                StoredObject current = open("a")) {
            remove("a", history("a").toArray(Version.Named[]::new));
            assertEquals("first", new String(ObjectBytes.read(old), UTF_8));
            assertEquals("second", new String(ObjectBytes.read(current), UTF_8));
        }
        assertEquals(List.of(), versions());
    }

    @Test
    void removingTheCurrentMakesThePreviousCurrent() {
        Version.Named first = putVersion("a", "1");
        Version.Named second = putVersion("a", "2");
        assertEquals(
                new DeleteOutcome.Deleted(target("a", second), Optional.of(second), false),
                deleted(target("a", second)));
        assertEquals("1", read("a"));
        assertEquals(List.of(first), history("a"));
        assertEquals(List.of("a"), keys());
    }

    @Test
    void removingAnOlderOneLeavesTheCurrent() {
        Version.Named first = putVersion("a", "1");
        Version.Named second = putVersion("a", "2");
        Version.Named third = putVersion("a", "3");
        remove("a", second);
        assertEquals("3", read("a"));
        assertEquals(List.of(third, first), history("a"));
    }

    @Test
    void removingTheLastLeavesNothing() {
        remove("a/b", putVersion("a/b", "1"));
        assertThrows(NoSuchObject.class, () -> stat("a/b"));
        assertEquals(List.of(), versions());
        storage.buckets().delete(BUCKET);
    }

    @Test
    void removingAMissingVersionSucceedsAndMakesNoMarker() {
        Version.Named gone = putVersion("a", "1");
        Version.Named kept = putVersion("a", "2");
        remove("a", gone);
        for (Version.Named missing : List.of(gone, Version.NULL)) {
            for (String key : List.of("a", "never")) {
                assertEquals(
                        new DeleteOutcome.Deleted(target(key, missing), Optional.of(missing), false),
                        deleted(target(key, missing)));
            }
        }
        assertEquals(List.of(kept), history("a"));
        assertEquals(1, versions().size());
    }

    @Test
    void aNamedVersionIsNeverAnother() {
        Version.Named a = putVersion("a", "of a");
        Version.Named b = putVersion("b", "of b");
        assertNotEquals(a, b);
        assertThrows(NoSuchVersion.class, () -> stat("a", b));
        assertThrows(NoSuchVersion.class, () -> stat("a", Version.NULL));
        remove("a", b);
        assertEquals("of b", read("b", b));
        put("a", "newer");
        remove("a", a);
        assertThrows(NoSuchVersion.class, () -> stat("a", a));
        assertThrows(NoSuchVersion.class, () -> read("a", a));
        assertThrows(NoSuchVersion.class, () -> storage.objects().retag(id("a"), a, Map.of()));
    }

    @Test
    void aConditionOfADeletionIsOfTheVersionNamed() {
        ObjectInfo first = put("a", "1");
        ObjectInfo second = put("a", "2");
        WriteCondition ifFirst = new WriteCondition.IfMatch(first.etag());
        DeleteTarget wrong = new DeleteTarget(new ObjectKey("a"), version(second), ifFirst);
        assertInstanceOf(ConditionFailed.class, refusal(wrong));
        DeleteTarget right = new DeleteTarget(new ObjectKey("a"), version(first), ifFirst);
        deleted(right);
        assertInstanceOf(NoSuchObject.class, refusal(right));
        assertEquals(List.of(version(second)), history("a"));
    }

    private StorageException refusal(DeleteTarget target) {
        return assertInstanceOf(DeleteOutcome.Refused.class, outcome(target)).reason();
    }

    @Test
    void versionsOfOneKeyRemovedTogether() {
        Version.Named first = putVersion("a", "1");
        Version.Named second = putVersion("a", "2");
        Version.Named third = putVersion("a", "3");
        Version.Named marker = hide("a");
        Version.Named other = putVersion("b", "other");
        remove("a", marker, first, third);
        assertEquals("2", read("a"));
        assertEquals(List.of(second), history("a"));
        remove("a", first, second, first);
        assertEquals(List.of(), history("a"));
        assertEquals(List.of(other), history("b"));
    }

    @Test
    void hostileKeysHaveHistories() {
        for (String key : HostileKeys.shallow()) {
            Version.Named first = putVersion(key, "1 " + key);
            Version.Named second = putVersion(key, "2 " + key);
            Version.Named marker = hide(key);
            assertEquals("1 " + key, read(key, first));
            remove(key, marker);
            assertEquals("2 " + key, read(key));
            remove(key, second);
            assertEquals("1 " + key, read(key));
        }
        assertEquals(HostileKeys.shallow().size(), versions().size());
        assertEquals(HostileKeys.sorted(HostileKeys.shallow()), keys());
    }

    @Test
    void aKeyAndAKeyBelowItHaveHistories() {
        List<String> related = List.of("a", "a/", "a//", "a/b", "a/b/");
        for (String key : related) {
            put(key, "1 " + key);
        }
        for (String key : related.reversed()) {
            put(key, "2 " + key);
            hide(key);
        }
        assertEquals(List.of(), keys());
        assertEquals(3 * related.size(), versions().size());
        for (String key : related) {
            List<Version.Named> history = history(key);
            assertEquals(3, history.size());
            assertEquals("1 " + key, read(key, history.getLast()));
            remove(key, history.get(1), history.get(0));
            assertEquals("1 " + key, read(key));
        }
        assertEquals(related, keys());
    }

    @Test
    void historiesAreKeptWhenTheStorageIsOpenedAgain() {
        put("a", "1");
        put("a", "2");
        hide("a");
        put("b", "1");
        suspend();
        put("b", "null");
        List<VersionEntry> before = versions();
        storage = reopen(storage);
        assertEquals(before, versions());
        assertEquals(VersioningStatus.SUSPENDED, storage.buckets().get(BUCKET).versioning());
        assertEquals("2", read("a", history("a").get(1)));
    }
}
