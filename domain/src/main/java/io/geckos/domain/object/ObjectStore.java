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
import java.util.Set;

/**
 * Objects and their versions.
 *
 * <p>Every write is atomic and durable when it returns: a reader sees all of it or none, and a read that starts after a
 * write returned sees it. A write that throws has changed nothing, save where {@link StorageException.Unavailable} says
 * that its outcome is unknown. Methods block; call them from virtual threads. An interrupt abandons the call and leaves
 * no trace of an unfinished write.
 *
 * <p>Every method throws {@link StorageException.NoSuchBucket}; all may throw {@link StorageException.Unavailable},
 * {@link StorageException.Failed} and {@link StorageException.Busy}. Those that name a version throw
 * {@link StorageException.NoSuchObject}, {@link StorageException.NoSuchVersion} and
 * {@link StorageException.DeleteMarked}.
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
     */
    ObjectInfo put(ObjectId id, ObjectSpec spec, ObjectUpload upload, WriteCondition condition);

    /**
     * Stores an object of the bytes of another, or replaces the metadata of an object when {@code source} is the current
     * one of {@code target}. The copy is written in one piece: its tag is the MD5 of its bytes.
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
     */
    ObjectInfo rename(
            ObjectId source, WriteCondition sourceCondition, ObjectKey target, WriteCondition targetCondition);

    /** Replaces the tags of an object without touching its bytes, entity tag or modification time. */
    ObjectInfo retag(ObjectId id, Version version, Map<String, String> tags);

    /**
     * Attempts every target in order; one refusal does not stop the rest. Deleting what is not there succeeds, unless
     * its condition wants it.
     */
    List<DeleteOutcome> delete(BucketName bucket, List<DeleteTarget> targets);

    /**
     * Lists the latest versions in order of key. A key that exists from before the first page until after the last is
     * listed exactly once.
     */
    ListPage<ListEntry> list(BucketName bucket, ListQuery query);

    /** Lists all versions by key, newest first; without {@link StorageCapability#VERSIONING} these are the objects. */
    ListPage<VersionEntry> listVersions(BucketName bucket, ListQuery query);
}
