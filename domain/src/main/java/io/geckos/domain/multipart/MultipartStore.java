package io.geckos.domain.multipart;

import io.geckos.domain.checksum.ETag;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.Initiator;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectStore;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.Seal;
import io.geckos.domain.object.StoredObject;
import java.util.Optional;

/**
 * Multipart uploads: starts them, stores their parts, and completes or aborts them. Every write is atomic and durable
 * when it returns. All methods throw {@link StorageException.NoSuchBucket}; those that name an upload throw
 * {@link StorageException.NoSuchUpload}; all may throw {@link StorageException.Unavailable},
 * {@link StorageException.StorageFailure} and {@link StorageException.Busy}.
 */
public interface MultipartStore {
    /** Begins an upload of nobody in particular. */
    default UploadInfo begin(ObjectId id, ObjectSpec spec, Optional<UploadInfo.ChecksumPlan> checksum) {
        return begin(id, spec, checksum, Optional.empty());
    }

    /** Begins an upload. If {@code spec} has a seal, it is that of every part. The initiator is kept as it is given. */
    UploadInfo begin(
            ObjectId id, ObjectSpec spec, Optional<UploadInfo.ChecksumPlan> checksum, Optional<Initiator> initiator);

    /** Finds an upload that is under way. */
    UploadInfo get(UploadId upload);

    /**
     * Stores a part in place of one with the same number. {@code body} is used, and throws, as in
     * {@link ObjectStore#put}.
     *
     * @param number 1 to {@link ObjectPart#MAX_NUMBER}; any other is an {@link IllegalArgumentException}
     */
    ObjectPart putPart(UploadId upload, int number, ObjectUpload body);

    /**
     * Stores the bytes of {@code span} of an opened object as a part. The caller closes the object. The part has only
     * the checksum of the upload's plan.
     *
     * @param number as in {@link #putPart}
     * @throws IllegalArgumentException if the object or the upload is sealed
     */
    ObjectPart copyPart(UploadId upload, int number, StoredObject source, ByteSpan span);

    /**
     * Makes one object of the named parts, atomically, and drops all other parts. The object's tag is
     * {@link ETag#ofParts}; its checksum follows the upload's plan. A second completion answers the same object, as
     * long as that object is still the current one. If a completion and an abort run at the same time, one of them wins
     * and the other throws.
     *
     * @throws StorageException.InvalidPart if a named part is missing, or has another tag or checksum
     * @throws StorageException.PartTooSmall if a part that is not the last is smaller than the minimum
     * @throws StorageException.ContentMismatch if the object has not the checksum or size that {@code completion} names
     * @throws StorageException.ConditionFailed if the condition does not hold
     */
    ObjectInfo complete(UploadId upload, UploadCompletion completion);

    /**
     * Replaces the seal of an upload by another one of the same data key. Parts that are stored stay as they are.
     *
     * @param expected the seal that the upload must have at the instant of the change
     * @throws StorageException.ConditionFailed if it has another seal, or none
     */
    UploadInfo reseal(UploadId upload, Seal expected, Seal replacement);

    /** Drops an upload with all its parts. */
    void abort(UploadId upload);

    /**
     * Lists the parts with a number above {@code after}, in order of number. {@link ListPage#next} is the last number
     * of the page, in decimal.
     */
    ListPage<ObjectPart> listParts(UploadId upload, int after, int limit);

    /**
     * Lists uploads in order of key, and uploads of one key in the order in which they began.
     * {@link ListStart.AfterVersion} is not used here; {@link ListStart.AfterUpload} is.
     */
    ListPage<UploadEntry> listUploads(BucketName bucket, ListQuery query);
}
