package io.geckos.s3.access;

import io.geckos.domain.name.Principal;
import io.geckos.domain.security.AccountDirectory;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The accounts that an access control list may name.
 *
 * @param owner the owner of the bucket or object that gets the list
 * @param bucketOwner the owner of the bucket
 * @param accounts all accounts
 */
record AclParties(Principal owner, Principal bucketOwner, AccountDirectory accounts) {
    /** The account of a canonical id; empty if there is none. */
    Optional<Principal> find(String id) {
        return Stream.of(owner, bucketOwner)
                .filter(principal -> principal.id().equals(id))
                .findFirst()
                .or(() -> accounts.principal(id));
    }
}
