package io.geckos.access;

import io.geckos.access.store.AccountStore;
import io.geckos.access.store.UserDatabase;
import io.geckos.access.store.UserStore;
import io.geckos.domain.security.Account;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Who may send requests.
 *
 * @param account the first account, to which all belongs that is no other's
 * @param database answers its users as they are now
 * @param others answers the users of another account, by its number, as they are now; empty if there is no such account
 * @param single tells whether there is no other account
 * @param open whether requests without credentials are those of root, because the server authenticates nobody
 */
public record AccountUsers(
        Account account,
        Supplier<UserDatabase> database,
        Function<String, Optional<UserDatabase>> others,
        BooleanSupplier single,
        boolean open) {
    /** The users of the only account. */
    public AccountUsers(Account account, Supplier<UserDatabase> database, boolean open) {
        this(account, database, _ -> Optional.empty(), () -> true, open);
    }

    /** The users of all accounts of a store. */
    public static AccountUsers of(AccountStore accounts, boolean open) {
        return new AccountUsers(
                accounts.first().account(),
                accounts.first()::database,
                number -> accounts.users(number).map(UserStore::database),
                accounts::isSingle,
                open);
    }
}
