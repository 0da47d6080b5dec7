package io.geckos.access.store;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The users among whom a key is to be found, over all accounts. It may name users who do not have the key any more, but
 * misses none who have it. Safe for many threads.
 */
final class AccessKeyIndex {
    private final Map<String, UserStore> holders = new ConcurrentHashMap<>();

    /** The users of the account that has the key. */
    Optional<UserStore> holder(String accessKeyId) {
        return Optional.ofNullable(holders.get(accessKeyId));
    }

    /** Adds keys of the users of an account. */
    void add(UserStore users, Collection<String> keys) {
        keys.forEach(key -> holders.put(key, users));
    }

    /** Removes keys that the users of an account do not have any more. */
    void remove(UserStore users, Collection<String> keys) {
        keys.forEach(key -> holders.remove(key, users));
    }
}
