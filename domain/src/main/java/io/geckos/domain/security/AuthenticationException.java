package io.geckos.domain.security;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A refusal of a request's credentials. The message is for the client and never contains a secret. */
public final class AuthenticationException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Reason reason;
    private final transient Map<String, String> details;

    /** The kinds of refusal that clients tell apart. */
    public enum Reason {
        /** A header that must be signed is not, or a date is missing. */
        ACCESS_DENIED,
        /** A presigned request came after or before its time. */
        EXPIRED,
        CLOCK_SKEWED,
        /** The {@code Authorization} header cannot be parsed, or its scope is not that of this server. */
        HEADER_MALFORMED,
        /** The {@code X-Amz-*} query parameters cannot be parsed, or their scope is not that of this server. */
        QUERY_MALFORMED,
        /** The request has two kinds of credentials, or an argument has an illegal value. */
        INVALID_ARGUMENT,
        /** The scheme is unknown, a header comes twice, or a header that every signed request needs is missing. */
        INVALID_REQUEST,
        UNKNOWN_ACCESS_KEY,
        SIGNATURE_MISMATCH,
        /** The session token was not issued by this server, or not for this key. */
        INVALID_TOKEN,
        /** The session of a temporary key has ended. */
        EXPIRED_TOKEN,
        /** The request has no credentials, and needs some. */
        NO_CREDENTIALS,
        /** The request does not announce the length of its chunked payload. */
        MISSING_CONTENT_LENGTH
    }

    /** A refusal; {@code detail} is a sentence for the client. */
    public AuthenticationException(Reason reason, String detail) {
        this(reason, detail, Map.of());
    }

    /** A refusal with {@code details}: further elements of S3's error document, by name, in order. */
    public AuthenticationException(Reason reason, String detail, Map<String, String> details) {
        super(detail, null, false, false);
        this.reason = reason;
        this.details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /** The kind of refusal. */
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
