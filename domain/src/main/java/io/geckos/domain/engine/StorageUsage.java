package io.geckos.domain.engine;

import io.geckos.domain.name.BucketName;
import java.time.Instant;
import java.util.List;

/**
 * How much a store holds, as its engine keeps count of it. Asking is cheap: nothing is counted for the answer.
 *
 * @param complete whether every bucket that the engine knows of has been counted; until then {@code buckets} lacks some
 * @param buckets those that have been counted, by name
 */
public record StorageUsage(boolean complete, List<OfBucket> buckets) {
    /** The list is copied. */
    public StorageUsage {
        buckets = List.copyOf(buckets);
    }

    /**
     * How much one bucket holds: what was counted, and since then kept up with every change that went through the engine.
     * Changes made behind its back show when the bucket is counted again.
     *
     * @param objects that would be listed
     * @param bytes of these objects, without their metadata
     * @param uploads in parts that are under way
     * @param counted when counting was finished last
     * @param uncertain how many objects were changed while they were being counted, so that they may have been counted
     *     wrongly; the next count puts it right
     */
    public record OfBucket(
            BucketName bucket, long objects, long bytes, long uploads, Instant counted, long uncertain) {}
}
