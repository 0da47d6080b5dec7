package io.geckos.domain.security;

import io.geckos.domain.name.Principal;
import java.util.Optional;

/** The accounts there are, as listings and access control lists name them. Safe for many threads, and quick. */
public interface AccountDirectory {
    /** The account of that canonical id; empty if there is none. */
    Optional<Principal> principal(String canonicalId);

    /** Tells whether there is only one account, so that it owns everything. */
    boolean isSingle();

    /** A directory of only one account. */
    static AccountDirectory of(Principal only) {
        return new AccountDirectory() {
            @Override
            public Optional<Principal> principal(String canonicalId) {
                return Optional.of(only).filter(principal -> principal.id().equals(canonicalId));
            }

            @Override
            public boolean isSingle() {
                return true;
            }
        };
    }
}
