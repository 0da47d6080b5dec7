package io.geckos.domain;

/** Why a request's credentials were refused. The message is for the client; it never holds a secret. */
public final class AuthenticationException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Reason reason;

    /** The kinds of refusal that clients tell apart. */
    public enum Reason {
        /** Something that had to be signed was not, or a date is missing. */
        ACCESS_DENIED,
        /** A presigned request came after or before its time. */
        EXPIRED,
        CLOCK_SKEWED,
        /** The {@code Authorization} header cannot be understood, or its scope is not ours. */
        HEADER_MALFORMED,
        /** The {@code X-Amz-*} query parameters cannot be understood, or their scope is not ours. */
        QUERY_MALFORMED,
        /** Credentials come in two ways at once, or an argument has a value it cannot have. */
        INVALID_ARGUMENT,
        /** An unknown scheme, a duplicate, or a header missing that every signed request has. */
        INVALID_REQUEST,
        UNKNOWN_ACCESS_KEY,
        SIGNATURE_MISMATCH
    }

    /** A refusal; {@code detail} is a sentence for the client. */
    public AuthenticationException(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    /** Which kind it is. */
    public Reason reason() {
        return reason;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
