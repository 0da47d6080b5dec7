package io.geckos.domain.bucket;

import io.geckos.domain.error.StorageCapability;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Principal;
import java.util.Map;
import java.util.Optional;

/**
 * Buckets and their settings. Every change is durable when its call returns. Every method but {@link #create} and
 * {@link #list} throws {@link StorageException.NoSuchBucket}; all may throw {@link StorageException.Unavailable},
 * {@link StorageException.StorageFailure} and {@link StorageException.Busy}.
 */
public interface BucketRepository {
    /**
     * Creates an empty bucket without settings; of several racing creators one wins.
     *
     * @param lock if present, versions can be protected, and versioning is enabled from the beginning
     * @throws StorageException.BucketExists if there is a bucket of this name
     * @throws StorageException.UnusablePath if something else than a bucket has this name
     * @throws StorageException.Unsupported for a lock without {@link StorageCapability#OBJECT_LOCK}
     */
    Bucket create(BucketName name, Principal owner, Optional<ObjectLock> lock);

    /** Finds a bucket. Called on every request, so it must be quick. */
    Bucket get(BucketName name);

    /**
     * Lists buckets by name.
     *
     * @param query {@code delimiter} is not supported here and must be empty
     */
    ListPage<Bucket> list(ListQuery query);

    /**
     * Deletes an empty bucket with its settings and unfinished uploads. A bucket with versions or delete markers is not
     * empty. If a put runs at the same time, either the put fails with {@link StorageException.NoSuchBucket} or this
     * call fails. No acknowledged object is ever lost.
     *
     * @throws StorageException.BucketNotEmpty if it holds anything
     */
    void delete(BucketName name);

    /**
     * Enables or suspends versioning. A change of an object that begins after this call has returned obeys the new
     * status. A change that ends earlier may still obey the old one.
     *
     * @throws StorageException.Unsupported without {@link StorageCapability#VERSIONING}
     * @throws StorageException.WrongState if versioning is to be suspended in a bucket that has an object lock
     * @throws IllegalArgumentException for {@link VersioningStatus#UNVERSIONED}, because no bucket returns to this
     *     status
     */
    void setVersioning(BucketName name, VersioningStatus versioning);

    /**
     * Allows versions to be protected from now on, or changes the default retention of new versions.
     *
     * @throws StorageException.Unsupported without {@link StorageCapability#OBJECT_LOCK}
     * @throws StorageException.WrongState unless versioning is {@link VersioningStatus#ENABLED}
     */
    void setLock(BucketName name, ObjectLock lock);

    /** The document of this kind that was put last; empty if there is none. */
    Optional<String> setting(BucketName name, BucketSetting kind);

    /**
     * The owner, as {@link #get} answers it. Called several times for every request, so like {@link #settings} it should be
     * one look at memory, and may still answer for a bucket that somebody has taken away behind the store.
     *
     * @throws StorageException.Unavailable if the store cannot read it, so that nobody takes the bucket for another's
     */
    Optional<Principal> owner(BucketName name);

    /**
     * All documents of a bucket, as {@link #setting} answers each. The map does not change any more; while none is put or
     * removed, comparing two answers is quick. Called several times for every request, so it should be one look at memory.
     * For that reason it may still answer for a bucket that somebody has taken away behind the store.
     *
     * @throws StorageException.Unavailable if the store cannot read them, so that nobody takes them for missing
     */
    Map<BucketSetting, String> settings(BucketName name);

    /** Stores a document in place of the one before. The store keeps the text unchanged and does not look into it. */
    void putSetting(BucketName name, BucketSetting kind, String document);

    /** Removes a document; removing none succeeds. */
    void removeSetting(BucketName name, BucketSetting kind);
}
