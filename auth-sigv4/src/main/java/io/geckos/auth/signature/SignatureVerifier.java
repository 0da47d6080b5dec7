package io.geckos.auth.signature;

import io.geckos.domain.name.Principal;
import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.AuthenticationException.Reason;
import io.geckos.domain.security.CredentialStore;
import io.geckos.domain.security.CredentialStore.Credential;
import io.geckos.domain.security.Identity;
import io.geckos.domain.security.KeyHolder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Verifies signatures with the secret keys of a {@link CredentialStore}. */
public final class SignatureVerifier {
    /** Used in place of an unknown key, so that refusing an unknown key takes as long as refusing a wrong signature. */
    private static final Credential NOBODY = new Credential(new Principal("", ""), "", "");

    private final CredentialStore credentials;
    private final SigningKeyCache keys = new SigningKeyCache();

    /** The signer, and the key that verifies the signatures of the request's chunks. */
    public record Verified(Identity identity, SigningKey key) {}

    public SignatureVerifier(CredentialStore credentials) {
        this.credentials = credentials;
    }

    /**
     * Verifies a signature of Version 4.
     *
     * @param token a session token that came along
     * @throws AuthenticationException if the key is unknown, the signature wrong, or the token not one of the key
     */
    public Verified verify(SignedText signed, Optional<String> token) {
        String accessKeyId = signed.scope().accessKeyId();
        Optional<Credential> found = find(accessKeyId, token);
        SigningKey key = keys.get(found.orElse(NOBODY), signed.scope());
        boolean holds = false;
        for (String text : signed.texts()) {
            holds |= key.isSignature(text, signed.signature());
        }
        Credential credential = found.orElseThrow(() -> unknownKey(accessKeyId));
        if (!holds) {
            throw mismatch(accessKeyId, signed.texts().getFirst(), signed.signature(), signed.canonicalRequest());
        }
        return new Verified(identity(credential, token), key);
    }

    /**
     * Verifies a signature of Version 2.
     *
     * @param texts the signature must be that of one of these texts; the error shows the first
     * @param token a session token that came along
     * @throws AuthenticationException if the key is unknown, the signature wrong, or the token not one of the key
     */
    public Identity verify(V2Credentials claim, List<String> texts, Optional<String> token) {
        Optional<Credential> found = find(claim.accessKeyId(), token);
        SigningKey key = SigningKey.ofVersion2(found.orElse(NOBODY).secret());
        boolean holds = false;
        for (String text : texts) {
            holds |= key.isBase64Signature(text, claim.signature());
        }
        Credential credential = found.orElseThrow(() -> unknownKey(claim.accessKeyId()));
        if (!holds) {
            throw mismatch(claim.accessKeyId(), texts.getFirst(), claim.signature(), Optional.empty());
        }
        return identity(credential, token);
    }

    /** The credential of a key, which a token belongs to if it is temporary. */
    private Optional<Credential> find(String accessKeyId, Optional<String> token) {
        return token.flatMap(given -> credentials.find(accessKeyId, given)).or(() -> credentials.find(accessKeyId));
    }

    private static Identity identity(Credential credential, Optional<String> token) {
        if (!(credential.holder() instanceof KeyHolder.Session)) {
            refuse(token);
        }
        return new Identity.Known(credential.principal(), credential.accessKeyId(), credential.holder());
    }

    /** Refuses a session token that belongs to no temporary key, if there is one. */
    public static void refuse(Optional<String> token) {
        if (token.isPresent()) {
            throw new AuthenticationException(
                    Reason.INVALID_TOKEN,
                    "The provided token is malformed or otherwise invalid.",
                    Map.of("Token-0", token.get()));
        }
    }

    private static AuthenticationException unknownKey(String accessKeyId) {
        return new AuthenticationException(
                Reason.UNKNOWN_ACCESS_KEY,
                "The AWS Access Key Id you provided does not exist in our records.",
                Map.of("AWSAccessKeyId", accessKeyId));
    }

    private static AuthenticationException mismatch(
            String accessKeyId, String text, String signature, Optional<String> canonicalRequest) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("AWSAccessKeyId", accessKeyId);
        details.put("StringToSign", text);
        details.put("SignatureProvided", signature);
        canonicalRequest.ifPresent(canonical -> details.put("CanonicalRequest", canonical));
        return new AuthenticationException(
                Reason.SIGNATURE_MISMATCH,
                "The request signature we calculated does not match the signature you provided. Check your key and"
                        + " signing method.",
                details);
    }
}
