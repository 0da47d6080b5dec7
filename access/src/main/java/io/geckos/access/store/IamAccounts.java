package io.geckos.access.store;

import io.geckos.access.identity.AccessKey;
import io.geckos.access.store.IamException.Code;
import io.geckos.domain.security.Account;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Accounts beside the first one: the rules by which they are made and deleted, and how their roots get keys. */
public final class IamAccounts {
    /** The largest number of accounts that are kept. */
    public static final int MAX_ACCOUNTS = 100;

    /** The largest number of keys of a root: enough to replace one by another. */
    public static final int MAX_KEYS = 2;

    private static final int LONGEST = 64;
    private static final long NUMBERS = 1_000_000_000_000L;

    private final AccountStore accounts;
    private final UserStore store;

    /** Changes the accounts of a store. */
    public IamAccounts(AccountStore accounts) {
        this.accounts = accounts;
        this.store = accounts.first();
    }

    /** A new account, and the key of its root, whose secret is shown only now. */
    public record Created(Account account, AccessKey key) {}

    /**
     * Makes an account.
     *
     * @param wanted its number, if it must have a certain one, because buckets belong to it
     */
    public Created create(String name, Optional<String> wanted) {
        IamNames.name("name", name, LONGEST);
        wanted.ifPresent(IamAccounts::requireNumber);
        String number = wanted.orElseGet(IamAccounts::newNumber);
        AccessKey key = newKey();
        store.update(database -> {
            requireFree(number, name);
            if (database.accounts().size() >= MAX_ACCOUNTS) {
                throw IamException.limit("Accounts", MAX_ACCOUNTS);
            }
            Map<String, StoredAccount> changed = new HashMap<>(database.accounts());
            if (changed.put(number, new StoredAccount(number, name, key.created(), List.of(key))) != null
                    || database.accounts().values().stream()
                            .anyMatch(other -> other.name().equalsIgnoreCase(name))) {
                throw IamException.taken("Account", name);
            }
            return database.withAccounts(changed);
        });
        // Opened, because there may be users of an account of this number whose record was lost.
        Optional<UserStore> _ = accounts.users(number);
        return new Created(Account.further(number, name), key);
    }

    private static void requireNumber(String number) {
        if (!Account.isNumber(number) || number.equals(Account.FIRST)) {
            throw new IamException(
                    Code.ValidationError,
                    "account is " + number + "; it must have 12 digits and not be " + Account.FIRST);
        }
    }

    /** Neither the first account nor one of the configuration has this number or name. */
    private void requireFree(String number, String name) {
        boolean taken = accounts.first().account().owner().displayName().equalsIgnoreCase(name)
                || accounts.configuredAccounts().containsKey(number)
                || accounts.configuredAccounts().values().stream()
                        .anyMatch(account -> account.owner().displayName().equalsIgnoreCase(name));
        if (taken) {
            throw IamException.taken("Account", name);
        }
    }

    private static String newNumber() {
        return String.valueOf(new SecureRandom().nextLong(NUMBERS / 10, NUMBERS));
    }

    private AccessKey newKey() {
        return new AccessKey(IamNames.newId("AKIA"), IamNames.newSecret(), true, store.now());
    }

    /** Makes one more key for the root of an account. Its secret is shown only now. */
    public AccessKey createKey(String number) {
        AccessKey key = newKey();
        change(number, account -> {
            List<AccessKey> keys = new ArrayList<>(account.keys());
            if (keys.size() >= MAX_KEYS) {
                throw IamException.limit("AccessKeysPerRoot", MAX_KEYS);
            }
            keys.add(key);
            return account.withKeys(keys);
        });
        return key;
    }

    /** Deletes a key of the root of an account. */
    public void deleteKey(String number, String keyId) {
        change(number, account -> {
            List<AccessKey> keys = account.keys().stream()
                    .filter(key -> !key.id().equals(keyId))
                    .toList();
            if (keys.size() == account.keys().size()) {
                throw IamUsers.missingKey(keyId);
            }
            return account.withKeys(keys);
        });
    }

    private void change(String number, UnaryOperator<StoredAccount> change) {
        store.update(database -> {
            Map<String, StoredAccount> changed = new HashMap<>(database.accounts());
            changed.put(number, change.apply(get(database, number)));
            return database.withAccounts(changed);
        });
    }

    private StoredAccount get(UserDatabase database, String number) {
        if (number.equals(Account.FIRST) || accounts.configuredAccounts().containsKey(number)) {
            throw new IamException(
                    Code.UnmodifiableEntity,
                    "Account " + number + " and the keys of its root are set in the configuration of the server.");
        }
        StoredAccount account = database.accounts().get(number);
        if (account == null) {
            throw new IamException(Code.NoSuchEntity, "There is no account " + number + ".");
        }
        return account;
    }

    /**
     * Deletes an account with its users, groups, roles and policies. The caller has made sure that it owns no bucket.
     * Keys and sessions of the account do not count any more when the call returns.
     */
    public void delete(String number) {
        Optional<UserStore> users = accounts.users(number);
        store.update(database -> {
            get(database, number);
            Map<String, StoredAccount> changed = new HashMap<>(database.accounts());
            changed.remove(number);
            return database.withAccounts(changed);
        });
        users.ifPresent(gone -> gone.update(_ -> UserDatabase.EMPTY));
    }
}
