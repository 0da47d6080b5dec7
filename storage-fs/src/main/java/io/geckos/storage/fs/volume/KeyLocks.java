package io.geckos.storage.fs.volume;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.ReentrantLock;

/** A lock for every {@code K} that somebody holds or waits for, and for no other: memory is bounded by the callers. */
public final class KeyLocks<K> {
    /** Keys share counters: that another's change ended costs a reader one more look. */
    private static final int COUNTERS = 4096;

    private final ConcurrentHashMap<K, CountedLock> locks = new ConcurrentHashMap<>();
    private final AtomicLongArray ended = new AtomicLongArray(COUNTERS);

    private static final class CountedLock {
        final ReentrantLock lock = new ReentrantLock(true);
        int users;
    }

    /** Waits for the lock, in order of arrival; closing releases it. */
    public HeldLock hold(K key) {
        CountedLock counted = locks.compute(key, (_, existing) -> {
            CountedLock found = existing == null ? new CountedLock() : existing;
            found.users++;
            return found;
        });
        counted.lock.lock();
        return () -> release(key, counted);
    }

    /** How many holds have ended, of this key and those it shares a counter with. */
    public long ended(K key) {
        return ended.get(counter(key));
    }

    private static int counter(Object key) {
        int hash = key.hashCode();
        return (hash ^ hash >>> 16) & COUNTERS - 1;
    }

    /** Tells whether another thread holds the lock. */
    public boolean isHeldByAnother(K key) {
        CountedLock counted = locks.get(key);
        return counted != null && counted.lock.isLocked() && !counted.lock.isHeldByCurrentThread();
    }

    private void release(K key, CountedLock counted) {
        // Before the lock is free, so that no two holds lie between two equal counts.
        ended.incrementAndGet(counter(key));
        counted.lock.unlock();
        locks.compute(key, (_, _) -> --counted.users == 0 ? null : counted);
    }

    /** How many locks there are; for tests. */
    int size() {
        return locks.size();
    }

    /** A lock that is held. */
    @FunctionalInterface
    public interface HeldLock extends AutoCloseable {
        @Override
        void close();
    }
}
