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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Objects and their versions.
 *
 * <p>In a bucket with versioning, {@link #put}, {@link #copy} and the completion of an upload make a new version of a new id.
 * While versioning is suspended they replace the null version, wherever in the history of its key it is. A version is protected
 * from the moment it is visible: by the retention of its {@link ObjectSpec}, or else by what the bucket says, counted from
 * {@link ObjectInfo#lastModified}. Deleting the latest makes a delete marker, which is no object and hides those below it; while
 * versioning is suspended this is the null version and replaces another.
 *
 * <p>Every write is atomic and durable when it returns: a reader sees all of it or none, and a read that starts after a
 * write returned sees it. A write that throws has changed nothing, save where {@link StorageException.Unavailable} says
 * that its outcome is unknown. Methods block; call them from virtual threads. An interrupt abandons the call and leaves
 * no trace of an unfinished write.
 *
 * <p>Every method throws {@link StorageException.NoSuchBucket}; all may throw {@link StorageException.Unavailable},
 * {@link StorageException.Failed} and {@link StorageException.Busy}. Those that name a version throw
 * {@link StorageException.NoSuchObject}, {@link StorageException.NoSuchVersion} and
 * {@link StorageException.DeleteMarked}, for a delete marker that is named or is the latest.
 */
public interface ObjectStore {
    /** What {@link #open} would find, without opening it. */
    ObjectInfo stat(ObjectId id, Version version);

    /** Opens one version for reading; the caller closes it. */
    StoredObject open(ObjectId id, Version version);

    /**
     * Stores an object of the bytes of {@code upload}, whose {@link ObjectUpload#transferTo} is called exactly once, or not at
     * all when the call is refused early.
     *
     * @throws StorageException.ConditionFailed if {@code condition} does not hold when the object would become visible;
     *     where that can be known before, no bytes are read
     * @throws StorageException.NoSuchObject if {@code condition} wants an object and there is none
     * @throws StorageException.ContentMismatch as {@link ObjectUpload#transferTo} throws it
     * @throws StorageException.OutOfSpace if there is no room
     * @throws StorageException.Forbidden if what is there under this key must not be replaced
     * @throws StorageException.WrongState if {@code spec} has a protection and the bucket no {@code ObjectLock}
     * @throws StorageException.Unsupported if {@code spec} has a protection, without {@link StorageCapability#OBJECT_LOCK}
     */
    ObjectInfo put(ObjectId id, ObjectSpec spec, ObjectUpload upload, WriteCondition condition);

    /**
     * Stores an object of the bytes of another, or, where no versions are kept, replaces the metadata of an object when
     * {@code source} is the current one of {@code target}. The copy is written in one piece: its tag is the MD5 of its bytes.
     *
     * @param source opened from this same store; the caller closes it
     * @param checksums which checksums the copy is to have
     */
    ObjectInfo copy(
            StoredObject source,
            ObjectId target,
            ObjectSpec spec,
            Set<ChecksumAlgorithm> checksums,
            WriteCondition condition);

    /**
     * Moves an object to another key of its bucket in one atomic step, replacing what is there.
     *
     * @throws StorageException.Unsupported without {@link StorageCapability#RENAME}
     * @throws StorageException.ConditionFailed if either condition does not hold
     * @throws StorageException.WrongState in a bucket that keeps versions or did
     */
    ObjectInfo rename(
            ObjectId source, WriteCondition sourceCondition, ObjectKey target, WriteCondition targetCondition);

    /** Replaces the tags of an object without touching its bytes, entity tag or modification time. */
    ObjectInfo retag(ObjectId id, Version version, Map<String, String> tags);

    /**
     * Replaces the retention of a version; an empty one takes it away. This is decided and done in one step.
     *
     * @param bypass whether who asks may weaken a retention of {@link Retention.Mode#GOVERNANCE}
     * @throws StorageException.Protected for what weakens a retention that has not ended: an earlier time, another mode or none;
     *     with {@code bypass}, only for one of {@link Retention.Mode#COMPLIANCE}
     * @throws StorageException.WrongState if the bucket has no {@code ObjectLock}
     * @throws StorageException.Unsupported without {@link StorageCapability#OBJECT_LOCK}
     */
    ObjectInfo retain(ObjectId id, Version version, Optional<Retention> retention, boolean bypass);

    /**
     * Puts or lifts the legal hold of a version.
     *
     * @throws StorageException.WrongState if the bucket has no {@code ObjectLock}
     * @throws StorageException.Unsupported without {@link StorageCapability#OBJECT_LOCK}
     */
    ObjectInfo hold(ObjectId id, Version version, boolean legalHold);

    /**
     * Attempts every target; one refusal does not stop the rest. Deleting what is not there succeeds, unless its condition
     * wants it. Targets of one key may be carried out together, in whatever order leaves what was asked for. A version that is
     * protected is refused with {@link StorageException.Protected}.
     */
    List<DeleteOutcome> delete(BucketName bucket, List<DeleteTarget> targets);

    /**
     * Lists the latest versions in order of key, without delete markers. A key that exists from before the first page until after the last is
     * listed exactly once.
     */
    ListPage<ListEntry> list(BucketName bucket, ListQuery query);

    /**
     * Lists all versions and delete markers by key, newest first; without {@link StorageCapability#VERSIONING} these are the
     * objects. One that exists from before the first page until after the last is listed exactly once, also while it becomes
     * the latest or stops being it.
     */
    ListPage<VersionEntry> listVersions(BucketName bucket, ListQuery query);
}
