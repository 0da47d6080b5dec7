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
     * @param counted when the latest count was finished
     * @param uncertain the number of objects that changed during the count, so that it may be wrong by so many; the
     *     next count corrects it
     */
    public record OfBucket(BucketName bucket, Figures figures, Instant counted, long uncertain) {}

    /**
     * The numbers that are counted; in a difference of two, also negative ones.
     *
     * @param objects the number of objects that a listing shows
     * @param bytes the size of these objects, without their metadata
     * @param noncurrentVersions the number of older versions that are kept
     * @param noncurrentBytes the size of these versions, without their metadata
     * @param deleteMarkers the number of delete markers that callers have made
     * @param uploads the number of multipart uploads that are under way
     * @param uploadBytes the size of the parts of these uploads
     */
    public record Figures(
            long objects,
            long bytes,
            long noncurrentVersions,
            long noncurrentBytes,
            long deleteMarkers,
            long uploads,
            long uploadBytes) {
        /** Nothing at all. */
        public static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0);

        /** So many objects, and so many bytes of them. */
        public static Figures objects(long count, long bytes) {
            return new Figures(count, bytes, 0, 0, 0, 0, 0);
        }

        /** So many older versions, and so many bytes of them. */
        public static Figures noncurrent(long versions, long bytes) {
            return new Figures(0, 0, versions, bytes, 0, 0, 0);
        }

        /** So many delete markers. */
        public static Figures markers(long count) {
            return new Figures(0, 0, 0, 0, count, 0, 0);
        }

        /** So many uploads under way, and so many bytes of their parts. */
        public static Figures uploads(long count, long bytes) {
            return new Figures(0, 0, 0, 0, 0, count, bytes);
        }

        /** The sum of these and others. */
        public Figures plus(Figures that) {
            return new Figures(
                    objects + that.objects,
                    bytes + that.bytes,
                    noncurrentVersions + that.noncurrentVersions,
                    noncurrentBytes + that.noncurrentBytes,
                    deleteMarkers + that.deleteMarkers,
                    uploads + that.uploads,
                    uploadBytes + that.uploadBytes);
        }

        /** How much more these are than others. */
        public Figures minus(Figures that) {
            return new Figures(
                    objects - that.objects,
                    bytes - that.bytes,
                    noncurrentVersions - that.noncurrentVersions,
                    noncurrentBytes - that.noncurrentBytes,
                    deleteMarkers - that.deleteMarkers,
                    uploads - that.uploads,
                    uploadBytes - that.uploadBytes);
        }

        /** The same with 0 for each negative number. */
        public Figures atLeastZero() {
            return new Figures(
                    Math.max(0, objects),
                    Math.max(0, bytes),
                    Math.max(0, noncurrentVersions),
                    Math.max(0, noncurrentBytes),
                    Math.max(0, deleteMarkers),
                    Math.max(0, uploads),
                    Math.max(0, uploadBytes));
        }
    }
}
