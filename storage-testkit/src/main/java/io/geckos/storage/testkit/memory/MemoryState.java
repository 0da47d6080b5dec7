package io.geckos.storage.testkit.memory;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.bucket.ObjectLock;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.error.StorageException.BucketExists;
import io.geckos.domain.error.StorageException.BucketNotEmpty;
import io.geckos.domain.error.StorageException.NoSuchBucket;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Principal;
import java.time.Instant;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** All stored data. Every access holds this object's monitor, which is the only lock of the reference engine. */
final class MemoryState {
    private final NavigableMap<BucketName, MemoryBucket> buckets = new TreeMap<>();
    private long lastUpload;
    private long lastVersion;
    private boolean closed;

    MemoryBucket create(BucketName name, Principal owner, Optional<ObjectLock> lock) {
        VersioningStatus versioning = lock.isPresent() ? VersioningStatus.ENABLED : VersioningStatus.UNVERSIONED;
        return create(new Bucket(name, Instant.now(), Optional.of(owner), versioning, lock));
    }

    MemoryBucket create(Bucket facts) {
        if (buckets.containsKey(facts.name())) {
            throw new BucketExists(facts.name());
        }
        MemoryBucket bucket = new MemoryBucket(facts, this::nextOrder);
        buckets.put(facts.name(), bucket);
        return bucket;
    }

    MemoryBucket bucket(BucketName name) {
        MemoryBucket bucket = buckets.get(name);
        if (bucket == null) {
            throw new NoSuchBucket(name);
        }
        return bucket;
    }

    void delete(BucketName name) {
        if (!bucket(name).versions().isEmpty()) {
            throw new BucketNotEmpty(name);
        }
        buckets.remove(name);
    }

    Collection<MemoryBucket> buckets() {
        return buckets.values();
    }

    /** A new upload id. Later ids are greater. */
    String nextUpload() {
        return "%016x".formatted(++lastUpload);
    }

    /** The order of a new version: about the time in nanoseconds since 1970, and greater than all before it. */
    private long nextOrder() {
        lastVersion = Math.max(lastVersion + 1, MemoryVersion.nanos(Instant.now()));
        return lastVersion;
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
    }
}
