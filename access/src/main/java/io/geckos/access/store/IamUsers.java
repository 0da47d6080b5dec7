package io.geckos.access.store;

import io.geckos.access.identity.AccessKey;
import io.geckos.access.identity.IamEntity;
import io.geckos.access.identity.IdentityPolicies;
import io.geckos.access.identity.PolicyOwner.Group;
import io.geckos.access.identity.User;
import io.geckos.access.store.IamException.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Users and their access keys: the rules by which they are made, changed and deleted. */
public final class IamUsers {
    /** The largest number of keys of a user, as in IAM: enough to replace one by another. */
    public static final int MAX_KEYS = 2;

    /** The most users of an account. */
    public static final int MAX_USERS = 5000;

    /** The most groups of a user. */
    public static final int MAX_GROUPS = 10;

    private static final String USER = "user";

    private final UserStore store;

    /** Changes the users of a store. */
    public IamUsers(UserStore store) {
        this.store = store;
    }

    /** Makes a user without keys, policies and tags. */
    public User create(String name, String path) {
        return create(name, path, List.of());
    }

    /** Makes a user without keys and policies. */
    public User create(String name, String path, List<IamTags.Tag> tags) {
        IamEntity entity = IamTags.tagged(EntityType.USER.make(name, path, store.now()), tags);
        User user = new User(entity, IdentityPolicies.NONE, Set.of(), List.of());
        store.update(database -> {
            requireFree(database, name);
            if (database.users().size() >= MAX_USERS) {
                throw IamException.limit("UsersPerAccount", MAX_USERS);
            }
            return database.with(user);
        });
        return user;
    }

    private static void requireFree(UserDatabase database, String name) {
        if (database.users().containsKey(name)) {
            throw IamException.taken("User", name);
        }
    }

    /** The user of a name, whatever its case. */
    public User get(String name) {
        return get(store.database(), name);
    }

    private static User get(UserDatabase database, String name) {
        User user = database.users().get(name);
        if (user == null) {
            throw IamException.missing(USER, name);
        }
        return user;
    }

    /** Gives a user another name and path, where they are given. Keys and policies stay. */
    public void update(String name, Optional<String> newName, Optional<String> newPath) {
        newName.ifPresent(EntityType.USER::requireNewName);
        newPath.ifPresent(IamNames::path);
        store.update(database -> {
            User user = get(database, name);
            newName.filter(other -> !other.equalsIgnoreCase(name)).ifPresent(other -> requireFree(database, other));
            IamEntity entity = user.entity().renamed(newName, newPath);
            return database.without(user).with(user.withEntity(entity));
        });
    }

    /** Deletes a user who has no keys, policies and groups any more. */
    public void delete(String name) {
        store.update(database -> {
            User user = get(database, name);
            if (!user.keys().isEmpty()) {
                throw conflict("access keys");
            }
            if (!user.policies().isEmpty()) {
                throw conflict("policies");
            }
            if (!user.groups().isEmpty()) {
                throw conflict("group memberships");
            }
            return database.without(user);
        });
    }

    private static IamException conflict(String what) {
        return new IamException(
                Code.DeleteConflict, "Cannot delete entity, must delete or detach all " + what + " first.");
    }

    /** Makes an active key. Its secret is shown only now. */
    public AccessKey createKey(String name) {
        AccessKey key = new AccessKey(IamNames.newId("AKIA"), IamNames.newSecret(), true, store.now());
        store.update(database -> {
            User user = get(database, name);
            if (user.keys().size() >= MAX_KEYS) {
                throw IamException.limit("AccessKeysPerUser", MAX_KEYS);
            }
            List<AccessKey> keys = new ArrayList<>(user.keys());
            keys.add(key);
            return database.with(user.withKeys(keys));
        });
        return key;
    }

    /** Makes a key count or not. */
    public void setActive(String name, String keyId, boolean active) {
        store.update(database -> {
            User user = get(database, name);
            requireKey(user, keyId);
            return database.with(user.withKeys(user.keys().stream()
                    .map(key -> key.id().equals(keyId) ? key.withActive(active) : key)
                    .toList()));
        });
    }

    /** Deletes a key. */
    public void deleteKey(String name, String keyId) {
        store.update(database -> {
            User user = get(database, name);
            requireKey(user, keyId);
            return database.with(user.withKeys(
                    user.keys().stream().filter(key -> !key.id().equals(keyId)).toList()));
        });
    }

    private static void requireKey(User user, String keyId) {
        if (user.keys().stream().noneMatch(key -> key.id().equals(keyId))) {
            throw missingKey(keyId);
        }
    }

    /** The refusal of a key that is not there. */
    public static IamException missingKey(String keyId) {
        return new IamException(Code.NoSuchEntity, "The Access Key with id " + keyId + " cannot be found.");
    }

    /** Puts a user into a group. Does nothing if it is there already. */
    public void addToGroup(String name, String group) {
        store.update(database -> {
            User user = get(database, name);
            Set<String> groups = new TreeSet<>(user.groups());
            if (!groups.add(nameOf(database, group))) {
                return database;
            }
            if (groups.size() > MAX_GROUPS) {
                throw IamException.limit("GroupsPerUser", MAX_GROUPS);
            }
            return database.with(user.withGroups(groups));
        });
    }

    /** Takes a user out of a group. */
    public void removeFromGroup(String name, String group) {
        store.update(database -> {
            User user = get(database, name);
            Set<String> groups = new TreeSet<>(user.groups());
            if (!groups.remove(nameOf(database, group))) {
                throw new IamException(Code.NoSuchEntity, "User " + name + " is not a member of group " + group + ".");
            }
            return database.with(user.withGroups(groups));
        });
    }

    /** The name of a group as it was made. */
    private static String nameOf(UserDatabase database, String group) {
        return IamGroups.get(database, group).entity().name();
    }

    /** The groups of a user. */
    public List<Group> groups(String name) {
        UserDatabase database = store.database();
        return get(database, name).groups().stream()
                .flatMap(group -> Optional.ofNullable(database.groups().get(group)).stream())
                .toList();
    }
}
