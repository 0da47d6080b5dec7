package io.geckos.auth;

import io.geckos.auth.credentials.AuthorizationHeader;
import io.geckos.auth.credentials.CanonicalRequest;
import io.geckos.auth.credentials.PresignedQuery;
import io.geckos.auth.credentials.SignedPostForm;
import io.geckos.auth.credentials.V2AuthorizationHeader;
import io.geckos.auth.credentials.V2PresignedQuery;
import io.geckos.auth.credentials.V2StringToSign;
import io.geckos.auth.payload.ChunkSignatureChain;
import io.geckos.auth.payload.ChunkVerifier;
import io.geckos.auth.payload.PayloadDecoders;
import io.geckos.auth.request.AuthenticationErrors;
import io.geckos.auth.request.CanonicalQuery;
import io.geckos.auth.request.ContentSha256;
import io.geckos.auth.request.SignedRequestHeaders;
import io.geckos.auth.signature.SignatureClaim;
import io.geckos.auth.signature.SignatureVerifier;
import io.geckos.auth.signature.SignedText;
import io.geckos.auth.signature.V2Credentials;
import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.AuthenticationException.Reason;
import io.geckos.domain.security.Authenticator;
import io.geckos.domain.security.CredentialStore;
import io.geckos.domain.security.Identity;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Authenticates requests by AWS Signature Version 4: in the {@code Authorization} header, in a presigned URL or in a
 * form. Accepts Version 2 as far as a {@link SignatureV2Policy} allows it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html">S3 and SigV4</a>
 */
public final class SignatureAuthenticator implements Authenticator {
    private final SignatureVerifier signatures;
    private final Optional<String> region;
    private final SignatureV2Policy version2;
    private final Clock clock;

    /**
     * Makes one.
     *
     * @param region the only region a signature may name; empty accepts any
     * @param version2 where Version 2 is accepted; its signatures name no region
     */
    public SignatureAuthenticator(
            CredentialStore credentials, Optional<String> region, SignatureV2Policy version2, Clock clock) {
        this.signatures = new SignatureVerifier(credentials);
        this.region = region;
        this.version2 = version2;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(SignedRequest request) {
        SignedRequestHeaders headers = new SignedRequestHeaders(request.headers());
        CanonicalQuery query = CanonicalQuery.parse(request.rawQuery());
        Optional<V2Credentials> old = version2(headers, query);
        Optional<SignatureClaim> claim = old.isPresent() ? Optional.empty() : claim(headers, query);
        Optional<String> token = headers.single("x-amz-security-token").or(() -> query.get("X-Amz-Security-Token"));
        ContentSha256 content = ContentSha256.of(headers, query);
        if (old.isPresent()) {
            V2StringToSign text = new V2StringToSign(request, headers, query, V2PresignedQuery.isIn(query));
            Identity identity =
                    signatures.verify(old.get(), text.spellings(old.get().date()), token);
            PayloadDecoders.checkAbsence(request.method(), content, headers);
            return new Authentication(identity, unsignedPayload(content, headers), text.unsigned());
        }
        if (claim.isEmpty()) {
            SignatureVerifier.refuse(token);
            return new Authentication(Identity.ANONYMOUS, unsignedPayload(content, headers));
        }
        String canonical = CanonicalRequest.of(request, query, claim.get());
        SignatureVerifier.Verified verified = signatures.verify(claim.get().signedText(canonical), token);
        PayloadDecoders.checkAbsence(request.method(), content, headers);
        ChunkVerifier chunks =
                content.hasSignedChunks() ? new ChunkSignatureChain(verified.key(), claim.get()) : ChunkVerifier.NONE;
        return new Authentication(verified.identity(), PayloadDecoders.decoder(content, headers, chunks));
    }

    @Override
    public Identity authenticateForm(Map<String, String> fields) {
        Optional<String> token = Optional.ofNullable(fields.get("x-amz-security-token"));
        if (SignedPostForm.isVersion2(fields)) {
            requireVersion2(SignatureV2Policy.PRESIGNED);
            return signatures.verify(SignedPostForm.parseVersion2(fields), SignedPostForm.policy(fields), token);
        }
        Optional<SignedText> form = SignedPostForm.parse(fields, region);
        if (form.isEmpty()) {
            SignatureVerifier.refuse(token);
            return Identity.ANONYMOUS;
        }
        return signatures.verify(form.get(), token).identity();
    }

    /** The credentials of a request signed by Version 2. */
    private Optional<V2Credentials> version2(SignedRequestHeaders headers, CanonicalQuery query) {
        Optional<String> authorization = headers.single("authorization");
        boolean presigned = V2PresignedQuery.isIn(query);
        if (presigned && (authorization.isPresent() || PresignedQuery.isIn(query))) {
            throw AuthenticationErrors.severalMechanisms(authorization.orElse(""));
        }
        if (presigned) {
            requireVersion2(SignatureV2Policy.PRESIGNED);
            return Optional.of(V2PresignedQuery.parse(query, clock.instant()));
        }
        return authorization.filter(V2AuthorizationHeader::is).map(value -> {
            if (PresignedQuery.isIn(query)) {
                throw AuthenticationErrors.severalMechanisms(value);
            }
            requireVersion2(SignatureV2Policy.ALL);
            return V2AuthorizationHeader.parse(value, headers, clock.instant());
        });
    }

    private void requireVersion2(SignatureV2Policy least) {
        if (version2.compareTo(least) < 0) {
            throw AuthenticationErrors.unsupportedMechanism();
        }
    }

    /** The Version 4 claim of a request, from its header or its query. */
    private Optional<SignatureClaim> claim(SignedRequestHeaders headers, CanonicalQuery query) {
        Optional<String> authorization = headers.single("authorization");
        boolean presigned = PresignedQuery.isIn(query);
        if (authorization.isPresent() && presigned) {
            throw AuthenticationErrors.severalMechanisms(authorization.get());
        }
        if (presigned) {
            return Optional.of(PresignedQuery.parse(query, headers, region, clock.instant()));
        }
        // S3 treats an empty header like a missing one.
        return authorization
                .filter(value -> !value.isEmpty())
                .map(value -> AuthorizationHeader.parse(value, headers, region, clock.instant()));
    }

    /** The decoder for a request without a signature of Version 4. */
    private static PayloadDecoder unsignedPayload(ContentSha256 content, SignedRequestHeaders headers) {
        if (content.hasSignedChunks()) {
            throw new AuthenticationException(
                    Reason.ACCESS_DENIED, "A payload in signed chunks needs a request that is signed.");
        }
        return PayloadDecoders.decoder(content, headers, ChunkVerifier.NONE);
    }
}
