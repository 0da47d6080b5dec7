package io.geckos.auth.testkit;

import io.geckos.auth.SignatureAuthenticator;
import io.geckos.auth.SignatureV2Policy;
import io.geckos.domain.name.Principal;
import io.geckos.domain.security.CredentialStore;
import io.geckos.domain.security.CredentialStore.Credential;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** The key and the time of the examples in AWS's documentation. */
public final class ExampleKeys {
    public static final String ID = "AKIAIOSFODNN7EXAMPLE";
    public static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    public static final Principal OWNER = new Principal("owner-id", "owner");
    public static final Instant NOW = Instant.parse("2013-05-24T00:00:00Z");
    public static final String STAMP = "20130524T000000Z";
    public static final String SCOPE = "20130524/us-east-1/s3/aws4_request";
    public static final String NOTHING_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    public static final CredentialStore STORE =
            id -> id.equals(ID) ? Optional.of(new Credential(OWNER, ID, SECRET)) : Optional.empty();

    private ExampleKeys() {}

    public static SignatureAuthenticator authenticator() {
        return authenticatorAt(NOW);
    }

    public static SignatureAuthenticator authenticatorAt(Instant now) {
        return authenticator(SignatureV2Policy.OFF, now);
    }

    public static SignatureAuthenticator authenticator(SignatureV2Policy version2, Instant now) {
        return new SignatureAuthenticator(STORE, Optional.empty(), version2, Clock.fixed(now, ZoneOffset.UTC));
    }
}
