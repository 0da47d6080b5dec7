package io.geckos.domain.engine;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.error.StorageCapability;
import io.geckos.domain.error.StorageException.Unavailable;
import io.geckos.domain.multipart.MultipartStore;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.object.ObjectStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One open storage engine: its ports, its capabilities and its figures. */
public interface Storage extends AutoCloseable {
    /** Buckets and their settings. */
    BucketRepository buckets();

    /** Objects. */
    ObjectStore objects();

    /** Uploads in parts. */
    MultipartStore uploads();

    /** Small documents of the server itself, which belong to no bucket. */
    DocumentStore documents();

    /** Takes in what comes from another store. */
    StorageTransfer transfer();

    /** The optional features that this engine has. The set never changes. */
    Set<StorageCapability> capabilities();

    /**
     * Tells whether {@code text} has the form of this store's version ids. An id of another form is a mistake of the
     * client, and not the id of a version that is gone.
     */
    boolean isVersionId(String text);

    /** The figures that the engine keeps about itself: always the same ones, by default none. */
    default List<StorageGauge> measures() {
        return List.of();
    }

    /** The durations of the engine's own operations: always the same histograms, by default none. */
    default List<LatencyHistogram> timings() {
        return List.of();
    }

    /** The amount of stored data; empty (the default) if the engine does not count it. */
    default Optional<StorageUsage> usage() {
        return Optional.empty();
    }

    /** The amount of data in one bucket; empty if it is not counted, or not yet. */
    default Optional<StorageUsage.OfBucket> usage(BucketName bucket) {
        return usage().stream()
                .flatMap(usage -> usage.buckets().stream())
                .filter(usage -> usage.bucket().equals(bucket))
                .findFirst();
    }

    /** The background tasks of the engine: always the same ones, by default none. */
    default List<BackgroundTask> backgroundTasks() {
        return List.of();
    }

    /**
     * Returns normally while the engine can serve reads and writes.
     *
     * @throws Unavailable saying what is wrong
     */
    void check();

    /** Releases everything; running calls may fail. Closing again does nothing. */
    @Override
    void close();
}
