package io.geckos.auth;

import java.util.Set;

/**
 * What a request says about its own signature, wherever it says it; nothing of it is verified yet.
 *
 * @param signedHeaders lower-case names, in the order in which they were signed
 * @param payload the last line of the canonical request
 */
record Claim(CredentialScope scope, RequestTime time, Set<String> signedHeaders, String payload, String signature) {
    /** What is signed instead of {@code canonical}. */
    String stringToSign(String canonical) {
        return String.join("\n", "AWS4-HMAC-SHA256", time.signed(), scope.signed(), Crypto.sha256Hex(canonical));
    }
}
