package io.geckos.server.quota;

import io.geckos.domain.engine.StorageUsage;

/**
 * How much quotas count: the bytes and the number of objects and their earlier versions, and the bytes of parts of uploads
 * that are under way.
 */
public record StoredAmount(long bytes, long objects) {
    /** Nothing. */
    static final StoredAmount NONE = new StoredAmount(0, 0);

    /** What quotas count of what a storage has counted. */
    static StoredAmount of(StorageUsage.Figures figures) {
        return new StoredAmount(
                figures.bytes() + figures.noncurrentBytes() + figures.uploadBytes(),
                figures.objects() + figures.noncurrentVersions());
    }

    /** The sum. */
    StoredAmount plus(StoredAmount that) {
        return new StoredAmount(bytes + that.bytes, objects + that.objects);
    }

    /** The difference. */
    StoredAmount minus(StoredAmount that) {
        return new StoredAmount(bytes - that.bytes, objects - that.objects);
    }

    /** How much more this is than another amount; 0 for what is not more. */
    StoredAmount exceeding(StoredAmount that) {
        return new StoredAmount(Math.max(0, bytes - that.bytes), Math.max(0, objects - that.objects));
    }
}
