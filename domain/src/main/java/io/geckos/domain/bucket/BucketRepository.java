package io.geckos.domain.bucket;

import io.geckos.domain.error.StorageCapability;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Principal;
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
     * @param lock with it, versioning is enabled from the first moment
     * @throws StorageException.BucketExists if it is there
     * @throws StorageException.Forbidden if something that is no bucket has its name
     * @throws StorageException.Unsupported for a lock without {@link StorageCapability#OBJECT_LOCK}
     */
    Bucket create(BucketName name, Principal owner, Optional<ObjectLock> lock);

    /** Finds a bucket; asked on every request. */
    Bucket get(BucketName name);

    /**
     * Lists buckets by name.
     *
     * @param query {@code delimiter} is not supported here and must be empty
     */
    ListPage<Bucket> list(ListQuery query);

    /**
     * Deletes an empty bucket with its settings and unfinished uploads. Versions and delete markers make it not empty. A put that races it either fails with
     * {@link StorageException.NoSuchBucket} or makes this fail; no acknowledged object is ever lost.
     *
     * @throws StorageException.BucketNotEmpty if it holds anything
     */
    void delete(BucketName name);

    /**
     * Enables or suspends versioning. Changes of objects that end before this returns may keep versions as before; those that
     * begin after it do as said.
     *
     * @throws StorageException.Unsupported without {@link StorageCapability#VERSIONING}
     * @throws StorageException.WrongState if versions in the bucket can be protected, and versioning is to be suspended
     * @throws IllegalArgumentException for {@link VersioningStatus#UNVERSIONED}, to which no bucket returns
     */
    void setVersioning(BucketName name, VersioningStatus versioning);

    /**
     * Lets versions be protected from now on, or changes what new versions get by default.
     *
     * @throws StorageException.Unsupported without {@link StorageCapability#OBJECT_LOCK}
     * @throws StorageException.WrongState unless versioning is {@link VersioningStatus#ENABLED}
     */
    void setLock(BucketName name, ObjectLock lock);

    /** The document last put, or none; asked on every request. */
    Optional<String> setting(BucketName name, BucketSetting kind);

    /** Replaces a document; a store keeps it as it is. */
    void putSetting(BucketName name, BucketSetting kind, String document);

    /** Removes a document; removing none succeeds. */
    void removeSetting(BucketName name, BucketSetting kind);
}
