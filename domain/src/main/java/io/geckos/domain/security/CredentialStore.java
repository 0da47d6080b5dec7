package io.geckos.domain.security;

import io.geckos.domain.name.Principal;
import java.util.Optional;

/** Finds the secret key of an access key. Safe for many threads, and quick. */
@FunctionalInterface
public interface CredentialStore {
    /** The credential of this access key; empty if the key is unknown. */
    Optional<Credential> find(String accessKeyId);

    /** An access key with its secret and its owner. {@code toString} does not show the secret. */
    record Credential(Principal principal, String accessKeyId, String secret) {
        @Override
        public String toString() {
            return "Credential[" + accessKeyId + "]";
        }
    }
}
