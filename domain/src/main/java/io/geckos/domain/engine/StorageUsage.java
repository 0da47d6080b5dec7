package io.geckos.domain.engine;

import io.geckos.domain.name.BucketName;
import java.time.Instant;
import java.util.List;

/**
 * The amount of data in a store. Asking for it is cheap, because the engine keeps the counts all the time.
 *
 * @param complete whether the engine has counted every bucket that it knows; if not, some are missing in
 *     {@code buckets}
 * @param buckets the counted buckets, in the order of their names
 */
public record StorageUsage(boolean complete, List<OfBucket> buckets) {
    /** The list is copied. */
    public StorageUsage {
        buckets = List.copyOf(buckets);
    }

    /**
     * The amount of data in one bucket. The engine counts it and then updates the counts with every change that it
     * makes itself. Changes by other programs show after the next count.
     *
     * @param objects the number of objects that a listing shows
     * @param bytes the size of these objects, without their metadata
     * @param uploads the number of multipart uploads that are under way
     * @param counted when the latest count was finished
     * @param uncertain the number of objects that changed during the count, so that it may be wrong by so many; the
     *     next count corrects it
     */
    public record OfBucket(
            BucketName bucket, long objects, long bytes, long uploads, Instant counted, long uncertain) {}
}
