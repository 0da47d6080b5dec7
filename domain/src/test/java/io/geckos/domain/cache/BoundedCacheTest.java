package io.geckos.domain.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedCacheTest {
    @Test
    void entryIsFoundUntilItIsRemoved() {
        BoundedCache<String, Integer> cache = new BoundedCache<>(10);
        cache.put("a", 1);
        cache.put("b", 2);
        cache.put("c", 3);
        assertEquals(Optional.of(1), cache.find("a"));
        assertEquals(Optional.of(3), cache.find("c"));
        cache.remove("a");
        cache.remove("c");
        assertEquals(Optional.empty(), cache.find("a"));
        assertEquals(Optional.empty(), cache.find("c"));
        assertEquals(Optional.of(2), cache.find("b"));
    }

    @Test
    void valueIsLoadedOnce() {
        BoundedCache<String, Integer> cache = new BoundedCache<>(10);
        assertEquals(3, cache.get("abc", String::length));
        assertEquals(3, cache.get("abc", _ -> fail("loaded again")));
    }

    @Test
    void lastValueOfAKeyCounts() {
        BoundedCache<String, Integer> cache = new BoundedCache<>(2);
        cache.put("a", 1);
        cache.put("a", 2);
        assertEquals(Optional.of(2), cache.find("a"));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10, 256})
    void thereAreNeverMoreEntriesThanTheCapacity(int capacity) {
        BoundedCache<Integer, Integer> cache = new BoundedCache<>(capacity);
        IntStream.range(0, 1000).forEach(key -> cache.put(key, key));
        long found = IntStream.range(0, 1000)
                .filter(key -> cache.find(key).isPresent())
                .count();
        assertTrue(found > 0 && found <= capacity, () -> found + " entries");
    }

    @Test
    void entryInUseStaysWhileOthersComeAndGo() {
        BoundedCache<Integer, Integer> cache = new BoundedCache<>(10);
        cache.put(-1, -1);
        for (int key = 0; key < 1000; key++) {
            cache.put(key, key);
            assertEquals(Optional.of(-1), cache.find(-1), "after " + key);
        }
        assertEquals(Optional.empty(), cache.find(0));
    }

    @Test
    void capacityBelowTwoIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new BoundedCache<>(1));
    }
}
