package io.geckos.storage.testkit.contract.versions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.error.StorageException.BucketNotEmpty;
import io.geckos.domain.error.StorageException.ConditionFailed;
import io.geckos.domain.error.StorageException.NoSuchBucket;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.VersionEntry;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.data.ConcurrentCalls;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What overlapping changes of one key leave in a bucket with versioning. */
public abstract class VersionConcurrencyContract extends VersionedBucketContract {
    private static final int RACERS = 4;

    @Test
    void racingPutsAreAllKept() {
        for (int round = 0; round < source().rounds(); round++) {
            String key = "race-" + round;
            List<Version.Named> made =
                    ConcurrentCalls.of(Collections.nCopies(RACERS, () -> putVersion(key, "content")));
            assertEquals(new HashSet<>(made), new HashSet<>(history(key)));
            assertEquals(RACERS, new HashSet<>(made).size());
        }
    }

    @Test
    void racingPutAndRemovalLeaveTheNewVersionLatest() {
        for (int round = 0; round < source().rounds(); round++) {
            String key = "race-" + round;
            Version.Named old = putVersion(key, "old");
            List<Version.Named> made =
                    ConcurrentCalls.of(List.<Callable<Version.Named>>of(() -> putVersion(key, "new"), () -> {
                        remove(key, old);
                        return old;
                    }));
            assertEquals(List.of(made.getFirst()), history(key));
            assertEquals("new", read(key));
        }
    }

    @Test
    void racingRemovalsOfNeighboursLeaveTheRest() {
        for (int round = 0; round < source().rounds(); round++) {
            String key = "race-" + round;
            Version.Named kept = putVersion(key, "kept");
            List<Version.Named> removed = List.of(putVersion(key, "1"), putVersion(key, "2"), hide(key));
            ConcurrentCalls.of(removed.stream()
                    .<Callable<Object>>map(version -> () -> {
                        remove(key, version);
                        return version;
                    })
                    .toList());
            assertEquals(List.of(kept), history(key));
            assertEquals("kept", read(key));
        }
    }

    @Test
    void ifAbsentHasOneWinner() {
        for (int round = 0; round < source().rounds(); round++) {
            String key = "race-" + round;
            hide(key);
            List<Optional<StorageException>> results = ConcurrentCalls.of(Collections.nCopies(
                    RACERS, ConcurrentCalls.attempt(() -> put(key, "content", new WriteCondition.IfAbsent()))));
            assertEquals(1, results.stream().filter(Optional::isEmpty).count());
            results.stream()
                    .flatMap(Optional::stream)
                    .forEach(refusal -> assertEquals(ConditionFailed.class, refusal.getClass()));
            assertEquals(2, history(key).size());
        }
    }

    @Test
    void enablingWhilePutsRunLosesNoVersionAfterIt() {
        for (int round = 0; round < source().rounds(); round++) {
            ObjectId id = new ObjectId(new BucketName("race-" + round), new ObjectKey("a"));
            TestBucket.create(storage.buckets(), id.bucket());
            ConcurrentCalls.of(List.<Callable<Object>>of(() -> write(id, "early"), () -> {
                storage.buckets().setVersioning(id.bucket(), VersioningStatus.ENABLED);
                return write(id, "late");
            }));
            List<VersionEntry> entries = storage.objects()
                    .listVersions(id.bucket(), new ListQuery("", Optional.empty(), ListStart.START, 10))
                    .items();
            // The early one was first, or came later and is a version of its own; none replaced the late one.
            assertEquals(2, entries.size());
        }
    }

    private Object write(ObjectId id, String content) {
        return storage.objects().put(id, ObjectSpec.EMPTY, Uploads.of(content), WriteCondition.ALWAYS);
    }

    @Test
    void bucketsWithVersionsAreNotDeleted() {
        Version.Named version = putVersion("a/b", "1");
        Version.Named marker = hide("a/b");
        assertThrows(BucketNotEmpty.class, () -> storage.buckets().delete(BUCKET));
        remove("a/b", version);
        assertThrows(BucketNotEmpty.class, () -> storage.buckets().delete(BUCKET));
        remove("a/b", marker);
        storage.buckets().delete(BUCKET);
        assertThrows(NoSuchBucket.class, this::versions);
    }

    @Test
    void aBucketIsDeletedOrKeepsTheMarkerThatRaces() {
        for (int round = 0; round < source().rounds(); round++) {
            BucketName name = new BucketName("race-" + round);
            TestBucket.create(storage.buckets(), name);
            storage.buckets().setVersioning(name, VersioningStatus.ENABLED);
            List<Optional<StorageException>> results = ConcurrentCalls.of(List.of(
                    ConcurrentCalls.attempt(() -> storage.buckets().delete(name)),
                    ConcurrentCalls.attempt(() ->
                            storage.objects().delete(name, List.of(target("a", Version.LATEST))))));
            assertTrue(results.get(0).isPresent() != results.get(1).isPresent(), results::toString);
        }
    }
}
