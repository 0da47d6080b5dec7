package io.geckos.access.store;

import io.geckos.access.identity.AccessKey;
import java.time.Instant;
import java.util.List;

/**
 * An account beside the first one, as it is kept.
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
