package io.geckos.domain.object;

import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.error.StorageCapability;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.security.AccessControlList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Objects and their versions.
 *
 * <p>In a bucket with versioning, {@link #put}, {@link #copy} and the completion of an upload make a new version of a
 * new id. While versioning is suspended they replace the null version, wherever in the history of its key it is. A
 * version is protected from the moment it is visible: by the retention of its {@link ObjectSpec}, or else by the
 * default retention of the bucket, counted from {@link ObjectInfo#lastModified}. Deleting the latest version makes a
 * delete marker. The marker is not an object, and hides the versions below it. While versioning is suspended the marker
 * is the null version, and replaces the null version before it.
 *
 * <p>Every write is atomic and durable when it returns: a reader sees all of it or none, and a read that starts after a
 * write returned sees it. A write that throws has changed nothing, save where {@link StorageException.Unavailable} says
 * that its outcome is unknown. Methods block; call them from virtual threads. An interrupt abandons the call and leaves
 * no trace of an unfinished write.
 *
 * <p>Every method throws {@link StorageException.NoSuchBucket}; all may throw {@link StorageException.Unavailable},
 * {@link StorageException.StorageFailure} and {@link StorageException.Busy}. Those that name a version throw
 * {@link StorageException.NoSuchObject}, {@link StorageException.NoSuchVersion} and
 * {@link StorageException.VersionIsDeleteMarker}, for a delete marker that is named or is the latest.
 */
public interface ObjectStore {
    /** The properties of the version that {@link #open} would open. */
    ObjectInfo stat(ObjectId id, Version version);

    /** Opens one version for reading; the caller closes it. */
    StoredObject open(ObjectId id, Version version);

    /**
     * Stores the bytes of {@code upload} as an object. Calls {@link ObjectUpload#transferTo} exactly once, or not at
     * all when it refuses early.
     *
     * <p>If {@code spec} has a seal, the bytes are kept as they come. The size, tag and checksums of the object are those
     * of the digests that the upload returns.
     *
     * @throws StorageException.ConditionFailed if {@code condition} does not hold when the object would become visible;
     *     if this is known earlier, no bytes are read
     * @throws StorageException.NoSuchObject if {@code condition} wants an object and there is none
     * @throws StorageException.ContentMismatch as {@link ObjectUpload#transferTo} throws it
     * @throws StorageException.OutOfSpace if there is no room
     * @throws StorageException.UnusablePath if there is a file in the place of this key that must not be replaced
     * @throws StorageException.WrongState if {@code spec} has a protection and the bucket no {@code ObjectLock}
     * @throws StorageException.Unsupported if {@code spec} has a protection, without {@link StorageCapability#OBJECT_LOCK}
     */
    ObjectInfo put(ObjectId id, ObjectSpec spec, ObjectUpload upload, WriteCondition condition);

    /**
     * Copies an object. If {@code source} is the current object of {@code target} and the bucket keeps no versions,
     * only the metadata is replaced. The copy counts as written in one piece: its tag is the MD5 of its bytes.
     *
     * <p>A sealed object is copied as it is stored. The copy has a seal of the same data key, or the same seal.
     *
     * @param source opened from this same store; the caller closes it
     * @param checksums the checksums that the copy gets
     * @throws IllegalArgumentException if only one of {@code source} and {@code spec} has a seal, or if {@code source} is
     *     sealed, and has several parts or not all of {@code checksums}
     */
    ObjectInfo copy(
            StoredObject source,
            ObjectId target,
            ObjectSpec spec,
            Set<ChecksumAlgorithm> checksums,
            WriteCondition condition);

    /**
     * Moves an object to another key of its bucket in one atomic step. Replaces the object of that key, if there is
     * one.
     *
     * @throws StorageException.Unsupported without {@link StorageCapability#RENAME}
     * @throws StorageException.ConditionFailed if either condition does not hold
     * @throws StorageException.WrongState in a bucket that keeps versions or has kept them before
     */
    ObjectInfo rename(
            ObjectId source, WriteCondition sourceCondition, ObjectKey target, WriteCondition targetCondition);

    /** Replaces the tags of an object without touching its bytes, entity tag or modification time. */
    ObjectInfo retag(ObjectId id, Version version, Map<String, String> tags);

    /**
     * Replaces the retention of a version, or removes it if {@code retention} is empty. The check and the change are
     * one atomic step.
     *
     * @param bypass whether the caller may weaken a retention of {@link Retention.Mode#GOVERNANCE}
     * @throws StorageException.VersionProtected if the current retention has not ended, and the new one is weaker: an earlier
     *     time, another mode or none. With {@code bypass}, only if the current mode is
     *     {@link Retention.Mode#COMPLIANCE}
     * @throws StorageException.WrongState if the bucket has no {@code ObjectLock}
     * @throws StorageException.Unsupported without {@link StorageCapability#OBJECT_LOCK}
     */
    ObjectInfo retain(ObjectId id, Version version, Optional<Retention> retention, boolean bypass);

    /**
     * Sets or removes the legal hold of a version.
     *
     * @throws StorageException.WrongState if the bucket has no {@code ObjectLock}
     * @throws StorageException.Unsupported without {@link StorageCapability#OBJECT_LOCK}
     */
    ObjectInfo hold(ObjectId id, Version version, boolean legalHold);

    /** Replaces the access control list of a version without touching anything else. */
    ObjectInfo setAcl(ObjectId id, Version version, AccessControlList acl);

    /**
     * Replaces the seal of a version by another one of the same data key. Nothing else changes: bytes, tag, checksums and
     * time stay.
     *
     * @param expected the seal that the version must have at the instant of the change
     * @throws StorageException.ConditionFailed if it has another seal, or none
     */
    ObjectInfo reseal(ObjectId id, Version version, Seal expected, Seal replacement);

    /**
     * Deletes every target; a refusal of one does not stop the others. Deleting an object that does not exist succeeds,
     * unless the condition requires one. Targets of one key may be deleted together, in any order with the same result.
     * A protected version is refused with {@link StorageException.VersionProtected}.
     */
    List<DeleteOutcome> delete(BucketName bucket, List<DeleteTarget> targets);

    /**
     * Lists the latest versions in order of key, without delete markers. A key that exists during the whole listing,
     * from the first page to the last, is listed exactly once.
     */
    ListPage<ListEntry> list(BucketName bucket, ListQuery query);

    /**
     * Lists all versions and delete markers by key, newest first; without {@link StorageCapability#VERSIONING} these
     * are the objects. A version that exists during the whole listing is listed exactly once, even if it becomes the
     * latest or stops being the latest meanwhile.
     */
    ListPage<VersionEntry> listVersions(BucketName bucket, ListQuery query);
}
