package io.geckos.auth;

import io.geckos.domain.Authenticator;
import io.geckos.domain.CredentialStore;
import io.geckos.domain.Identity;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Authenticates by AWS Signature Version 4. */
public final class SigV4Authenticator implements Authenticator {
    /**
     * Makes one.
     *
     * @param region the only region a signature may name; empty accepts any
     */
    public SigV4Authenticator(CredentialStore credentials, Optional<String> region, Clock clock) {}

    @Override
    public Authentication authenticate(SignedRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Identity authenticateForm(Map<String, String> fields) {
        throw new UnsupportedOperationException();
    }
}
