package io.geckos.access.store;

import io.geckos.access.identity.AccessKey;
import io.geckos.access.identity.BuiltInPolicies;
import io.geckos.access.identity.ManagedPolicy;
import io.geckos.access.identity.PolicyOwner;
import io.geckos.access.identity.PolicyOwner.Group;
import io.geckos.access.identity.PolicyOwner.Role;
import io.geckos.access.identity.User;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All users, groups, roles and managed policies of an account, at one moment, and in that of the first account the other
 * accounts. Immutable, safe for many threads.
 */
public final class UserDatabase {
    /** A database without anything in it. */
    public static final UserDatabase EMPTY = new UserDatabase(Map.of(), Map.of(), Map.of(), Map.of(), "", Map.of());

    private final SortedMap<String, User> users;
    private final SortedMap<String, Group> groups;
    private final SortedMap<String, Role> roles;
    private final SortedMap<String, ManagedPolicy> policies;
    private final String tokenKey;
    private final SortedMap<String, StoredAccount> accounts;
    private final Map<String, StoredAccount> roots = new HashMap<>();
    private final Map<String, UserKey> keys = new HashMap<>();
    private final Map<String, PolicyOwner> owners = new HashMap<>();

    /** A key and its user. */
    record UserKey(User user, AccessKey key) {}

    /**
     * A database of what is given, by names; managed policies too.
     *
     * @param tokenKey the secret that protects the tokens of sessions, in Base64; empty as long as there was none
     * @param accounts the other accounts, by their numbers
     */
    UserDatabase(
            Map<String, User> users,
            Map<String, Group> groups,
            Map<String, Role> roles,
            Map<String, ManagedPolicy> policies,
            String tokenKey,
            Map<String, StoredAccount> accounts) {
        this.users = byName(users);
        this.groups = byName(groups);
        this.roles = byName(roles);
        this.policies = sorted(policies);
        this.tokenKey = tokenKey;
        this.accounts = sorted(accounts);
        accounts.values().forEach(account -> account.keys().forEach(key -> roots.put(key.id(), account)));
        for (User user : users.values()) {
            owners.put(user.entity().id(), user);
            user.keys().forEach(key -> keys.put(key.id(), new UserKey(user, key)));
        }
        roles.values().forEach(role -> owners.put(role.entity().id(), role));
    }

    private static <V> SortedMap<String, V> sorted(Map<String, V> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }

    /** Names differ in more than upper and lower case, and are found whatever their case. */
    private static <V> SortedMap<String, V> byName(Map<String, V> map) {
        SortedMap<String, V> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(map);
        return Collections.unmodifiableSortedMap(sorted);
    }

    /** The users by name, whatever its case, sorted. */
    public SortedMap<String, User> users() {
        return users;
    }

    /** The groups by name, whatever its case, sorted. */
    public SortedMap<String, Group> groups() {
        return groups;
    }

    /** The roles by name, whatever its case, sorted. */
    public SortedMap<String, Role> roles() {
        return roles;
    }

    /** The managed policies that clients have made, by name, sorted. */
    public SortedMap<String, ManagedPolicy> policies() {
        return policies;
    }

    /** The managed policies that the server brings along and those that clients have made. */
    public SortedMap<String, ManagedPolicy> allPolicies(String account) {
        SortedMap<String, ManagedPolicy> all = new TreeMap<>(BuiltInPolicies.all());
        policies.values().forEach(policy -> all.put(policy.arn(account), policy));
        return all;
    }

    /** The managed policy of that ARN. */
    public Optional<ManagedPolicy> policy(String arn, String account) {
        ManagedPolicy builtIn = BuiltInPolicies.all().get(arn);
        if (builtIn != null) {
            return Optional.of(builtIn);
        }
        return Optional.ofNullable(policies.get(arn.substring(arn.lastIndexOf('/') + 1)))
                .filter(policy -> policy.arn(account).equals(arn));
    }

    /** The user or role of that id. */
    public Optional<PolicyOwner> byId(String id) {
        return Optional.ofNullable(owners.get(id));
    }

    /** The owner of that kind and name, whatever the case of the name. */
    public Optional<PolicyOwner> owner(PolicyOwner.Kind kind, String name) {
        return Optional.<PolicyOwner>ofNullable(
                switch (kind) {
                    case USER -> users.get(name);
                    case GROUP -> groups.get(name);
                    case ROLE -> roles.get(name);
                });
    }

    /** The key of that id, with its user. */
    Optional<UserKey> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    /** The name of the user who has a key. */
    public Optional<String> userOf(String accessKeyId) {
        return key(accessKeyId).map(found -> found.user().entity().name());
    }

    /** The other accounts by number, sorted. */
    SortedMap<String, StoredAccount> accounts() {
        return accounts;
    }

    /** The account whose root has a key. */
    Optional<StoredAccount> accountOfRoot(String accessKeyId) {
        return Optional.ofNullable(roots.get(accessKeyId));
    }

    /** The database with other accounts. */
    UserDatabase withAccounts(Map<String, StoredAccount> others) {
        return new UserDatabase(users, groups, roles, policies, tokenKey, others);
    }

    /** The secret that protects the tokens of sessions. */
    String tokenKey() {
        return tokenKey;
    }

    /** The database with another secret for tokens. */
    UserDatabase withTokenKey(String other) {
        return new UserDatabase(users, groups, roles, policies, other, accounts);
    }

    /** The database with an owner of policies added or replaced. */
    UserDatabase with(PolicyOwner owner) {
        String name = owner.entity().name();
        return switch (owner) {
            case User user -> withUsers(with(users, name, user));
            case Group group -> new UserDatabase(users, with(groups, name, group), roles, policies, tokenKey, accounts);
            case Role role -> new UserDatabase(users, groups, with(roles, name, role), policies, tokenKey, accounts);
        };
    }

    /** The database without an owner of policies. */
    UserDatabase without(PolicyOwner owner) {
        String name = owner.entity().name();
        return switch (owner) {
            case User _ -> withUsers(without(users, name));
            case Group _ -> new UserDatabase(users, without(groups, name), roles, policies, tokenKey, accounts);
            case Role _ -> new UserDatabase(users, groups, without(roles, name), policies, tokenKey, accounts);
        };
    }

    /** The database with other users. */
    UserDatabase withUsers(Map<String, User> others) {
        return new UserDatabase(others, groups, roles, policies, tokenKey, accounts);
    }

    /** The database with a managed policy added or replaced. */
    UserDatabase with(ManagedPolicy policy) {
        Map<String, ManagedPolicy> changed = with(policies, policy.entity().name(), policy);
        return new UserDatabase(users, groups, roles, changed, tokenKey, accounts);
    }

    /** The database without a managed policy. */
    UserDatabase without(ManagedPolicy policy) {
        return new UserDatabase(
                users, groups, roles, without(policies, policy.entity().name()), tokenKey, accounts);
    }

    private static <V> Map<String, V> with(Map<String, V> map, String name, V value) {
        Map<String, V> changed = new HashMap<>(map);
        changed.put(name, value);
        return changed;
    }

    private static <V> Map<String, V> without(Map<String, V> map, String name) {
        Map<String, V> changed = new HashMap<>(map);
        changed.remove(name);
        return changed;
    }
}
