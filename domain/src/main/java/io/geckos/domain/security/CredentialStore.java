package io.geckos.domain.security;

import io.geckos.domain.name.Principal;
import java.util.Optional;

/** Finds the secret key of an access key. Safe for many threads, and quick. */
@FunctionalInterface
public interface CredentialStore {
    /** The credential of this access key; empty if the key is unknown. */
    Optional<Credential> find(String accessKeyId);

    /**
     * The credential of a temporary access key. By default no key is temporary.
     *
     * @param token the token that was issued with the key
     * @return empty if the key is not a temporary one
     * @throws AuthenticationException if the token was not issued for this key, or has expired
     */
    default Optional<Credential> find(String accessKeyId, String token) {
        return Optional.empty();
    }

    /**
     * An access key with its secret. {@code toString} does not show the secret.
     *
     * @param principal the account of the key
     */
    record Credential(Principal principal, String accessKeyId, String secret, KeyHolder holder) {
        /** The key of the root of an account. */
        public Credential(Principal principal, String accessKeyId, String secret) {
            this(principal, accessKeyId, secret, KeyHolder.ROOT);
        }

        @Override
        public String toString() {
            return "Credential[" + accessKeyId + "]";
        }
    }
}
