package io.geckos.auth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.error.StorageException.ContentMismatch;
import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.AuthenticationException.Reason;
import io.geckos.domain.security.Authenticator;

/** Says how a request must be refused. */
public final class RefusalAssert {
    private RefusalAssert() {}

    public static AuthenticationException refused(Reason reason, TestRequest request) {
        return refused(reason, request, ExampleKeys.authenticator());
    }

    public static AuthenticationException refused(Reason reason, TestRequest request, Authenticator authenticator) {
        AuthenticationException refusal =
                assertThrows(AuthenticationException.class, () -> request.authenticate(authenticator));
        assertEquals(reason, refusal.reason(), refusal::getMessage);
        return refusal;
    }

    public static void refused(Reason reason, String message, TestRequest request) {
        assertEquals(message, refused(reason, request).getMessage());
    }

    /** The credentials hold, the body does not. */
    public static void mismatch(ContentMismatch.Kind kind, TestRequest request) {
        mismatch(kind, request, ExampleKeys.authenticator());
    }

    public static void mismatch(ContentMismatch.Kind kind, TestRequest request, Authenticator authenticator) {
        ContentMismatch mismatch = assertThrows(ContentMismatch.class, () -> request.accept(authenticator));
        assertEquals(kind, mismatch.kind(), mismatch::getMessage);
    }
}
