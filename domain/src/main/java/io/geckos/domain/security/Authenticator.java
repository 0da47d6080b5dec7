package io.geckos.domain.security;

import io.geckos.domain.error.StorageException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Verifies the credentials of requests and finds out who sent them. Safe for many threads. */
public interface Authenticator {
    /**
     * Verifies the credentials of a request before any of its body is read. A request without credentials is
     * {@link Identity.Anonymous}; whether that is enough is not decided here.
     *
     * @throws AuthenticationException if there are credentials and they do not hold
     */
    Authentication authenticate(SignedRequest request);

    /**
     * Verifies the signature over the policy of a browser's form. The caller must check the policy itself: its
     * conditions, and its expiration, which is the only limit on the life of the signature. A form with neither
     * credentials nor policy is {@link Identity.Anonymous}. A policy without a signature is refused.
     *
     * @param fields the form's fields by lower-case name, without the file
     * @throws AuthenticationException if there are credentials and they do not hold
     */
    Identity authenticateForm(Map<String, String> fields);

    /**
     * A request as it was sent, before any decoding.
     *
     * @param rawPath the path as sent, percent-encoding and all, beginning with {@code /}
     * @param rawQuery the query as sent, without {@code ?}; empty if there was none
     * @param headers values in order of arrival, by lower-case name
     * @param hostedBucket the bucket that the {@code Host} header names; then the path does not contain it
     */
    record SignedRequest(
            String method,
            String rawPath,
            String rawQuery,
            Map<String, List<String>> headers,
            Optional<String> hostedBucket) {
        /** Does not copy the map, so the map must not change any more. */
        public SignedRequest {}

        /** A request whose path names the bucket, if there is one. */
        public SignedRequest(String method, String rawPath, String rawQuery, Map<String, List<String>> headers) {
            this(method, rawPath, rawQuery, headers, Optional.empty());
        }
    }

    /**
     * The result: the sender, and a decoder for the body.
     *
     * @param unsignedParameters names of query parameters that the signature does not cover; they must not change the
     *     effect of the request
     */
    record Authentication(Identity identity, PayloadDecoder payload, Set<String> unsignedParameters) {
        /** Takes a copy of the set. */
        public Authentication {
            unsignedParameters = Set.copyOf(unsignedParameters);
        }

        /** The result for a request whose signature covers the whole query, or that has no signature. */
        public Authentication(Identity identity, PayloadDecoder payload) {
            this(identity, payload, Set.of());
        }
    }

    /** Removes the chunk framing of one request's body, and verifies its signatures and hash while it is read. */
    interface PayloadDecoder {
        /** The length of the decoded body, if the framing announces it; if not, {@code Content-Length} does. */
        OptionalLong decodedLength();

        /**
         * The body itself. Reading it to its end verifies it.
         *
         * @return a stream whose reads throw {@link StorageException.ContentMismatch} where the framing or a signature
         *     does not hold, and {@link java.io.IOException} only as {@code wire} does
         */
        InputStream decode(InputStream wire);

        /** The trailing headers, by lower-case name. Empty until the decoded stream has ended. */
        Map<String, String> trailers();
    }
}
