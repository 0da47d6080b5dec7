package io.geckos.auth;

import static io.geckos.auth.testkit.RefusalAssert.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.auth.testkit.ExampleKeys;
import io.geckos.auth.testkit.TestRequest;
import io.geckos.auth.testkit.TestSigner;
import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.AuthenticationException.Reason;
import io.geckos.domain.security.CredentialStore;
import io.geckos.domain.security.Identity;
import io.geckos.domain.security.KeyHolder;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Temporary keys, whose requests carry the token that was issued with them. */
class SessionKeysTest {
    private static final String ID = "ASIAEXAMPLE";
    private static final String TOKEN = "token+of/this=session";
    private static final KeyHolder SESSION =
            new KeyHolder.Session(new KeyHolder.User("AIDA", "alice"), Optional.empty(), ExampleKeys.NOW);

    /** Knows one long-lived key, and one session, which is over if its token is {@code old}. */
    private static final CredentialStore STORE = new CredentialStore() {
        @Override
        public Optional<Credential> find(String accessKeyId) {
            return ExampleKeys.STORE.find(accessKeyId);
        }

        @Override
        public Optional<Credential> find(String accessKeyId, String token) {
            if (!accessKeyId.startsWith("ASIA")) {
                return Optional.empty();
            }
            if (token.equals("old")) {
                throw new AuthenticationException(Reason.EXPIRED_TOKEN, "over");
            }
            if (!token.equals(TOKEN)) {
                throw new AuthenticationException(Reason.INVALID_TOKEN, "wrong");
            }
            return Optional.of(new Credential(ExampleKeys.OWNER, ID, "secret-of-the-session", SESSION));
        }
    };

    private final SignatureAuthenticator authenticator = new SignatureAuthenticator(
            STORE, Optional.empty(), SignatureV2Policy.ALL, Clock.fixed(ExampleKeys.NOW, ZoneOffset.UTC));
    private final TestSigner signer = new TestSigner(ID, "secret-of-the-session", ExampleKeys.STAMP);

    private static TestRequest with(String token) {
        return TestRequest.get().header("x-amz-security-token", token);
    }

    @Test
    void tokensInHeadersAreAccepted() {
        assertEquals(
                new Identity.Known(ExampleKeys.OWNER, ID, SESSION),
                signer.sign(with(TOKEN)).authenticate(authenticator).identity());
    }

    @Test
    void tokensInPresignedUrlsAreAccepted() {
        TestRequest request = TestRequest.get();
        request.query = "X-Amz-Security-Token=" + TestSigner.encode(TOKEN);
        assertEquals(
                new Identity.Known(ExampleKeys.OWNER, ID, SESSION),
                signer.presign(request, "60").authenticate(authenticator).identity());
    }

    @Test
    void tokensAreRefusedWithTheWrongKeyOrSecret() {
        refused(Reason.INVALID_TOKEN, signer.sign(with("other")), authenticator);
        refused(Reason.EXPIRED_TOKEN, signer.sign(with("old")), authenticator);
        refused(Reason.INVALID_TOKEN, new TestSigner().sign(with(TOKEN)), authenticator);
        TestSigner forger = new TestSigner(ID, "guessed", ExampleKeys.STAMP);
        refused(Reason.SIGNATURE_MISMATCH, forger.sign(with(TOKEN)), authenticator);
    }

    @Test
    void temporaryKeysWithoutTheirTokenAreUnknown() {
        refused(Reason.UNKNOWN_ACCESS_KEY, signer.sign(TestRequest.get()), authenticator);
    }

    @Test
    void tokensAddedLaterAreNotSigned() {
        refused(
                Reason.ACCESS_DENIED,
                signer.sign(TestRequest.get()).header("x-amz-security-token", TOKEN),
                authenticator);
    }

    @Test
    void tokensAloneAreNotCredentials() {
        refused(Reason.INVALID_TOKEN, with(TOKEN), authenticator);
        AuthenticationException refusal =
                refused(Reason.INVALID_TOKEN, new TestSigner().sign(with(TOKEN)), authenticator);
        assertEquals(Map.of("Token-0", TOKEN), refusal.details());
    }
}
