package io.geckos.auth.signature;

import io.geckos.auth.request.CredentialScope;
import io.geckos.auth.request.SignedTextEncodings;
import io.geckos.auth.request.SigningTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The signature of a request and its parameters, as its header or query states them. Nothing of it is verified yet.
 *
 * @param signedHeaders lower-case names, in the order in which they were signed
 * @param payload the last line of the canonical request
 */
public record SignatureClaim(
        CredentialScope scope, SigningTime time, Set<String> signedHeaders, String payload, String signature) {
    /** The text to verify with its signature, for a request with this canonical form. */
    public SignedText signedText(String canonical) {
        List<String> texts = new ArrayList<>(1);
        for (String spelling : SignedTextEncodings.of(canonical)) {
            texts.add(stringToSign(spelling));
        }
        return new SignedText(scope, texts, signature, Optional.of(canonical));
    }

    private String stringToSign(String canonical) {
        return "AWS4-HMAC-SHA256\n" + time.signed() + "\n" + scope.scopeText() + "\n"
                + SignatureHashes.sha256Hex(canonical);
    }
}
