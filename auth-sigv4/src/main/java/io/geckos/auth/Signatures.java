package io.geckos.auth;

import io.geckos.domain.AuthenticationException;
import io.geckos.domain.AuthenticationException.Reason;
import io.geckos.domain.CredentialStore;
import io.geckos.domain.CredentialStore.Credential;
import io.geckos.domain.Identity;
import io.geckos.domain.Principal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Verifies signatures by the secrets of a {@link CredentialStore}. */
final class Signatures {
    /** Stands in for a key that is not known, so that refusing it takes the same work as refusing a signature. */
    private static final Credential NOBODY = new Credential(new Principal("", ""), "", "");

    private final CredentialStore credentials;
    private final SigningKeys keys = new SigningKeys();

    /** Who signed, and the key for what else they sign. */
    record Verified(Identity identity, SigningKey key) {}

    Signatures(CredentialStore credentials) {
        this.credentials = credentials;
    }

    /**
     * Verifies one.
     *
     * @param token a session token that came along; none was ever issued here
     * @throws AuthenticationException if the key is unknown, the signature wrong, or there is a token
     */
    Verified verify(Signed signed, Optional<String> token) {
        String accessKeyId = signed.scope().accessKeyId();
        Optional<Credential> found = credentials.find(accessKeyId);
        SigningKey key = keys.get(found.orElse(NOBODY), signed.scope());
        boolean holds = key.isSignature(signed.text(), signed.signature());
        Credential credential = found.orElseThrow(() -> unknownKey(accessKeyId));
        if (!holds) {
            throw mismatch(signed);
        }
        refuse(token);
        return new Verified(new Identity.Known(credential.principal(), credential.accessKeyId()), key);
    }

    /** Refuses a session token if there is one. */
    static void refuse(Optional<String> token) {
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

    private static AuthenticationException mismatch(Signed signed) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("AWSAccessKeyId", signed.scope().accessKeyId());
        details.put("StringToSign", signed.text());
        details.put("SignatureProvided", signed.signature());
        signed.canonicalRequest().ifPresent(canonical -> details.put("CanonicalRequest", canonical));
        return new AuthenticationException(
                Reason.SIGNATURE_MISMATCH,
                "The request signature we calculated does not match the signature you provided. Check your key and"
                        + " signing method.",
                details);
    }
}
