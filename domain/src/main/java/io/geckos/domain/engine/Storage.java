package io.geckos.domain.engine;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.error.StorageCapability;
import io.geckos.domain.error.StorageException.Unavailable;
import io.geckos.domain.multipart.MultipartStore;
import io.geckos.domain.object.ObjectStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One storage engine: the ports it serves, and what it declares it can do. */
public interface Storage extends AutoCloseable {
    /** Buckets and their settings. */
    BucketRepository buckets();

    /** Objects. */
    ObjectStore objects();

    /** Uploads in parts. */
    MultipartStore uploads();

    /** Small documents of the server, beside all buckets. */
    DocumentStore documents();

    /** What the engine can do beyond the ports' common ground; never changes. */
    Set<StorageCapability> capabilities();

    /**
     * Tells whether a version of this store may have this id; one that no version can ever have is a mistake of the client,
     * and not a version that is gone.
     */
    boolean isVersionId(String text);

    /** What the engine counts and measures of itself; always the same figures, none by default. */
    default List<StorageGauge> measures() {
        return List.of();
    }

    /** What the engine times of its own work; always the same ones, none by default. */
    default List<LatencyHistogram> timings() {
        return List.of();
    }

    /** How much is stored; empty, as by default, for an engine that keeps no count. */
    default Optional<StorageUsage> usage() {
        return Optional.empty();
    }

    /** What the engine does by itself, or when told to; always the same ones, none by default. */
    default List<BackgroundTask> chores() {
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
