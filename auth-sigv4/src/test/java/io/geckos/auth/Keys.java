package io.geckos.auth;

import io.geckos.domain.CredentialStore;
import io.geckos.domain.CredentialStore.Credential;
import io.geckos.domain.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** The key and the time of the examples in AWS's documentation. */
final class Keys {
    static final String ID = "AKIAIOSFODNN7EXAMPLE";
    static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    static final Principal OWNER = new Principal("owner-id", "owner");
    static final Instant NOW = Instant.parse("2013-05-24T00:00:00Z");
    static final String STAMP = "20130524T000000Z";
    static final String SCOPE = "20130524/us-east-1/s3/aws4_request";
    static final String NOTHING_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    static final CredentialStore STORE =
            id -> id.equals(ID) ? Optional.of(new Credential(OWNER, ID, SECRET)) : Optional.empty();

    private Keys() {}

    static SigV4Authenticator authenticator() {
        return authenticatorAt(NOW);
    }

    static SigV4Authenticator authenticatorAt(Instant now) {
        return authenticator(SignatureV2.OFF, now);
    }

    static SigV4Authenticator authenticator(SignatureV2 version2, Instant now) {
        return new SigV4Authenticator(STORE, Optional.empty(), version2, Clock.fixed(now, ZoneOffset.UTC));
    }
}
