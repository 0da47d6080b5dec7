package io.geckos.domain.bucket;

import io.geckos.domain.error.StorageCapability;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.name.BucketName;
import java.util.Optional;

/**
 * Buckets and their settings. Every change is durable when its call returns. Every method but {@link #create} and
 * {@link #list} throws {@link StorageException.NoSuchBucket}; all may throw {@link StorageException.Unavailable},
 * {@link StorageException.Failed} and {@link StorageException.Busy}.
 */
public interface BucketRepository {
    /**
     * Creates an empty bucket without settings; of several racing creators one wins.
     *
     * @throws StorageException.BucketExists if it is there
     * @throws StorageException.Forbidden if something that is no bucket has its name
     */
    Bucket create(BucketName name);

    /** Finds a bucket. */
    Bucket get(BucketName name);

    /**
     * Lists buckets by name.
     *
     * @param query {@code delimiter} is not supported here and must be empty
     */
    ListPage<Bucket> list(ListQuery query);

    /**
     * Deletes an empty bucket with its settings and unfinished uploads. A put that races it either fails with
     * {@link StorageException.NoSuchBucket} or makes this fail; no acknowledged object is ever lost.
     *
     * @throws StorageException.BucketNotEmpty if it holds anything
     */
    void delete(BucketName name);

    /** Throws {@link StorageException.Unsupported} without {@link StorageCapability#VERSIONING}. */
    void setVersioning(BucketName name, VersioningStatus versioning);

    /** The document last put, or none. */
    Optional<String> setting(BucketName name, BucketSetting kind);

    /** Replaces a document; a store keeps it as it is. */
    void putSetting(BucketName name, BucketSetting kind, String document);

    /** Removes a document; removing none succeeds. */
    void removeSetting(BucketName name, BucketSetting kind);
}
