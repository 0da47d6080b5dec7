package io.geckos.s3;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.error.StorageException.NoSuchBucket;
import io.geckos.domain.error.StorageException.NoSuchObject;
import io.geckos.domain.error.StorageException.NoSuchUpload;
import io.geckos.domain.error.StorageException.NoSuchVersion;
import io.geckos.domain.error.StorageException.VersionIsDeleteMarker;
import io.geckos.s3.call.ErrorMapping;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.routing.RequestTarget;
import io.geckos.s3.routing.S3Action;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.util.EnumSet;
import java.util.Set;

/**
 * Chooses the refusal that the client gets if several apply. S3 reports a missing bucket first, then a missing key or
 * upload, then everything else. The lookups are made only for a request that is refused anyway, so that valid requests
 * cost no more.
 */
final class RefusalOrder {
    /** The errors that come before all others, because the storage is not touched for a request that is not served. */
    private static final Set<S3Error> FIRST =
            EnumSet.of(S3Error.NotImplemented, S3Error.MethodNotAllowed, S3Error.ExpectationFailed);

    /** The errors after which no lookup is needed, because the operation has already looked into the bucket. */
    private static final Set<S3Error> FOUND_OUT = EnumSet.of(
            S3Error.NoSuchBucket,
            S3Error.NoSuchKey,
            S3Error.NoSuchVersion,
            S3Error.NoSuchUpload,
            S3Error.BucketNotEmpty);

    /** The actions that also look into another bucket than that of the request. */
    private static final Set<S3Action> COPIES = EnumSet.of(S3Action.COPY_OBJECT, S3Action.UPLOAD_PART_COPY);

    private static final Set<S3Action> OF_KEYS = EnumSet.of(
            S3Action.GET_OBJECT,
            S3Action.HEAD_OBJECT,
            S3Action.GET_OBJECT_ACL,
            S3Action.PUT_OBJECT_ACL,
            S3Action.GET_OBJECT_ATTRIBUTES,
            S3Action.GET_OBJECT_TAGGING,
            S3Action.PUT_OBJECT_TAGGING,
            S3Action.DELETE_OBJECT_TAGGING);

    private static final Set<S3Action> OF_UPLOADS = EnumSet.of(
            S3Action.UPLOAD_PART,
            S3Action.UPLOAD_PART_COPY,
            S3Action.COMPLETE_MULTIPART_UPLOAD,
            S3Action.ABORT_MULTIPART_UPLOAD,
            S3Action.LIST_PARTS);

    private final Storage storage;

    RefusalOrder(Storage storage) {
        this.storage = storage;
    }

    /**
     * Like {@link #bucketFirst}, for a request that the policy has not seen yet. A caller without permission does not
     * learn whether the bucket exists.
     */
    S3Exception bucketFirstIfAllowed(S3Exception refusal, S3Call call) {
        try {
            call.access().authorise(call.action(), call.target());
            return bucketFirst(refusal, call);
        } catch (S3Exception _) {
            return refusal;
        }
    }

    /**
     * Answers {@code refusal}, or NoSuchBucket if the bucket is missing. The caller must have the permission for the
     * request.
     */
    S3Exception bucketFirst(S3Exception refusal, S3Call call) {
        if (call.action() == S3Action.CREATE_BUCKET || !mayBePreceded(refusal, call)) {
            return refusal;
        }
        return precededBy(refusal, call, () -> call.target().bucket().ifPresent(storage.buckets()::get));
    }

    /**
     * Answers {@code refusal}, or the error of the missing key or upload if the operation needs one that does not
     * exist.
     */
    S3Exception keyFirst(S3Exception refusal, S3Call call) {
        if (refusal.error() == S3Error.AccessDenied || !mayBePreceded(refusal, call)) {
            return refusal;
        }
        return precededBy(refusal, call, () -> {
            if (OF_KEYS.contains(call.action())) {
                storage.objects().stat(call.object(), call.version());
            } else if (OF_UPLOADS.contains(call.action())) {
                storage.uploads().get(call.uploadId());
            }
        });
    }

    /** Answers {@code refusal}, or AccessDenied to a caller who may not learn which keys the bucket has. */
    static S3Exception hidden(S3Exception refusal, S3Call call) {
        boolean tells = refusal.error() == S3Error.NoSuchKey || refusal.error() == S3Error.NoSuchVersion;
        boolean ofTarget = call.target() instanceof RequestTarget.OfObject && !COPIES.contains(call.action());
        return tells && ofTarget && !call.access().mayList(call.object())
                ? new S3Exception(S3Error.AccessDenied)
                : refusal;
    }

    /**
     * Tells whether an error of a missing bucket, key or upload could come before this one. False for server errors, so
     * that a server in trouble makes no lookups.
     */
    private static boolean mayBePreceded(S3Exception refusal, S3Call call) {
        boolean foundOut = FOUND_OUT.contains(refusal.error()) && !COPIES.contains(call.action());
        return !FIRST.contains(refusal.error()) && !foundOut && refusal.error().status() < 500;
    }

    private static S3Exception precededBy(S3Exception refusal, S3Call call, Runnable lookUp) {
        try {
            lookUp.run();
            return refusal;
        } catch (NoSuchBucket | NoSuchObject | NoSuchVersion | VersionIsDeleteMarker | NoSuchUpload e) {
            return ErrorMapping.of(e, call.caller().request());
        } catch (StorageException | S3Exception _) {
            return refusal;
        }
    }
}
