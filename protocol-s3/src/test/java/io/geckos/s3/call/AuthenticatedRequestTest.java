package io.geckos.s3.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.security.Authenticator;
import io.geckos.domain.security.Identity;
import io.geckos.s3.api.RequestMemory;
import io.geckos.s3.api.RequestOrigin;
import io.geckos.s3.api.S3Request;
import io.geckos.s3.testkit.FakeAuthenticator;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticatedRequestTest {
    private static AuthenticatedRequest withUnsigned(String... parameters) {
        Authenticator version2 = new Authenticator() {
            @Override
            public Authentication authenticate(SignedRequest request) {
                Authentication whole = new FakeAuthenticator().authenticate(request);
                return new Authentication(whole.identity(), whole.payload(), Set.of(parameters));
            }

            @Override
            public Identity authenticateForm(Map<String, String> fields) {
                return Identity.ANONYMOUS;
            }
        };
        S3Request request = new S3Request(
                "id",
                "PUT",
                "/bucket/key",
                String.join("&", parameters),
                Map.of(),
                InputStream.nullInputStream(),
                RequestOrigin.plain("127.0.0.1"),
                RequestMemory.UNLIMITED);
        return AuthenticatedRequest.by(version2, request, Optional.empty(), new AccessAudit());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acl",
                "x-amz-acl",
                "response-expires",
                "if-match",
                "If-None-Match",
                "if-modified-since",
                "if-unmodified-since"
            })
    void unsignedParametersThatChooseAreRefused(String name) {
        AuthenticatedRequest request = withUnsigned(name);
        S3Exception refusal = assertThrows(S3Exception.class, () -> request.requireSigned(Set.of("acl")::contains));
        assertEquals(S3Error.AccessDenied, refusal.error());
        assertEquals(name, refusal.details().get("ParameterNotSigned"));
    }

    @Test
    void unsignedParametersThatMeanNothingPass() {
        withUnsigned("list-type", "prefix", "if-then").requireSigned("list-type"::equals);
    }
}
