package io.geckos.auth;

import io.geckos.auth.credentials.AuthorizationHeader;
import io.geckos.auth.credentials.CanonicalRequest;
import io.geckos.auth.request.CanonicalQuery;
import io.geckos.auth.request.SignedRequestHeaders;
import io.geckos.auth.signature.SignatureClaim;
import io.geckos.auth.signature.SignatureHashes;
import io.geckos.auth.signature.SignatureVerifier;
import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.AuthenticationException.Reason;
import io.geckos.domain.security.Authenticator.SignedRequest;
import io.geckos.domain.security.CredentialStore;
import io.geckos.domain.security.Identity;
import io.geckos.domain.security.ServiceAuthenticator;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Authenticates requests to IAM and STS by Signature Version 4 in the {@code Authorization} header. The signature covers the
 * hash of the body, which need not be sent as a header.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Signing</a>
 */
public final class ServiceSignatureAuthenticator implements ServiceAuthenticator {
    private final SignatureVerifier signatures;
    private final Clock clock;

    /** Authenticates by the keys of a store. */
    public ServiceSignatureAuthenticator(CredentialStore credentials, Clock clock) {
        this.signatures = new SignatureVerifier(credentials);
        this.clock = clock;
    }

    @Override
    public Identity authenticate(SignedRequest request, byte[] body, String service) {
        SignedRequestHeaders headers = new SignedRequestHeaders(request.headers());
        CanonicalQuery query = CanonicalQuery.parse(request.rawQuery());
        String authorization = headers.single("authorization")
                .filter(value -> !value.isEmpty())
                .orElseThrow(() ->
                        new AuthenticationException(Reason.NO_CREDENTIALS, "Request is missing Authentication Token"));
        Optional<String> token = headers.single("x-amz-security-token");
        String payload = HexFormat.of().formatHex(SignatureHashes.sha256().digest(body));
        SignatureClaim claim =
                AuthorizationHeader.parseForService(authorization, headers, service, payload, clock.instant());
        return signatures
                .verify(claim.signedText(CanonicalRequest.of(request, query, claim)), token)
                .identity();
    }
}
