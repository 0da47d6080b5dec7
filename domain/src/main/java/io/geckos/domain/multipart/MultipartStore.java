package io.geckos.domain.multipart;

import io.geckos.domain.checksum.ETag;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectStore;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.StoredObject;
import java.util.Optional;

/**
 * Uploads in parts. Every write is atomic and durable when it returns. All methods throw
 * {@link StorageException.NoSuchBucket}; those that name an upload throw {@link StorageException.NoSuchUpload}; all may
 * throw {@link StorageException.Unavailable}, {@link StorageException.Failed} and {@link StorageException.Busy}.
 */
public interface MultipartStore {
    /** Begins an upload. */
    UploadInfo begin(ObjectId id, ObjectSpec spec, Optional<UploadInfo.ChecksumPlan> checksum);

    /** Finds an upload that is under way. */
    UploadInfo get(UploadId upload);

    /**
     * Stores a part, replacing one of the same number; {@code body} is used as in {@link ObjectStore#put} and throws as
     * there.
     *
     * @param number 1 to {@link ObjectPart#MAX_NUMBER}; any other is an {@link IllegalArgumentException}
     */
    ObjectPart putPart(UploadId upload, int number, ObjectUpload body);

    /**
     * Stores a part of the bytes of {@code span} of an opened object, which the caller closes. It carries the checksum of
     * the upload's plan, and no other.
     *
     * @param number as in {@link #putPart}
     */
    ObjectPart copyPart(UploadId upload, int number, StoredObject source, ByteSpan span);

    /**
     * Makes the parts one object, atomically; parts not named are dropped. The object's tag is
     * {@link ETag#ofParts}; its checksum follows the upload's plan. Completing again while the object made by this
     * upload is still the current one answers that object again. Of a completion and an abort that race, one wins.
     *
     * @throws StorageException.InvalidPart if a part is missing, or has another tag or checksum
     * @throws StorageException.PartTooSmall if a part but the last is under the minimum
     * @throws StorageException.ContentMismatch if the whole is not of the checksum or size asked for
     * @throws StorageException.ConditionFailed if the condition does not hold
     */
    ObjectInfo complete(UploadId upload, UploadCompletion completion);

    /** Drops an upload with all its parts. */
    void abort(UploadId upload);

    /** Lists parts by number, those above {@code after}; {@link ListPage#next} is the last number listed, in decimal. */
    ListPage<ObjectPart> listParts(UploadId upload, int after, int limit);

    /**
     * Lists uploads by key, those of one key in the order they began. {@link ListStart.AfterVersion} is not used here;
     * {@link ListStart.AfterUpload} is.
     */
    ListPage<UploadEntry> listUploads(BucketName bucket, ListQuery query);
}
