package io.geckos.s3.call;

import io.geckos.domain.error.StorageException;
import io.geckos.domain.error.StorageException.ContentMismatch;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.MalformedPolicyException;
import io.geckos.s3.api.S3Request;
import io.geckos.s3.routing.RequestTarget;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.S3Timestamps;
import java.util.List;

/** Maps errors of the domain to errors of S3. */
public final class ErrorMapping {
    private static final System.Logger LOG = System.getLogger(ErrorMapping.class.getName());

    private ErrorMapping() {}

    /** The S3 error for any failure. Failures of the server itself are also logged. */
    public static S3Exception of(RuntimeException failure, S3Request request) {
        return switch (failure) {
            case S3Exception refusal -> refusal;
            case AuthenticationException e -> of(e);
            case MalformedPolicyException e -> new S3Exception(S3Error.MalformedPolicy, e.getMessage());
            case StorageException.VersionIsDeleteMarker marked
            when marked.wasRequestedById() || !isRead(request) -> notAllowed(marked, request.method());
            case StorageException e -> {
                if (e.getCause() != null) {
                    LOG.log(System.Logger.Level.ERROR, "request " + request.id() + ": " + e.getMessage(), e.getCause());
                }
                yield of(e);
            }
            default -> {
                LOG.log(System.Logger.Level.ERROR, "request " + request.id() + " failed", failure);
                yield new S3Exception(S3Error.InternalError);
            }
        };
    }

    /** Adds the bucket or key to a refusal, where S3 does and the refusal has none yet. */
    public static S3Exception about(RequestTarget target, S3Exception refusal) {
        return switch (refusal.error()) {
            case NoSuchBucket,
                    BucketAlreadyExists,
                    BucketAlreadyOwnedByYou,
                    BucketNotEmpty,
                    NoSuchBucketPolicy,
                    NoSuchCORSConfiguration,
                    NoSuchLifecycleConfiguration,
                    NoSuchPublicAccessBlockConfiguration,
                    NoSuchTagSet,
                    NoSuchWebsiteConfiguration,
                    ObjectLockConfigurationNotFoundError,
                    OwnershipControlsNotFoundError,
                    ReplicationConfigurationNotFoundError,
                    ServerSideEncryptionConfigurationNotFoundError ->
                target.bucket()
                        .map(bucket -> refusal.withDefault("BucketName", bucket.value()))
                        .orElse(refusal);
            case NoSuchKey, NoSuchVersion ->
                target instanceof RequestTarget.OfObject(ObjectId id)
                        ? refusal.withDefault("Key", id.key().value())
                        : refusal;
            default -> refusal;
        };
    }

    /** Adds details of the target to a refusal, and the header of a condition that did not hold. */
    public static S3Exception about(S3Request request, RequestTarget target, S3Exception refusal) {
        if (refusal.error() == S3Error.PreconditionFailed) {
            refusal.withDefault(
                    "Condition", request.headers().containsKey("if-none-match") ? "If-None-Match" : "If-Match");
        }
        return about(target, refusal);
    }

    /** The S3 error for an error of storage. */
    public static S3Exception of(StorageException e) {
        return switch (e) {
            case StorageException.NoSuchBucket _ -> new S3Exception(S3Error.NoSuchBucket);
            case StorageException.BucketExists _ -> new S3Exception(S3Error.BucketAlreadyOwnedByYou);
            case StorageException.BucketNotEmpty _ -> new S3Exception(S3Error.BucketNotEmpty);
            case StorageException.NoSuchObject _ -> new S3Exception(S3Error.NoSuchKey);
            case StorageException.NoSuchVersion missing -> noSuchVersion(missing);
            // What it hides is not there for who reads the latest.
            case StorageException.VersionIsDeleteMarker marked ->
                withMarker(new S3Exception(S3Error.NoSuchKey), marked);
            case StorageException.NoSuchUpload gone ->
                new S3Exception(S3Error.NoSuchUpload)
                        .with("UploadId", gone.upload().value());
            case StorageException.InvalidPart _ -> new S3Exception(S3Error.InvalidPart);
            case StorageException.PartTooSmall small ->
                new S3Exception(S3Error.EntityTooSmall)
                        .with("ProposedSize", String.valueOf(small.size()))
                        .with("MinSizeAllowed", String.valueOf(small.minimum()));
            case StorageException.ConditionFailed _ -> new S3Exception(S3Error.PreconditionFailed);
            case StorageException.WriteConflict _ -> new S3Exception(S3Error.ConditionalRequestConflict);
            case StorageException.VersionProtected _ ->
                new S3Exception(S3Error.AccessDenied, "Access Denied because object protected by object lock.");
            case StorageException.WrongState _ -> new S3Exception(S3Error.InvalidBucketState);
            case ContentMismatch mismatch -> of(mismatch);
            case StorageException.UnusablePath _ -> new S3Exception(S3Error.AccessDenied);
            case StorageException.Unsupported _ -> new S3Exception(S3Error.NotImplemented);
            case StorageException.OutOfSpace _ -> new S3Exception(S3Error.InsufficientStorage);
            case StorageException.QuotaExceeded full -> new S3Exception(S3Error.QuotaExceeded, full.getMessage());
            case StorageException.Busy _ -> new S3Exception(S3Error.SlowDown);
            case StorageException.Unavailable _ -> new S3Exception(S3Error.ServiceUnavailable);
            case StorageException.DamagedObject _ ->
                new S3Exception(
                        S3Error.ServiceUnavailable,
                        "The object is encrypted, and its bytes do not open: they or its sidecar were damaged, or are those"
                                + " of another object; restore both from a backup.");
            case StorageException.StorageFailure _ -> new S3Exception(S3Error.InternalError);
        };
    }

    private static boolean isRead(S3Request request) {
        return request.method().equals("GET") || request.method().equals("HEAD");
    }

    private static S3Exception noSuchVersion(StorageException.NoSuchVersion missing) {
        S3Exception refusal = new S3Exception(S3Error.NoSuchVersion)
                .with("Key", missing.id().key().value());
        return missing.version() instanceof Version.Named named ? refusal.with("VersionId", named.value()) : refusal;
    }

    /** A delete marker can be deleted, and nothing else. */
    private static S3Exception notAllowed(StorageException.VersionIsDeleteMarker marked, String method) {
        return withMarker(S3Exception.methodNotAllowed(method, "DeleteMarker", List.of("DELETE")), marked);
    }

    private static S3Exception withMarker(S3Exception refusal, StorageException.VersionIsDeleteMarker marked) {
        return refusal.withHeader(S3Result.DELETE_MARKER, "true")
                .withHeader(S3Result.VERSION, marked.version().value())
                .withHeader("Last-Modified", S3Timestamps.http(marked.lastModified()));
    }

    private static S3Exception of(ContentMismatch mismatch) {
        return switch (mismatch.kind()) {
            case LENGTH, CHUNK_FRAMING -> new S3Exception(S3Error.IncompleteBody);
            case TIMEOUT -> new S3Exception(S3Error.RequestTimeout);
            case MD5 ->
                withDigests(
                        new S3Exception(
                                S3Error.BadDigest, "The Content-MD5 you specified did not match what we received."),
                        mismatch,
                        "ExpectedDigest",
                        "CalculatedDigest");
            case CHECKSUM -> new S3Exception(S3Error.BadDigest, mismatch.detail());
            case PAYLOAD_SHA256 ->
                withDigests(
                        new S3Exception(S3Error.XAmzContentSHA256Mismatch),
                        mismatch,
                        "ClientComputedContentSHA256",
                        "S3ComputedContentSHA256");
            case CHUNK_SIZE -> new S3Exception(S3Error.InvalidChunkSizeError);
            case CHUNK_SIGNATURE, TRAILER_SIGNATURE -> new S3Exception(S3Error.SignatureDoesNotMatch);
            case TRAILER_FRAMING -> new S3Exception(S3Error.MalformedTrailerError);
        };
    }

    private static S3Exception withDigests(
            S3Exception refusal, ContentMismatch mismatch, String expected, String calculated) {
        mismatch.digests()
                .ifPresent(
                        digests -> refusal.with(expected, digests.expected()).with(calculated, digests.calculated()));
        return refusal;
    }

    /** The S3 error for a refusal of the authenticator, with the authenticator's message. */
    private static S3Exception of(AuthenticationException e) {
        S3Error error = switch (e.reason()) {
            case ACCESS_DENIED, EXPIRED -> S3Error.AccessDenied;
            case CLOCK_SKEWED -> S3Error.RequestTimeTooSkewed;
            case HEADER_MALFORMED -> S3Error.AuthorizationHeaderMalformed;
            case QUERY_MALFORMED -> S3Error.AuthorizationQueryParametersError;
            case INVALID_ARGUMENT -> S3Error.InvalidArgument;
            case INVALID_REQUEST -> S3Error.InvalidRequest;
            case UNKNOWN_ACCESS_KEY -> S3Error.InvalidAccessKeyId;
            case INVALID_TOKEN -> S3Error.InvalidToken;
            case EXPIRED_TOKEN -> S3Error.ExpiredToken;
            case NO_CREDENTIALS -> S3Error.AccessDenied;
            case MISSING_CONTENT_LENGTH -> S3Error.MissingContentLength;
            case SIGNATURE_MISMATCH -> S3Error.SignatureDoesNotMatch;
        };
        S3Exception refusal = new S3Exception(error, e.getMessage());
        e.details().forEach(refusal::with);
        return refusal;
    }
}
