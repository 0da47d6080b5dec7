package io.geckos.storage.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.checksum.ETag;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.error.StorageException.BucketExists;
import io.geckos.domain.error.StorageException.BucketNotEmpty;
import io.geckos.domain.error.StorageException.ConditionFailed;
import io.geckos.domain.error.StorageException.NoSuchBucket;
import io.geckos.domain.error.StorageException.NoSuchObject;
import io.geckos.domain.error.StorageException.WriteConflict;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.data.ConcurrentCalls;
import io.geckos.storage.testkit.data.HostileKeys;
import io.geckos.storage.testkit.data.ObjectBytes;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The promises of the ports for concurrent calls: writes are atomic, one writer wins, and nothing acknowledged is
 * lost.
 */
public abstract class ConcurrencyContract extends StorageContract {
    private static final WriteCondition IF_ABSENT = new WriteCondition.IfAbsent();
    private static final int RACERS = 6;

    @Test
    void createRacesHaveOneWinner() {
        for (int round = 0; round < source().rounds(); round++) {
            BucketName name = new BucketName("race-" + round);
            List<Optional<StorageException>> results = ConcurrentCalls.of(Collections.nCopies(
                    RACERS, ConcurrentCalls.attempt(() -> TestBucket.create(storage.buckets(), name))));
            assertOneWinner(results, BucketExists.class);
        }
    }

    @Test
    void deleteBucketRacesHaveOneWinner() {
        for (int round = 0; round < source().rounds(); round++) {
            BucketName name = new BucketName("race-" + round);
            TestBucket.create(storage.buckets(), name);
            List<Optional<StorageException>> results = ConcurrentCalls.of(Collections.nCopies(
                    RACERS, ConcurrentCalls.attempt(() -> storage.buckets().delete(name))));
            assertOneWinner(results, NoSuchBucket.class);
        }
    }

    @Test
    void putIfAbsentRacesHaveOneWinner() {
        for (int round = 0; round < source().rounds(); round++) {
            String key = round % 2 == 0 ? "a/" + round : "flat-" + round;
            List<Optional<StorageException>> results = ConcurrentCalls.of(IntStream.range(0, RACERS)
                    .mapToObj(racer -> ConcurrentCalls.attempt(() -> put(key, "of " + racer, IF_ABSENT)))
                    .toList());
            assertOneWinner(results, ConditionFailed.class);
            int winner = results.indexOf(Optional.<StorageException>empty());
            assertEquals("of " + winner, read(key));
        }
    }

    private static void assertOneWinner(
            List<Optional<StorageException>> results, Class<? extends StorageException> refusal) {
        assertEquals(1, results.stream().filter(Optional::isEmpty).count(), results::toString);
        results.stream()
                .flatMap(Optional::stream)
                .filter(e -> !(e instanceof WriteConflict))
                .forEach(e -> assertInstanceOf(refusal, e));
    }

    @Test
    void putIfMatchNeverLosesAnUpdate() {
        put("counter", "0");
        int each = Math.max(2, source().rounds() / 4);
        ConcurrentCalls.of(Collections.nCopies(RACERS, (Callable<Integer>) () -> {
            int done = 0;
            while (done < each) {
                done += increment() ? 1 : 0;
            }
            return done;
        }));
        assertEquals(String.valueOf(RACERS * each), read("counter"));
    }

    private boolean increment() {
        ETag seen;
        int value;
        try (StoredObject object = open("counter")) {
            seen = object.info().etag();
            value = Integer.parseInt(new String(ObjectBytes.read(object), UTF_8));
        }
        try {
            put("counter", String.valueOf(value + 1), new WriteCondition.IfMatch(seen));
            return true;
        } catch (ConditionFailed | WriteConflict _) {
            return false;
        }
    }

    @Test
    void deleteIfMatchNeverDeletesANewerObject() {
        for (int round = 0; round < source().rounds(); round++) {
            ETag old = put("a", "old").etag();
            DeleteTarget ifOld = new DeleteTarget(new ObjectKey("a"), Version.LATEST, new WriteCondition.IfMatch(old));
            ConcurrentCalls.of(List.<Callable<Object>>of(
                    () -> storage.objects().delete(BUCKET, List.of(ifOld)), () -> put("a", "new")));
            assertEquals("new", read("a"));
        }
    }

    @Test
    void deleteBucketNeverLosesAnAcknowledgedObject() {
        for (int round = 0; round < source().rounds(); round++) {
            BucketName name = new BucketName("race-" + round);
            ObjectId object = new ObjectId(name, new ObjectKey(round % 2 == 0 ? "a" : "a/b/c"));
            TestBucket.create(storage.buckets(), name);
            List<Optional<StorageException>> results = ConcurrentCalls.of(List.of(
                    ConcurrentCalls.attempt(() ->
                            storage.objects().put(object, ObjectSpec.EMPTY, Uploads.of("kept"), WriteCondition.ALWAYS)),
                    ConcurrentCalls.attempt(() -> storage.buckets().delete(name))));
            if (results.get(0).isEmpty()) {
                assertInstanceOf(BucketNotEmpty.class, results.get(1).orElseThrow());
                assertEquals(4, storage.objects().stat(object, Version.LATEST).size());
            } else {
                assertInstanceOf(NoSuchBucket.class, results.get(0).get());
                assertEquals(Optional.empty(), results.get(1));
                assertThrows(NoSuchBucket.class, () -> storage.buckets().get(name));
            }
        }
    }

    @Test
    void aRecreatedBucketKeepsAcknowledgedObjects() {
        for (int round = 0; round < source().rounds(); round++) {
            BucketName name = new BucketName("again-" + round);
            ObjectId object = new ObjectId(name, new ObjectKey("a/b"));
            TestBucket.create(storage.buckets(), name);
            List<Optional<StorageException>> results = ConcurrentCalls.of(List.of(
                    ConcurrentCalls.attempt(() ->
                            storage.objects().put(object, ObjectSpec.EMPTY, Uploads.of("kept"), WriteCondition.ALWAYS)),
                    ConcurrentCalls.attempt(() -> {
                        storage.buckets().delete(name);
                        TestBucket.create(storage.buckets(), name);
                    })));
            if (results.get(0).isEmpty()) {
                assertEquals(4, storage.objects().stat(object, Version.LATEST).size());
            } else {
                assertInstanceOf(NoSuchBucket.class, results.get(0).get());
                assertThrows(NoSuchObject.class, () -> storage.objects().stat(object, Version.LATEST));
            }
        }
    }

    @Test
    void readersSeeOneObjectWholeWhileWritersReplaceAndDeleteIt() {
        AtomicBoolean writing = new AtomicBoolean(true);
        List<Callable<Integer>> racers = new ArrayList<>();
        for (int writer = 1; writer <= 3; writer++) {
            int size = 1000 * writer * writer;
            racers.add(() -> {
                for (int round = 0; round < source().rounds(); round++) {
                    if (size == 1000 && round % 3 == 0) {
                        delete("a/b");
                    }
                    storage.objects()
                            .put(
                                    id("a/b"),
                                    sized(size + round),
                                    Uploads.of(ObjectStoreContract.bytes(size + round)),
                                    WriteCondition.ALWAYS);
                }
                writing.set(false);
                return 0;
            });
        }
        for (int reader = 0; reader < 3; reader++) {
            racers.add(() -> {
                int read = 0;
                while (writing.get() || read == 0) {
                    read += readWhole() ? 1 : 0;
                    // Yielding would occupy the carrier thread, and the virtual threads of the writers could starve.
                    LockSupport.parkNanos(1);
                }
                return read;
            });
        }
        ConcurrentCalls.of(racers);
        assertTrue(readWhole());
    }

    private static ObjectSpec sized(int size) {
        return ObjectSpec.EMPTY.withTags(Map.of("size", String.valueOf(size)));
    }

    /**
     * Reads the object and checks that its bytes, entity tag and tags belong together. Answers false if there is no
     * object.
     */
    private boolean readWhole() {
        try (StoredObject object = open("a/b")) {
            ObjectInfo info = object.info();
            byte[] bytes = ObjectStoreContract.bytes(Math.toIntExact(info.size()));
            assertEquals(sized(bytes.length), info.spec());
            assertArrayEquals(bytes, ObjectBytes.read(object));
            assertEquals(ObjectBytes.digests(bytes).md5(), info.etag());
            return true;
        } catch (NoSuchObject _) {
            return false;
        }
    }

    @Test
    void aKeyAndOneBelowItMayRace() {
        List<String> keys = List.of("a", "a/", "a/b", "a//b", "a/b/c");
        for (int round = 0; round < source().rounds(); round++) {
            int now = round;
            ConcurrentCalls.of(keys.stream()
                    .map(key -> (Callable<ObjectInfo>) () -> put(key, key + now))
                    .toList());
            assertEquals(HostileKeys.sorted(keys), keys());
            keys.forEach(key -> assertEquals(key + now, read(key)));
            List<String> kept = round % 2 == 0 ? List.of() : List.of("a/b");
            ConcurrentCalls.of(keys.stream()
                    .filter(key -> !kept.contains(key))
                    .map(key -> ConcurrentCalls.attempt(() -> delete(key)))
                    .toList());
            assertEquals(kept, keys());
        }
    }

    @Test
    void aPutSurvivesTheDeletionOfAllItsNeighbours() {
        for (int round = 0; round < source().rounds(); round++) {
            put("deep/er/neighbour", "");
            ConcurrentCalls.of(List.of(
                    ConcurrentCalls.attempt(() -> delete("deep/er/neighbour")),
                    ConcurrentCalls.attempt(() -> put("deep/er/a", "kept"))));
            assertEquals("kept", read("deep/er/a"));
            assertEquals(List.of("deep/er/a"), keys());
            delete("deep/er/a");
        }
    }

    @Test
    void deletionsOfOneObjectAllSucceed() {
        for (int round = 0; round < source().rounds(); round++) {
            put("a/b", "a");
            DeleteTarget target = new DeleteTarget(new ObjectKey("a/b"), Version.LATEST, WriteCondition.ALWAYS);
            List<List<DeleteOutcome>> outcomes = ConcurrentCalls.of(
                    Collections.nCopies(RACERS, () -> storage.objects().delete(BUCKET, List.of(target))));
            outcomes.forEach(outcome -> assertInstanceOf(DeleteOutcome.Deleted.class, outcome.getFirst()));
            assertEquals(List.of(), keys());
        }
    }
}
