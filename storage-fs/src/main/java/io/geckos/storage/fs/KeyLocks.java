package io.geckos.storage.fs;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** A lock for every {@code K} that somebody holds or waits for, and for no other: memory is bounded by the callers. */
final class KeyLocks<K> {
    private final ConcurrentHashMap<K, Counted> locks = new ConcurrentHashMap<>();

    private static final class Counted {
        final ReentrantLock lock = new ReentrantLock(true);
        int users;
    }

    /** Waits for the lock, in order of arrival; closing releases it. */
    Held hold(K key) {
        Counted counted = locks.compute(key, (_, existing) -> {
            Counted found = existing == null ? new Counted() : existing;
            found.users++;
            return found;
        });
        counted.lock.lock();
        return () -> release(key, counted);
    }

    private void release(K key, Counted counted) {
        counted.lock.unlock();
        locks.compute(key, (_, _) -> --counted.users == 0 ? null : counted);
    }

    /** How many locks there are; for tests. */
    int size() {
        return locks.size();
    }

    /** A lock that is held. */
    @FunctionalInterface
    interface Held extends AutoCloseable {
        @Override
        void close();
    }
}
