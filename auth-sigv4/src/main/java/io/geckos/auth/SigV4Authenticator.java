package io.geckos.auth;

import io.geckos.domain.AuthenticationException;
import io.geckos.domain.AuthenticationException.Reason;
import io.geckos.domain.Authenticator;
import io.geckos.domain.CredentialStore;
import io.geckos.domain.Identity;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Authenticates by AWS Signature Version 4, in the {@code Authorization} header, in a presigned URL or in a form.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html">S3 and SigV4</a>
 */
public final class SigV4Authenticator implements Authenticator {
    private final Signatures signatures;
    private final Optional<String> region;
    private final Clock clock;

    /**
     * Makes one.
     *
     * @param region the only region a signature may name; empty accepts any
     */
    public SigV4Authenticator(CredentialStore credentials, Optional<String> region, Clock clock) {
        this.signatures = new Signatures(credentials);
        this.region = region;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(SignedRequest request) {
        Headers headers = new Headers(request.headers());
        Query query = Query.parse(request.rawQuery());
        Optional<Claim> claim = claim(headers, query);
        Optional<String> token = headers.single("x-amz-security-token").or(() -> query.get("X-Amz-Security-Token"));
        ContentSha256 content = ContentSha256.of(headers, query);
        if (claim.isEmpty()) {
            Signatures.refuse(token);
            return new Authentication(Identity.ANONYMOUS, anonymousPayload(content, headers));
        }
        String canonical = CanonicalRequest.of(request, query, claim.get());
        Signatures.Verified verified = signatures.verify(claim.get().over(canonical), token);
        Payloads.checkAbsence(request.method(), content, headers);
        ChunkCheck chunks =
                content.hasSignedChunks() ? new ChunkSignatures(verified.key(), claim.get()) : ChunkCheck.NONE;
        return new Authentication(verified.identity(), Payloads.decoder(content, headers, chunks));
    }

    @Override
    public Identity authenticateForm(Map<String, String> fields) {
        Optional<Signed> form = PostForm.parse(fields, region);
        Optional<String> token = Optional.ofNullable(fields.get("x-amz-security-token"));
        if (form.isEmpty()) {
            Signatures.refuse(token);
            return Identity.ANONYMOUS;
        }
        return signatures.verify(form.get(), token).identity();
    }

    /** The claim of a request, wherever it makes one. */
    private Optional<Claim> claim(Headers headers, Query query) {
        Optional<String> authorization = headers.single("authorization");
        boolean presigned = query.has(PresignedQuery.ALGORITHM)
                || query.has(PresignedQuery.CREDENTIAL)
                || query.has(PresignedQuery.SIGNATURE);
        boolean version2 = query.has("Signature") || query.has("AWSAccessKeyId");
        if ((authorization.isPresent() && (presigned || version2)) || (presigned && version2)) {
            throw Refusal.invalidArgument(
                    "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string"
                            + " parameter or the Authorization header should be specified",
                    "Authorization",
                    authorization.orElse(""));
        }
        if (version2) {
            throw Refusal.unsupportedMechanism();
        }
        if (presigned) {
            return Optional.of(PresignedQuery.parse(query, headers, region, clock.instant()));
        }
        // S3 takes an empty header for none.
        return authorization
                .filter(value -> !value.isEmpty())
                .map(value -> AuthorizationHeader.parse(value, headers, region, clock.instant()));
    }

    private static PayloadDecoder anonymousPayload(ContentSha256 content, Headers headers) {
        if (content.hasSignedChunks()) {
            throw new AuthenticationException(
                    Reason.ACCESS_DENIED, "A payload in signed chunks needs a request that is signed.");
        }
        return Payloads.decoder(content, headers, ChunkCheck.NONE);
    }
}
