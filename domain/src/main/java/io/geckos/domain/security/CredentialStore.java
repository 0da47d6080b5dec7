package io.geckos.domain.security;

import io.geckos.domain.name.Principal;
import java.util.Optional;

/** Where an authenticator finds the secret behind an access key. Safe for many threads, and quick. */
@FunctionalInterface
public interface CredentialStore {
    /** The credential of that key, or none. */
    Optional<Credential> find(String accessKeyId);

    /** An access key; its {@code toString} does not show the secret. */
    record Credential(Principal principal, String accessKeyId, String secret) {
        @Override
        public String toString() {
            return "Credential[" + accessKeyId + "]";
        }
    }
}
