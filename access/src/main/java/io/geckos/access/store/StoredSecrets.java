package io.geckos.access.store;

import io.geckos.access.identity.AccessKey;
import io.geckos.access.identity.User;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/**
 * The secrets of users as the document has them: encrypted if there is a cipher, and otherwise as they are. Either form is
 * read.
 */
record StoredSecrets(Optional<SecretCipher> cipher) {
    /** Begins an encrypted secret; plain ones have no colon. */
    private static final String ENCRYPTED = "encrypted:";

    private static final String TOKEN_KEY = "token-key";

    /** The database as it is written. */
    UserDatabase encrypted(UserDatabase database) {
        return cipher.map(it -> changed(database, (place, secret) -> ENCRYPTED + it.encrypt(place, secret)))
                .orElse(database);
    }

    /**
     * The database as it was before it was written.
     *
     * @throws IllegalArgumentException saying why a secret cannot be decrypted
     */
    UserDatabase decrypted(UserDatabase database) {
        return changed(database, this::decrypted);
    }

    private String decrypted(String place, String text) {
        if (!text.startsWith(ENCRYPTED)) {
            return text;
        }
        SecretCipher key = cipher.orElseThrow(() -> new IllegalArgumentException(
                "their secrets are encrypted with a master key, and none is configured; set encryption.master-keys"));
        return key.decrypt(place, text.substring(ENCRYPTED.length()));
    }

    /** Tells whether a database that was read has all secrets in the form in which they would be written now. */
    boolean areCurrent(UserDatabase stored) {
        if (cipher.isEmpty()) {
            return true;
        }
        Stream<AccessKey> keys = Stream.concat(
                stored.users().values().stream().flatMap(user -> user.keys().stream()),
                stored.accounts().values().stream().flatMap(account -> account.keys().stream()));
        Stream<String> secrets = Stream.concat(
                keys.map(AccessKey::secret), Stream.of(stored.tokenKey()).filter(key -> !key.isEmpty()));
        return secrets.allMatch(
                text -> text.startsWith(ENCRYPTED) && cipher.get().isCurrent(text.substring(ENCRYPTED.length())));
    }

    private static UserDatabase changed(UserDatabase database, BinaryOperator<String> change) {
        Map<String, User> users = new HashMap<>();
        database.users().forEach((name, user) -> users.put(name, user.withKeys(changed(user.keys(), change))));
        Map<String, StoredAccount> accounts = new HashMap<>();
        database.accounts()
                .forEach((number, account) -> accounts.put(number, account.withKeys(changed(account.keys(), change))));
        String tokenKey = database.tokenKey();
        return new UserDatabase(
                users,
                database.groups(),
                database.roles(),
                database.policies(),
                tokenKey.isEmpty() ? "" : change.apply(TOKEN_KEY, tokenKey),
                accounts);
    }

    private static List<AccessKey> changed(List<AccessKey> keys, BinaryOperator<String> change) {
        return keys.stream()
                .map(key -> new AccessKey(
                        key.id(), change.apply("access-key " + key.id(), key.secret()), key.active(), key.created()))
                .toList();
    }
}
