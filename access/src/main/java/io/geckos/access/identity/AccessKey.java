package io.geckos.access.identity;

import java.time.Instant;

/**
 * An access key of a user. {@code toString} does not show the secret.
 *
 * @param active whether requests may be signed with it
 */
public record AccessKey(String id, String secret, boolean active, Instant created) {
    /** The same key, active or not. */
    public AccessKey withActive(boolean other) {
        return new AccessKey(id, secret, other, created);
    }

    @Override
    public String toString() {
        return "AccessKey[" + id + "]";
    }
}
