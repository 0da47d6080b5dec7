package io.geckos.auth;

import io.geckos.auth.credentials.AuthorizationHeader;
import io.geckos.auth.credentials.CanonicalRequest;
import io.geckos.auth.credentials.PostForm;
import io.geckos.auth.credentials.PresignedQuery;
import io.geckos.auth.credentials.V2Header;
import io.geckos.auth.credentials.V2Query;
import io.geckos.auth.credentials.V2StringToSign;
import io.geckos.auth.payload.ChunkCheck;
import io.geckos.auth.payload.ChunkSignatures;
import io.geckos.auth.payload.Payloads;
import io.geckos.auth.request.ContentSha256;
import io.geckos.auth.request.Headers;
import io.geckos.auth.request.Query;
import io.geckos.auth.request.Refusal;
import io.geckos.auth.signature.Claim;
import io.geckos.auth.signature.Signatures;
import io.geckos.auth.signature.Signed;
import io.geckos.auth.signature.V2Credentials;
import io.geckos.domain.AuthenticationException;
import io.geckos.domain.AuthenticationException.Reason;
import io.geckos.domain.Authenticator;
import io.geckos.domain.CredentialStore;
import io.geckos.domain.Identity;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Authenticates by AWS Signature Version 4, in the {@code Authorization} header, in a presigned URL or in a form; by
 * Version 2 as far as that is wanted.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html">S3 and SigV4</a>
 */
public final class SigV4Authenticator implements Authenticator {
    private final Signatures signatures;
    private final Optional<String> region;
    private final SignatureV2 version2;
    private final Clock clock;

    /**
     * Makes one.
     *
     * @param region the only region a signature may name; empty accepts any
     * @param version2 where Version 2 is accepted, which names no region
     */
    public SigV4Authenticator(CredentialStore credentials, Optional<String> region, SignatureV2 version2, Clock clock) {
        this.signatures = new Signatures(credentials);
        this.region = region;
        this.version2 = version2;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(SignedRequest request) {
        Headers headers = new Headers(request.headers());
        Query query = Query.parse(request.rawQuery());
        Optional<V2Credentials> old = version2(headers, query);
        Optional<Claim> claim = old.isPresent() ? Optional.empty() : claim(headers, query);
        Optional<String> token = headers.single("x-amz-security-token").or(() -> query.get("X-Amz-Security-Token"));
        ContentSha256 content = ContentSha256.of(headers, query);
        if (old.isPresent()) {
            V2StringToSign text = new V2StringToSign(request, headers, query, V2Query.isIn(query));
            Identity identity =
                    signatures.verify(old.get(), text.spellings(old.get().date()), token);
            Payloads.checkAbsence(request.method(), content, headers);
            return new Authentication(identity, unsignedPayload(content, headers), text.unsigned());
        }
        if (claim.isEmpty()) {
            Signatures.refuse(token);
            return new Authentication(Identity.ANONYMOUS, unsignedPayload(content, headers));
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
        Optional<String> token = Optional.ofNullable(fields.get("x-amz-security-token"));
        if (PostForm.isVersion2(fields)) {
            requireVersion2(SignatureV2.PRESIGNED);
            return signatures.verify(PostForm.parseVersion2(fields), PostForm.policy(fields), token);
        }
        Optional<Signed> form = PostForm.parse(fields, region);
        if (form.isEmpty()) {
            Signatures.refuse(token);
            return Identity.ANONYMOUS;
        }
        return signatures.verify(form.get(), token).identity();
    }

    /** The credentials of a request signed by Version 2. */
    private Optional<V2Credentials> version2(Headers headers, Query query) {
        Optional<String> authorization = headers.single("authorization");
        boolean presigned = V2Query.isIn(query);
        if (presigned && (authorization.isPresent() || PresignedQuery.isIn(query))) {
            throw Refusal.severalMechanisms(authorization.orElse(""));
        }
        if (presigned) {
            requireVersion2(SignatureV2.PRESIGNED);
            return Optional.of(V2Query.parse(query, clock.instant()));
        }
        return authorization.filter(V2Header::is).map(value -> {
            if (PresignedQuery.isIn(query)) {
                throw Refusal.severalMechanisms(value);
            }
            requireVersion2(SignatureV2.ALL);
            return V2Header.parse(value, headers, clock.instant());
        });
    }

    private void requireVersion2(SignatureV2 least) {
        if (version2.compareTo(least) < 0) {
            throw Refusal.unsupportedMechanism();
        }
    }

    /** The claim of a request that is not signed by Version 2, wherever it makes one. */
    private Optional<Claim> claim(Headers headers, Query query) {
        Optional<String> authorization = headers.single("authorization");
        boolean presigned = PresignedQuery.isIn(query);
        if (authorization.isPresent() && presigned) {
            throw Refusal.severalMechanisms(authorization.get());
        }
        if (presigned) {
            return Optional.of(PresignedQuery.parse(query, headers, region, clock.instant()));
        }
        // S3 takes an empty header for none.
        return authorization
                .filter(value -> !value.isEmpty())
                .map(value -> AuthorizationHeader.parse(value, headers, region, clock.instant()));
    }

    /** Of a request that no signature of Version 4 begins. */
    private static PayloadDecoder unsignedPayload(ContentSha256 content, Headers headers) {
        if (content.hasSignedChunks()) {
            throw new AuthenticationException(
                    Reason.ACCESS_DENIED, "A payload in signed chunks needs a request that is signed.");
        }
        return Payloads.decoder(content, headers, ChunkCheck.NONE);
    }
}
