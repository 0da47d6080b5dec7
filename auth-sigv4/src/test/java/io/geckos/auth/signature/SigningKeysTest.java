package io.geckos.auth.signature;

import static io.geckos.auth.testkit.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.auth.SigV4Authenticator;
import io.geckos.auth.SignatureV2;
import io.geckos.auth.request.CredentialScope;
import io.geckos.auth.testkit.Keys;
import io.geckos.auth.testkit.TestRequest;
import io.geckos.auth.testkit.TestSigner;
import io.geckos.domain.AuthenticationException.Reason;
import io.geckos.domain.CredentialStore.Credential;
import io.geckos.domain.Identity;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Keys are remembered, and never longer than they hold. */
class SigningKeysTest {
    private static TestRequest request() {
        return new TestRequest("GET", "/", "").header("host", "s3.example.com");
    }

    @Test
    void aNewSecretTakesEffectAtOnce() {
        AtomicReference<String> secret = new AtomicReference<>("old");
        SigV4Authenticator authenticator = new SigV4Authenticator(
                id -> Optional.of(new Credential(Keys.OWNER, id, secret.get())),
                Optional.empty(),
                SignatureV2.OFF,
                Clock.fixed(Keys.NOW, ZoneOffset.UTC));
        TestRequest old = new TestSigner(Keys.ID, "old", Keys.STAMP).sign(request());
        old.authenticate(authenticator);
        secret.set("new");
        refused(Reason.SIGNATURE_MISMATCH, old, authenticator);
        new TestSigner(Keys.ID, "new", Keys.STAMP).sign(request()).authenticate(authenticator);
    }

    @Test
    void aKeyForgottenIsDerivedAgain() {
        Credential credential = new Credential(Keys.OWNER, "id", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
        SigningKeys keys = new SigningKeys();
        for (int i = 0; i < 1_000; i++) {
            keys.get(credential, new CredentialScope("id", "20120215", "region-" + i));
        }
        assertArrayEquals(
                keys.get(credential, new CredentialScope("id", "20120215", "us-east-1"))
                        .sign("text"),
                new SigningKeys()
                        .get(credential, new CredentialScope("other", "20120215", "us-east-1"))
                        .sign("text"));
    }

    @Test
    void manyThreadsAndManyRegionsAreAllTheSame() throws InterruptedException, ExecutionException {
        SigV4Authenticator authenticator = Keys.authenticator();
        List<Future<Identity>> found = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 600; i++) {
                TestRequest signed =
                        new TestSigner(Keys.ID, Keys.SECRET, Keys.STAMP, "region-" + i % 300).sign(request());
                found.add(
                        threads.submit(() -> signed.authenticate(authenticator).identity()));
            }
        }
        for (Future<Identity> identity : found) {
            assertEquals(new Identity.Known(Keys.OWNER, Keys.ID), identity.get());
        }
    }
}
