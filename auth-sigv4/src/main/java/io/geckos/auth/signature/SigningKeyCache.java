package io.geckos.auth.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.auth.request.CredentialScope;
import io.geckos.domain.cache.BoundedCache;
import io.geckos.domain.security.CredentialStore.Credential;

/**
 * A cache of signing keys by secret, day, region and service. Deriving a key takes four HMACs, and a client uses the same key
 * all day.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Deriving the signing key</a>
 */
public final class SigningKeyCache {
    private static final int CAPACITY = 256;

    /** Clients may name any region. A client that names many of them only makes the cache useless. */
    private final BoundedCache<CacheKey, SigningKey> keys = new BoundedCache<>(CAPACITY);

    /**
     * The key of the cache. It contains the secret, so that a changed secret takes effect immediately. It has its own
     * {@code equals} and {@code hashCode}, because Java would link the generated ones at their first use, which takes longer than
     * the rest of a first request.
     */
    private record CacheKey(String secret, String date, String region, String service) {
        @Override
        public boolean equals(Object other) {
            return other instanceof CacheKey that
                    && secret.equals(that.secret)
                    && date.equals(that.date)
                    && region.equals(that.region)
                    && service.equals(that.service);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * (31 * secret.hashCode() + date.hashCode()) + region.hashCode()) + service.hashCode();
        }
    }

    public SigningKey get(Credential credential, CredentialScope scope) {
        CacheKey wanted = new CacheKey(credential.secret(), scope.date(), scope.region(), scope.service());
        return keys.get(wanted, SigningKeyCache::derive);
    }

    private static SigningKey derive(CacheKey key) {
        SigningKey secret = new SigningKey(("AWS4" + key.secret()).getBytes(UTF_8));
        SigningKey date = new SigningKey(secret.sign(key.date()));
        SigningKey region = new SigningKey(date.sign(key.region()));
        SigningKey service = new SigningKey(region.sign(key.service()));
        return new SigningKey(service.sign("aws4_request"));
    }
}
