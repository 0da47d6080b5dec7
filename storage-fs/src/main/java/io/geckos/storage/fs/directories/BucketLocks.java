package io.geckos.storage.fs.directories;

import io.geckos.domain.name.BucketName;
import io.geckos.storage.fs.volume.KeyLocks;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;

/**
 * Keeps a bucket in being while something is committed in it. Many commits pass a gate at once; making or deleting a
 * bucket has it alone. Buckets share a fixed number of gates: only making and deleting notices, and that is rare.
 */
public final class BucketLocks {
    private static final int GATES = 64;
    private final ReentrantReadWriteLock[] gates =
            Stream.generate(ReentrantReadWriteLock::new).limit(GATES).toArray(ReentrantReadWriteLock[]::new);

    /** Waits to pass together with others; closing leaves. Hold no other gate. */
    public KeyLocks.HeldLock shared(BucketName bucket) {
        return hold(gate(bucket).readLock());
    }

    /** Waits to pass alone; closing leaves. Hold no other gate. */
    public KeyLocks.HeldLock alone(BucketName bucket) {
        return hold(gate(bucket).writeLock());
    }

    private ReentrantReadWriteLock gate(BucketName bucket) {
        return gates[Math.floorMod(bucket.value().hashCode(), GATES)];
    }

    private static KeyLocks.HeldLock hold(Lock lock) {
        lock.lock();
        return lock::unlock;
    }
}
