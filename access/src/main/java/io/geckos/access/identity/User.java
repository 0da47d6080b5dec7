package io.geckos.access.identity;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A user.
 *
 * @param groups the names of the groups that have the user, sorted
 * @param keys in the order in which they were made
 */
public record User(IamEntity entity, IdentityPolicies policies, Set<String> groups, List<AccessKey> keys)
        implements PolicyOwner {
    /** Copies the collections. */
    public User {
        groups = Collections.unmodifiableSet(new TreeSet<>(groups));
        keys = List.copyOf(keys);
    }

    @Override
    public Kind kind() {
        return Kind.USER;
    }

    @Override
    public User withPolicies(IdentityPolicies other) {
        return new User(entity, other, groups, keys);
    }

    @Override
    public User withEntity(IamEntity other) {
        return new User(other, policies, groups, keys);
    }

    /** The same user with other keys. */
    public User withKeys(List<AccessKey> other) {
        return new User(entity, policies, groups, other);
    }

    /** The same user in other groups. */
    public User withGroups(Set<String> other) {
        return new User(entity, policies, other, keys);
    }
}
