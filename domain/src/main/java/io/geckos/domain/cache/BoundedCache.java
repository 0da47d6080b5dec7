package io.geckos.domain.cache;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A cache of bounded size that keeps what is in use. It has two generations, each of half its capacity: a full young one becomes
 * the old one, whose entries are forgotten unless they are asked for meanwhile. Safe for many threads.
 */
public final class BoundedCache<K, V> {
    private final int half;
    private volatile Map<K, V> young = new ConcurrentHashMap<>();
    private volatile Map<K, V> old = new ConcurrentHashMap<>();

    /**
     * Makes an empty cache.
     *
     * @param capacity the number of entries that it may have, at least 2
     */
    public BoundedCache(int capacity) {
        if (capacity < 2) {
            throw new IllegalArgumentException("capacity " + capacity + ", at least 2 is allowed");
        }
        half = capacity / 2;
    }

    /** The value of a key, if it is here. */
    public Optional<V> find(K key) {
        V value = young.get(key);
        if (value == null) {
            value = old.get(key);
            if (value != null) {
                put(key, value);
            }
        }
        return Optional.ofNullable(value);
    }

    /** The value of a key, which {@code load} makes if it is not here. Throws what {@code load} throws. */
    public V get(K key, Function<? super K, ? extends V> load) {
        Optional<V> known = find(key);
        if (known.isPresent()) {
            return known.get();
        }
        V loaded = load.apply(key);
        put(key, loaded);
        return loaded;
    }

    /** Keeps a value. */
    public void put(K key, V value) {
        Map<K, V> current = young;
        current.put(key, value);
        if (current.size() >= half) {
            age(current);
        }
    }

    private synchronized void age(Map<K, V> full) {
        // Another thread may have done so already.
        if (young == full) {
            old = full;
            young = new ConcurrentHashMap<>();
        }
    }

    /** Forgets a key. */
    public void remove(K key) {
        young.remove(key);
        old.remove(key);
    }
}
