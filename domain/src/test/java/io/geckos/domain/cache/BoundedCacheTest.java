package io.geckos.domain.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
        assertEquals(1, cache.get("a"));
        assertEquals(3, cache.get("c"));
        cache.remove("a");
        cache.remove("c");
        assertNull(cache.get("a"));
        assertNull(cache.get("c"));
        assertEquals(2, cache.get("b"));
    }

    @Test
    void lastValueOfAKeyCounts() {
        BoundedCache<String, Integer> cache = new BoundedCache<>(2);
        cache.put("a", 1);
        cache.put("a", 2);
        assertEquals(2, cache.get("a"));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10, 256})
    void thereAreNeverMoreEntriesThanTheCapacity(int capacity) {
        BoundedCache<Integer, Integer> cache = new BoundedCache<>(capacity);
        IntStream.range(0, 1000).forEach(key -> cache.put(key, key));
        long found =
                IntStream.range(0, 1000).filter(key -> cache.get(key) != null).count();
        assertTrue(found > 0 && found <= capacity, () -> found + " entries");
    }

    @Test
    void entryInUseStaysWhileOthersComeAndGo() {
        BoundedCache<Integer, Integer> cache = new BoundedCache<>(10);
        cache.put(-1, -1);
        for (int key = 0; key < 1000; key++) {
            cache.put(key, key);
            assertEquals(-1, cache.get(-1), "after " + key);
        }
        assertNull(cache.get(0));
    }

    @Test
    void capacityBelowTwoIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new BoundedCache<>(1));
    }
}
