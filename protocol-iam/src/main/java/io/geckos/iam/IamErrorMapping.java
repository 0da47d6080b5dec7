package io.geckos.iam;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import io.geckos.access.store.IamException;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.security.AuthenticationException;
import io.geckos.iam.wire.QueryException;

/** Maps every failure to an error of the protocol. */
final class IamErrorMapping {
    private static final System.Logger LOGGER = System.getLogger(IamErrorMapping.class.getName());

    private IamErrorMapping() {}

    /** The error for a failure. Failures of the server itself are also logged. */
    static QueryException of(RuntimeException failure, String requestId) {
        return switch (failure) {
            case QueryException refusal -> refusal;
            case IamException e ->
                new QueryException(e.code().status(), e.code().name(), e.getMessage());
            case AuthenticationException e -> of(e);
            case StorageException.OutOfSpace e -> refused(507, "ServiceFailure", e, requestId);
            case StorageException.Busy e -> refused(503, "ServiceUnavailable", e, requestId);
            case StorageException.Unavailable e -> refused(503, "ServiceUnavailable", e, requestId);
            default -> failed(failure, requestId);
        };
    }

    /** What is no fault of the program: its log needs the reason, and no stack. */
    private static QueryException refused(int status, String code, StorageException reason, String requestId) {
        LOGGER.log(WARNING, "request " + requestId + " was refused with " + status + ": " + reason.getMessage());
        return new QueryException(status, code, "The storage cannot be used now; see the server's log.");
    }

    private static QueryException failed(RuntimeException failure, String requestId) {
        LOGGER.log(ERROR, "request " + requestId + " failed", failure);
        return new QueryException(
                500,
                "ServiceFailure",
                "The request processing has failed because of an error of the server; see its log.");
    }

    private static QueryException of(AuthenticationException e) {
        return switch (e.reason()) {
            case NO_CREDENTIALS -> new QueryException(403, "MissingAuthenticationToken", e.getMessage());
            case UNKNOWN_ACCESS_KEY, INVALID_TOKEN ->
                new QueryException(
                        403, "InvalidClientTokenId", "The security token included in the request is invalid.");
            case EXPIRED_TOKEN ->
                new QueryException(403, "ExpiredToken", "The security token included in the request is expired");
            case SIGNATURE_MISMATCH, CLOCK_SKEWED -> new QueryException(403, "SignatureDoesNotMatch", e.getMessage());
            case ACCESS_DENIED,
                    EXPIRED,
                    HEADER_MALFORMED,
                    QUERY_MALFORMED,
                    INVALID_ARGUMENT,
                    INVALID_REQUEST,
                    MISSING_CONTENT_LENGTH -> new QueryException(400, "IncompleteSignature", e.getMessage());
        };
    }
}
