package io.geckos.domain.cache;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * A cache of bounded size that keeps what is in use. It has two generations, each of half its capacity: a full young one becomes
 * the old one, whose entries are forgotten unless they are asked for meanwhile. Safe for many threads.
 */
public final class BoundedCache<K, V> {
    private final int half;
    private final AtomicReference<Generations<K, V>> kept =
            new AtomicReference<>(new Generations<>(new ConcurrentHashMap<>(), new ConcurrentHashMap<>()));

    private record Generations<K, V>(Map<K, V> young, Map<K, V> old) {}

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
        Generations<K, V> generations = kept.get();
        V value = generations.young().get(key);
        if (value == null) {
            value = generations.old().get(key);
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
        Generations<K, V> generations = kept.get();
        generations.young().put(key, value);
        if (generations.young().size() >= half) {
            // Another thread may have done so already.
            boolean _ =
                    kept.compareAndSet(generations, new Generations<>(new ConcurrentHashMap<>(), generations.young()));
        }
    }

    /** Forgets a key. */
    public void remove(K key) {
        kept.get().young().remove(key);
        kept.get().old().remove(key);
    }
}
