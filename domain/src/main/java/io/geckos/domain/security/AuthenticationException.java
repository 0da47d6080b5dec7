package io.geckos.domain.security;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Why a request's credentials were refused. The message is for the client; it never holds a secret. */
public final class AuthenticationException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Reason reason;
    private final transient Map<String, String> details;

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
        SIGNATURE_MISMATCH,
        /** A session token that was not issued here, or not for this key. */
        INVALID_TOKEN,
        /** The length of a chunked payload was not announced. */
        MISSING_CONTENT_LENGTH
    }

    /** A refusal; {@code detail} is a sentence for the client. */
    public AuthenticationException(Reason reason, String detail) {
        this(reason, detail, Map.of());
    }

    /** A refusal with {@code details}: what S3 adds to the error's document, by element name, in order. */
    public AuthenticationException(Reason reason, String detail, Map<String, String> details) {
        super(detail, null, false, false);
        this.reason = reason;
        this.details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /** Which kind it is. */
    public Reason reason() {
        return reason;
    }

    /** Further elements of S3's error document, such as {@code Region} or {@code HeadersNotSigned}; often none. */
    public Map<String, String> details() {
        return details;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
