package io.geckos.auth.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.auth.request.CredentialScope;
import io.geckos.domain.cache.BoundedCache;
import io.geckos.domain.security.CredentialStore.Credential;

/**
 * A cache of signing keys by secret, day, region and service. Deriving a key takes four HMACs, and a client uses the same key
 * all day.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Derive</a>
 */
public final class SigningKeyCache {
    private static final int CAPACITY = 256;

    /** Clients may name any region. A client that names very many only costs four HMACs for each of its requests. */
    private final BoundedCache<Use, SigningKey> keys = new BoundedCache<>(CAPACITY);

    /**
     * The key of the cache. It contains the secret, so that a changed secret takes effect at once. It has its own
     * {@code equals} and {@code hashCode}, because Java generates those of a record at first use, and that takes longer
     * than the rest of a first request.
     */
    private record Use(String secret, String date, String region, String service) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Use use
                    && secret.equals(use.secret)
                    && date.equals(use.date)
                    && region.equals(use.region)
                    && service.equals(use.service);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * (31 * secret.hashCode() + date.hashCode()) + region.hashCode()) + service.hashCode();
        }
    }

    public SigningKey get(Credential credential, CredentialScope scope) {
        Use use = new Use(credential.secret(), scope.date(), scope.region(), scope.service());
        return keys.get(use, SigningKeyCache::derive);
    }

    private static SigningKey derive(Use use) {
        SigningKey secret = new SigningKey(("AWS4" + use.secret()).getBytes(UTF_8));
        SigningKey date = new SigningKey(secret.sign(use.date()));
        SigningKey region = new SigningKey(date.sign(use.region()));
        SigningKey service = new SigningKey(region.sign(use.service()));
        return new SigningKey(service.sign("aws4_request"));
    }
}
