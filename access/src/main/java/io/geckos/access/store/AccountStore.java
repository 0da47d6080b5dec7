package io.geckos.access.store;

import io.geckos.access.identity.AccessKey;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.Principal;
import io.geckos.domain.security.Account;
import io.geckos.domain.security.AccountDirectory;
import io.geckos.domain.security.CredentialStore;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The accounts, and the users of each. The first account is that of the configured key pair; its document also has the other
 * accounts with the keys of their roots. The configuration may name further ones. Safe for many threads.
 */
public final class AccountStore implements CredentialStore, AccountDirectory {
    private final DocumentStore documents;
    private final Clock clock;
    private final Optional<SecretCipher> cipher;
    private final AccessKeyIndex index = new AccessKeyIndex();
    private final UserStore first;
    private final Map<String, Credential> configured = new LinkedHashMap<>();
    private final Map<String, Account> configuredAccounts = new LinkedHashMap<>();
    private final Map<String, UserStore> others = new ConcurrentHashMap<>();

    /**
     * The accounts of a store. Nothing is read before {@link #refresh}.
     *
     * @param owner the first account
     * @param configured the roots of accounts that the configuration names
     * @param cipher encrypts secrets
     */
    public AccountStore(
            DocumentStore documents,
            Principal owner,
            List<Credential> configured,
            Clock clock,
            Optional<SecretCipher> cipher) {
        this.documents = documents;
        this.clock = clock;
        this.cipher = cipher;
        this.first = new UserStore(documents, new Account(Account.FIRST, owner), clock, cipher, index);
        for (Credential root : configured) {
            this.configured.put(root.accessKeyId(), root);
            Account.numberOf(root.principal().id())
                    .ifPresent(number -> configuredAccounts.put(number, new Account(number, root.principal())));
        }
    }

    /** The users of the first account. */
    public UserStore first() {
        return first;
    }

    /** The users of an account; empty if there is no account of that number. */
    public Optional<UserStore> users(String number) {
        if (number.equals(Account.FIRST)) {
            return Optional.of(first);
        }
        Account inConfiguration = configuredAccounts.get(number);
        if (inConfiguration != null) {
            return Optional.of(users(inConfiguration));
        }
        StoredAccount kept = first.database().accounts().get(number);
        return kept == null ? Optional.empty() : Optional.of(users(kept));
    }

    private UserStore users(Account account) {
        UserStore known = others.get(account.number());
        return known != null && known.account().equals(account) ? known : open(account);
    }

    /** The same without making an account anew for each request. */
    private UserStore users(StoredAccount kept) {
        UserStore known = others.get(kept.number());
        return known != null && known.account().owner().displayName().equals(kept.name())
                ? known
                : open(Account.further(kept.number(), kept.name()));
    }

    /** Opens the users of an account once: a second store would not see at once what the first one changes. */
    private synchronized UserStore open(Account account) {
        UserStore known = others.get(account.number());
        if (known != null && known.account().equals(account)) {
            return known;
        }
        UserStore opened = new UserStore(documents, account, clock, cipher, index);
        opened.refresh();
        others.put(account.number(), opened);
        return opened;
    }

    /** The account of a number, beside the first one. One of the configuration goes before one that is kept. */
    private Optional<Account> account(String number) {
        return Optional.ofNullable(configuredAccounts.get(number))
                .or(() -> Optional.ofNullable(first.database().accounts().get(number))
                        .map(kept -> Account.further(number, kept.name())));
    }

    /** The accounts that the configuration names, by their numbers. */
    Map<String, Account> configuredAccounts() {
        return Collections.unmodifiableMap(configuredAccounts);
    }

    /** All accounts, the first one first. */
    public List<Account> accounts() {
        Map<String, Account> all = new LinkedHashMap<>();
        all.put(Account.FIRST, first.account());
        all.putAll(configuredAccounts);
        first.database()
                .accounts()
                .forEach((number, kept) -> all.computeIfAbsent(number, _ -> Account.further(number, kept.name())));
        return List.copyOf(all.values());
    }

    @Override
    public boolean isSingle() {
        return configured.isEmpty() && first.database().accounts().isEmpty();
    }

    @Override
    public Optional<Principal> principal(String canonicalId) {
        if (canonicalId.equals(first.account().owner().id())) {
            return Optional.of(first.account().owner());
        }
        return Account.numberOf(canonicalId).flatMap(this::account).map(Account::owner);
    }

    /** The ids of the keys of an account's root; none for the first account, whose pair is configured. */
    public List<String> rootKeys(String number) {
        List<String> inConfiguration = configured.values().stream()
                .filter(root -> Account.numberOf(root.principal().id()).equals(Optional.of(number)))
                .map(Credential::accessKeyId)
                .toList();
        if (!inConfiguration.isEmpty()) {
            return inConfiguration;
        }
        StoredAccount kept = first.database().accounts().get(number);
        return kept == null
                ? List.of()
                : kept.keys().stream().map(AccessKey::id).toList();
    }

    @Override
    public Optional<Credential> find(String accessKeyId) {
        Optional<UserStore> holder = index.holder(accessKeyId);
        return holder.isPresent() && isThere(holder.get()) ? holder.get().find(accessKeyId) : root(accessKeyId);
    }

    /** Tells whether the account of some users has not been deleted or made anew. */
    private boolean isThere(UserStore users) {
        return users == first
                || users(users.account().number())
                        .filter(current -> current == users)
                        .isPresent();
    }

    private Optional<Credential> root(String accessKeyId) {
        return Optional.ofNullable(configured.get(accessKeyId))
                .or(() -> first.database().accountOfRoot(accessKeyId).flatMap(kept -> root(kept, accessKeyId)));
    }

    /** What the configuration says of an account goes before what is kept of one with that number. */
    private Optional<Credential> root(StoredAccount kept, String accessKeyId) {
        if (configuredAccounts.containsKey(kept.number())) {
            return Optional.empty();
        }
        Principal owner = Account.further(kept.number(), kept.name()).owner();
        return kept.keys().stream()
                .filter(key -> key.id().equals(accessKeyId))
                .map(key -> new Credential(owner, accessKeyId, key.secret()))
                .findFirst();
    }

    @Override
    public Optional<Credential> find(String accessKeyId, String token) {
        return users(SessionTokens.account(token)).orElse(first).find(accessKeyId, token);
    }

    /** The users of each account, those of the first one first. */
    Stream<UserStore> stores() {
        if (isSingle()) {
            return Stream.of(first);
        }
        return accounts().stream().flatMap(account -> users(account.number()).stream());
    }

    /** Reads all documents anew that have changed. Logs what fails; then what was read last still counts. */
    public void refresh() {
        first.refresh();
        stores().skip(1).forEach(UserStore::refresh);
    }

    /**
     * Writes the documents anew whose secrets are not all encrypted by the current cipher.
     *
     * @throws StorageException if one cannot be written
     */
    public void encryptSecrets() {
        stores().forEach(UserStore::encryptSecrets);
    }
}
