package io.geckos.access;

import io.geckos.access.identity.UserDatabase;
import io.geckos.domain.security.Account;
import java.util.function.Supplier;

/**
 * Who may send requests.
 *
 * @param account the account that owns all buckets and users
 * @param database answers the users as they are now
 * @param open whether requests without credentials are those of root, because the server authenticates nobody
 */
public record AccountUsers(Account account, Supplier<UserDatabase> database, boolean open) {}
