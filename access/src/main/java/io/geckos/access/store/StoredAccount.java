package io.geckos.access.store;

import io.geckos.access.identity.AccessKey;
import java.time.Instant;
import java.util.List;

/**
 * A further account, as it is stored.
 *
 * @param number 12 digits
 * @param keys those of its root
 */
record StoredAccount(String number, String name, Instant created, List<AccessKey> keys) {
    /** Copies the collections. */
    StoredAccount {
        keys = List.copyOf(keys);
    }

    /** The account with other keys of its root. */
    StoredAccount withKeys(List<AccessKey> others) {
        return new StoredAccount(number, name, created, others);
    }
}
