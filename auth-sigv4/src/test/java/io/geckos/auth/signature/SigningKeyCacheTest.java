package io.geckos.auth.signature;

import static io.geckos.auth.testkit.RefusalAssert.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.auth.SignatureAuthenticator;
import io.geckos.auth.SignatureV2Policy;
import io.geckos.auth.request.CredentialScope;
import io.geckos.auth.testkit.ExampleKeys;
import io.geckos.auth.testkit.TestRequest;
import io.geckos.auth.testkit.TestSigner;
import io.geckos.domain.security.AuthenticationException.Reason;
import io.geckos.domain.security.CredentialStore.Credential;
import io.geckos.domain.security.Identity;
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
class SigningKeyCacheTest {
    private static TestRequest request() {
        return new TestRequest("GET", "/", "").header("host", "s3.example.com");
    }

    @Test
    void aNewSecretTakesEffectAtOnce() {
        AtomicReference<String> secret = new AtomicReference<>("old");
        SignatureAuthenticator authenticator = new SignatureAuthenticator(
                id -> Optional.of(new Credential(ExampleKeys.OWNER, id, secret.get())),
                Optional.empty(),
                SignatureV2Policy.OFF,
                Clock.fixed(ExampleKeys.NOW, ZoneOffset.UTC));
        TestRequest old = new TestSigner(ExampleKeys.ID, "old", ExampleKeys.STAMP).sign(request());
        old.authenticate(authenticator);
        secret.set("new");
        refused(Reason.SIGNATURE_MISMATCH, old, authenticator);
        new TestSigner(ExampleKeys.ID, "new", ExampleKeys.STAMP).sign(request()).authenticate(authenticator);
    }

    @Test
    void aKeyForgottenIsDerivedAgain() {
        Credential credential = new Credential(ExampleKeys.OWNER, "id", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
        SigningKeyCache keys = new SigningKeyCache();
        for (int i = 0; i < 1_000; i++) {
            keys.get(credential, new CredentialScope("id", "20120215", "region-" + i));
        }
        assertArrayEquals(
                keys.get(credential, new CredentialScope("id", "20120215", "us-east-1"))
                        .sign("text"),
                new SigningKeyCache()
                        .get(credential, new CredentialScope("other", "20120215", "us-east-1"))
                        .sign("text"));
    }

    @Test
    void manyThreadsAndManyRegionsAreAllTheSame() throws InterruptedException, ExecutionException {
        SignatureAuthenticator authenticator = ExampleKeys.authenticator();
        List<Future<Identity>> found = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 600; i++) {
                TestRequest signed = new TestSigner(
                                ExampleKeys.ID, ExampleKeys.SECRET, ExampleKeys.STAMP, "region-" + i % 300)
                        .sign(request());
                found.add(
                        threads.submit(() -> signed.authenticate(authenticator).identity()));
            }
        }
        for (Future<Identity> identity : found) {
            assertEquals(new Identity.Known(ExampleKeys.OWNER, ExampleKeys.ID), identity.get());
        }
    }
}
