package io.geckos.storage.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.error.StorageException.NoSuchObject;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.storage.testkit.data.HostileKeys;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key is an opaque string: every key names exactly one object, even if it looks like a path or an internal file. */
public abstract class HostileKeyContract extends StorageContract {
    /** The keys to try. An adapter adds those that its own layout might confuse. */
    protected List<String> keysToTry() {
        return HostileKeys.all();
    }

    @Test
    void eachKeyWorksInAnEmptyBucket() {
        assertAll(keysToTry().stream().map(key -> () -> {
            ObjectInfo stored = put(key, "of " + key);
            assertEquals(stored, stat(key));
            assertEquals("of " + key, read(key));
            assertEquals(List.of(stored), all());
            delete(key);
            assertThrows(NoSuchObject.class, () -> stat(key));
            assertEquals(List.of(), keys());
        }));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void allKeysLiveSideBySide(long seed) {
        Random random = new Random(seed);
        Map<String, ObjectInfo> stored = new LinkedHashMap<>();
        shuffled(keysToTry(), random).forEach(key -> stored.put(key, put(key, "of " + key)));
        assertHolds(stored);
        shuffled(keysToTry(), random).forEach(key -> stored.put(key, put(key, "again " + key)));
        assertHolds(stored, "again ");

        for (String key : shuffled(keysToTry(), random)) {
            delete(key);
            stored.remove(key);
            assertThrows(NoSuchObject.class, () -> stat(key), key);
            stored.forEach((kept, info) -> assertEquals(info, stat(kept), () -> "after " + key + " was deleted"));
            if (stored.size() % 10 == 0) {
                assertEquals(HostileKeys.sorted(stored.keySet()), keys());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a a/b", "a/b a", "a a/", "a/ a", "a/ a/b", "a/b a/", "a/b/c a", "a a/b/c", "a// a/", "a a//", "/ //"
            })
    void keyAndKeyBelowItMayBeDeletedInAnyOrder(String pair) {
        String first = pair.split(" ", 2)[0];
        String second = pair.split(" ", 2)[1];
        for (String deletedFirst : List.of(first, second)) {
            String deletedLast = deletedFirst.equals(first) ? second : first;
            put(first, "first");
            put(second, "second");
            assertEquals("first", read(first));
            assertEquals("second", read(second));
            assertEquals(HostileKeys.sorted(List.of(first, second)), keys());
            put(first, "first again");
            assertEquals("second", read(second));
            delete(deletedFirst);
            assertEquals(List.of(deletedLast), keys());
            assertEquals(deletedLast.equals(first) ? "first again" : "second", read(deletedLast));
            assertThrows(NoSuchObject.class, () -> read(deletedFirst));
            delete(deletedLast);
            assertEquals(List.of(), keys());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/", "a//", "/", "a/b/", "x.metadata.json/", "../", "./", "\0/"})
    void aFolderMarkerMayGainAndLoseItsBody(String key) {
        for (String body : List.of("", "body", "", "longer body", "x")) {
            ObjectInfo stored = put(key, body);
            assertEquals(body.length(), stored.size());
            assertEquals(stored, stat(key));
            assertEquals(body, read(key));
            assertEquals(List.of(stored), all());
        }
        put(key + "below", "below");
        put(key, "");
        assertEquals(List.of(key, key + "below"), keys());
        delete(key);
        assertEquals("below", read(key + "below"));
        assertEquals(List.of(key + "below"), keys());
    }

    @Test
    void aMissingKeyBesideAStoredOneIsMissing() {
        put("a/b", "there");
        for (String other :
                List.of("a", "a/", "a//b", "/a/b", "a/b/", "a/./b", "./a/b", "A/b", "a/B", "a/b ", "a/b\0")) {
            assertThrows(NoSuchObject.class, () -> stat(other), other);
            assertThrows(NoSuchObject.class, () -> read(other), other);
            delete(other);
        }
        assertEquals("there", read("a/b"));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13})
    void randomHistoriesOfPutsAndDeletesAreKept(long seed) {
        Random random = new Random(seed);
        Map<String, ObjectInfo> stored = new LinkedHashMap<>();
        List<String> keys = random.ints(25, 0, Integer.MAX_VALUE)
                .mapToObj(_ -> HostileKeys.random(random))
                .toList();
        for (int i = 0; i < 200; i++) {
            String key = keys.get(random.nextInt(keys.size()));
            if (random.nextBoolean()) {
                stored.put(key, put(key, "of " + key));
            } else {
                delete(key);
                stored.remove(key);
            }
        }
        assertHolds(stored);
    }

    private void assertHolds(Map<String, ObjectInfo> stored) {
        assertHolds(stored, "of ");
    }

    private void assertHolds(Map<String, ObjectInfo> stored, String bodyPrefix) {
        assertEquals(
                HostileKeys.sorted(stored.keySet()).stream().map(stored::get).toList(), all());
        stored.forEach((key, info) -> {
            assertEquals(info, stat(key));
            assertEquals(bodyPrefix + key, read(key));
        });
    }

    private static List<String> shuffled(List<String> keys, Random random) {
        List<String> shuffled = new ArrayList<>(keys);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
