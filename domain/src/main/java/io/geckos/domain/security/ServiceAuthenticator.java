package io.geckos.domain.security;

import io.geckos.domain.security.Authenticator.SignedRequest;

/** Verifies the credentials of requests to services beside S3, whose bodies are small. Safe for many threads. */
@FunctionalInterface
public interface ServiceAuthenticator {
    /**
     * Verifies the signature of a request and of its whole body.
     *
     * @param service the name of the service that the signature must be for, such as {@code iam}
     * @return the sender; anonymous only if the server authenticates nobody
     * @throws AuthenticationException if there are no credentials, or they do not hold
     */
    Identity authenticate(SignedRequest request, byte[] body, String service);
}
