package io.geckos.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.CredentialStore.Credential;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;

/**
 * Signing keys by secret, day and region. Deriving one takes four HMACs, and a client uses the same one all day.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Derive</a>
 */
final class SigningKeys {
    private static final int CAPACITY = 256;

    private final Map<Use, SecretKey> keys = new ConcurrentHashMap<>();

    /** The secret is part of it, so that a key that was replaced takes effect at once. */
    private record Use(String secret, String date, String region) {}

    SecretKey get(Credential credential, CredentialScope scope) {
        Use use = new Use(credential.secret(), scope.date(), scope.region());
        SecretKey known = keys.get(use);
        if (known != null) {
            return known;
        }
        if (keys.size() >= CAPACITY) {
            // Clients may name any region; whoever names very many only costs four HMACs a request again.
            keys.clear();
        }
        SecretKey derived = derive(use);
        keys.put(use, derived);
        return derived;
    }

    private static SecretKey derive(Use use) {
        SecretKey secret = Crypto.key(("AWS4" + use.secret()).getBytes(UTF_8));
        SecretKey date = Crypto.key(Crypto.hmac(secret, use.date()));
        SecretKey region = Crypto.key(Crypto.hmac(date, use.region()));
        SecretKey service = Crypto.key(Crypto.hmac(region, "s3"));
        return Crypto.key(Crypto.hmac(service, "aws4_request"));
    }
}
