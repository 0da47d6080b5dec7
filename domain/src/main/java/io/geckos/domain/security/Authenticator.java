package io.geckos.domain.security;

import io.geckos.domain.error.StorageException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Decides who sent a request, from the bytes that were on the wire. Safe for many threads. */
public interface Authenticator {
    /**
     * Verifies the credentials of a request before any of its body is read. A request without credentials is
     * {@link Identity.Anonymous}; whether that is enough is not decided here.
     *
     * @throws AuthenticationException if there are credentials and they do not hold
     */
    Authentication authenticate(SignedRequest request);

    /**
     * Verifies the signature over the policy of a browser's form. The policy itself is not looked at: its conditions and
     * its expiration, which alone ends the life of the signature, are the caller's to check. A form with neither
     * credentials nor policy is {@link Identity.Anonymous}; a policy that nobody signed is refused.
     *
     * @param fields the form's fields by lower-case name, without the file
     * @throws AuthenticationException if there are credentials and they do not hold
     */
    Identity authenticateForm(Map<String, String> fields);

    /**
     * What was on the wire.
     *
     * @param rawPath the path as sent, percent-encoding and all, beginning with {@code /}
     * @param rawQuery the query as sent, without {@code ?}; empty if there was none
     * @param headers values in order of arrival, by lower-case name
     * @param hostedBucket the bucket that the host names, which then is not in the path
     */
    record SignedRequest(
            String method,
            String rawPath,
            String rawQuery,
            Map<String, List<String>> headers,
            Optional<String> hostedBucket) {
        /** Takes the map as it is: it must not change any more. */
        public SignedRequest {}

        /** A request whose path names everything. */
        public SignedRequest(String method, String rawPath, String rawQuery, Map<String, List<String>> headers) {
            this(method, rawPath, rawQuery, headers, Optional.empty());
        }
    }

    /**
     * Who it was, and how to read the body.
     *
     * @param unsignedParameters names of parameters in the query of a signed request that its signature does not cover;
     *     nothing may be done by them that matters
     */
    record Authentication(Identity identity, PayloadDecoder payload, Set<String> unsignedParameters) {
        /** Takes a copy of the set. */
        public Authentication {
            unsignedParameters = Set.copyOf(unsignedParameters);
        }

        /** Of a request whose signature covers all of its query, or that has none. */
        public Authentication(Identity identity, PayloadDecoder payload) {
            this(identity, payload, Set.of());
        }
    }

    /** Undoes the wire's framing of one request's body, and verifies what is signed in it as it is read. */
    interface PayloadDecoder {
        /** How long the decoded body will be, where framing announced it; otherwise {@code Content-Length} tells. */
        OptionalLong decodedLength();

        /**
         * The body itself. Reading it to its end verifies it.
         *
         * @return a stream whose reads throw {@link StorageException.ContentMismatch} where the framing or a signature
         *     does not hold, and {@link java.io.IOException} only as {@code wire} does
         */
        InputStream decode(InputStream wire);

        /** What followed the body, by lower-case name; complete once the decoded stream has ended, empty before. */
        Map<String, String> trailers();
    }
}
