package io.geckos.s3;

import io.geckos.domain.Authenticator;
import io.geckos.domain.Authenticator.Authentication;
import io.geckos.domain.Authenticator.SignedRequest;
import io.geckos.domain.Identity;

/**
 * A request that has been through {@link Authenticator#authenticate}. There is no other way to make one, and no way to
 * run an operation without one.
 */
final class Authenticated {
    private final S3Request request;
    private final Authentication authentication;

    private Authenticated(S3Request request, Authentication authentication) {
        this.request = request;
        this.authentication = authentication;
    }

    /** Verifies the credentials of {@code request}; throws as the authenticator does. */
    static Authenticated by(Authenticator authenticator, S3Request request) {
        SignedRequest signed =
                new SignedRequest(request.method(), request.rawPath(), request.rawQuery(), request.headers());
        return new Authenticated(request, authenticator.authenticate(signed));
    }

    S3Request request() {
        return request;
    }

    Identity identity() {
        return authentication.identity();
    }

    /** How to read the body. */
    Authenticator.PayloadDecoder payload() {
        return authentication.payload();
    }
}
