package io.geckos.domain.engine;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectUpload;
import java.time.Instant;
import java.util.List;

/**
 * Takes in buckets and versions with the names, times and protections that they had in another store. Only a migration uses
 * it. Versions of a key are added from the oldest to the newest: each becomes the latest version of its key, and the default
 * retention of the bucket is not applied to it. Every change is atomic, and durable when its call returns. All methods may
 * throw {@link StorageException.Unavailable}, {@link StorageException.StorageFailure} and {@link StorageException.Busy}.
 */
public interface StorageTransfer {
    /** Throws {@link IllegalArgumentException} unless parts make up a version. */
    static void requireParts(ObjectInfo info, List<ObjectPart> parts) {
        long size = parts.stream().mapToLong(ObjectPart::size).sum();
        if (parts.size() != info.partCount() || (!parts.isEmpty() && size != info.size())) {
            throw new IllegalArgumentException(
                    parts.size() + " parts of " + size + " bytes do not make up " + info.id());
        }
    }

    /**
     * Creates an empty bucket without settings, which was created at another time, and may have no owner.
     *
     * @throws StorageException.BucketExists if there is a bucket of this name
     * @throws StorageException.UnusablePath if something else than a bucket has this name
     */
    void createBucket(Bucket bucket);

    /**
     * Adds a version with all its properties: its id, tag, time, checksums, parts, protection and seal are those of
     * {@code info}, whatever the digests of the upload are. Of a sealed version the upload writes the sealed bytes.
     *
     * @param info names a version if and only if the bucket has versioning or had it before
     * @param parts as many as {@link ObjectInfo#partCount} says; their sizes make up that of the version
     * @param upload used as in {@link io.geckos.domain.object.ObjectStore#put}
     * @throws StorageException.NoSuchBucket if there is no bucket of this name
     * @throws StorageException.ConditionFailed if the key has a version or delete marker that is not older; in a bucket that
     *     never had versioning, if the key has an object; of a null version, if the key has another null version
     * @throws StorageException.WrongState if {@code info} has a protection and the bucket no {@code ObjectLock}
     * @throws StorageException.OutOfSpace if there is no room
     * @throws StorageException.UnusablePath if there is a file in the place of this key that must not be replaced
     * @throws IllegalArgumentException if the version has an id of another form than this store's, if it is named and the
     *     bucket has no versions, or the other way round, or if the parts do not make up the version
     */
    void addVersion(ObjectInfo info, List<ObjectPart> parts, ObjectUpload upload);

    /**
     * Adds a delete marker. A store may answer a later time than {@code lastModified}: the one by which the marker is sorted,
     * which differs if clocks have gone wrong.
     *
     * @throws StorageException.NoSuchBucket if there is no bucket of this name
     * @throws StorageException.ConditionFailed as {@link #addVersion} throws it
     * @throws IllegalArgumentException as {@link #addVersion} throws it
     */
    void addDeleteMarker(ObjectId id, Version.Named version, Instant lastModified);

    /**
     * Reads a version whole, and compares its bytes with all that the store knows of them. Of a sealed version these are the
     * sealed bytes.
     *
     * @throws StorageException.DamagedObject if they differ, or if the metadata of the version cannot be read
     * @throws StorageException.NoSuchObject if there is no such version, like {@link StorageException.NoSuchVersion} and
     *     {@link StorageException.VersionIsDeleteMarker}
     */
    void verify(ObjectId id, Version version);
}
