package io.geckos.storage.testkit.memory;

import io.geckos.domain.bucket.Bucket;
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

/** All that is stored. Whoever touches it holds its monitor: the one lock of the reference storage. */
final class MemoryState {
    private final NavigableMap<BucketName, MemoryBucket> buckets = new TreeMap<>();
    private long lastUpload;
    private boolean closed;

    MemoryBucket create(BucketName name, Principal owner) {
        if (buckets.containsKey(name)) {
            throw new BucketExists(name);
        }
        MemoryBucket bucket = new MemoryBucket(
                new Bucket(name, Instant.now(), Optional.of(owner), VersioningStatus.UNVERSIONED, Optional.empty()));
        buckets.put(name, bucket);
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
        if (!bucket(name).objects().isEmpty()) {
            throw new BucketNotEmpty(name);
        }
        buckets.remove(name);
    }

    Collection<MemoryBucket> buckets() {
        return buckets.values();
    }

    /** Names an upload; later names are greater. */
    String nextUpload() {
        return "%016x".formatted(++lastUpload);
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
    }
}
