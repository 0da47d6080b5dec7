package io.geckos.auth;

import io.geckos.domain.AuthenticationException;
import io.geckos.domain.AuthenticationException.Reason;
import io.geckos.domain.Authenticator;
import io.geckos.domain.CredentialStore;
import io.geckos.domain.CredentialStore.Credential;
import io.geckos.domain.Identity;
import io.geckos.domain.Principal;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * Authenticates by AWS Signature Version 4, in the {@code Authorization} header, in a presigned URL or in a form.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html">S3 and SigV4</a>
 */
public final class SigV4Authenticator implements Authenticator {
    /** Stands in for a key that is not known, so that refusing it takes the same work as refusing a signature. */
    private static final Credential NOBODY = new Credential(new Principal("", ""), "", "");

    private final CredentialStore credentials;
    private final Optional<String> region;
    private final Clock clock;
    private final SigningKeys keys = new SigningKeys();

    /**
     * Makes one.
     *
     * @param region the only region a signature may name; empty accepts any
     */
    public SigV4Authenticator(CredentialStore credentials, Optional<String> region, Clock clock) {
        this.credentials = credentials;
        this.region = region;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(SignedRequest request) {
        Headers headers = new Headers(request.headers());
        Query query = Query.parse(request.rawQuery());
        Optional<Claim> claim = claim(headers, query);
        Optional<String> token = headers.single("x-amz-security-token").or(() -> query.get("X-Amz-Security-Token"));
        if (claim.isEmpty()) {
            token.ifPresent(SigV4Authenticator::refuseToken);
            return new Authentication(Identity.ANONYMOUS, anonymousPayload(headers, query));
        }
        String canonical = CanonicalRequest.of(request, query, claim.get());
        Credential credential = verify(claim.get(), claim.get().stringToSign(canonical), canonical);
        token.ifPresent(SigV4Authenticator::refuseToken);
        SecretKey key = keys.get(credential, claim.get().scope());
        PayloadDecoder payload =
                Payloads.decoder(ContentSha256.of(headers, query), headers, new ChunkSignatures(key, claim.get()));
        return new Authentication(new Identity.Known(credential.principal(), credential.accessKeyId()), payload);
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
            return Optional.of(PresignedQuery.parse(query, headers, region, clock));
        }
        // S3 takes an empty header for none.
        return authorization
                .filter(value -> !value.isEmpty())
                .map(value -> AuthorizationHeader.parse(value, headers, region, clock));
    }

    private Credential verify(Claim claim, String stringToSign, String canonical) {
        String accessKeyId = claim.scope().accessKeyId();
        Optional<Credential> credential = credentials.find(accessKeyId);
        SecretKey key = keys.get(credential.orElse(NOBODY), claim.scope());
        boolean signed = Crypto.isSignature(key, stringToSign, claim.signature());
        if (credential.isEmpty()) {
            throw Refusal.unknownKey(accessKeyId);
        }
        if (!signed) {
            Map<String, String> details = new LinkedHashMap<>();
            details.put("AWSAccessKeyId", accessKeyId);
            details.put("StringToSign", stringToSign);
            details.put("SignatureProvided", claim.signature());
            details.put("CanonicalRequest", canonical);
            throw new AuthenticationException(
                    Reason.SIGNATURE_MISMATCH,
                    "The request signature we calculated does not match the signature you provided. Check your key and"
                            + " signing method.",
                    details);
        }
        return credential.get();
    }

    private static void refuseToken(String token) {
        throw Refusal.invalidToken(token);
    }

    private static PayloadDecoder anonymousPayload(Headers headers, Query query) {
        ContentSha256 type = ContentSha256.of(headers, query);
        if (type instanceof ContentSha256.Chunked(boolean signed, boolean trailer) && signed) {
            throw new AuthenticationException(
                    Reason.ACCESS_DENIED, "A payload of signed chunks needs a request that is signed.");
        }
        return Payloads.decoder(type, headers, ChunkCheck.NONE);
    }

    @Override
    public Identity authenticateForm(Map<String, String> fields) {
        throw new UnsupportedOperationException();
    }
}
