package io.geckos.access.store;

import io.geckos.access.identity.IamEntity;
import io.geckos.access.identity.IdentityPolicies;
import io.geckos.access.identity.PolicyOwner.Group;
import io.geckos.access.identity.User;
import io.geckos.access.store.IamException.Code;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Groups of users: the rules by which they are made, changed and deleted. */
public final class IamGroups {
    /** The most groups of an account. */
    public static final int MAX_GROUPS = 300;

    private final UserStore store;

    /** Changes the groups of a store. */
    public IamGroups(UserStore store) {
        this.store = store;
    }

    /** Makes a group without users and policies. */
    public Group create(String name, String path) {
        Group group = new Group(EntityType.GROUP.make(name, path, store.now()), IdentityPolicies.NONE);
        store.update(database -> {
            requireFree(database, name);
            if (database.groups().size() >= MAX_GROUPS) {
                throw IamException.limit("GroupsPerAccount", MAX_GROUPS);
            }
            return database.with(group);
        });
        return group;
    }

    private static void requireFree(UserDatabase database, String name) {
        if (database.groups().containsKey(name)) {
            throw IamException.taken("Group", name);
        }
    }

    /** The group of a name, whatever its case. */
    public Group get(String name) {
        return get(store.database(), name);
    }

    static Group get(UserDatabase database, String name) {
        Group group = database.groups().get(name);
        if (group == null) {
            throw IamException.missing("group", name);
        }
        return group;
    }

    /** The users in a group. */
    public List<User> users(String name) {
        UserDatabase database = store.database();
        return members(database, get(database, name));
    }

    private static List<User> members(UserDatabase database, Group group) {
        return database.users().values().stream()
                .filter(user -> user.groups().contains(group.entity().name()))
                .toList();
    }

    /** Gives a group another name and path, where they are given. Its users and policies stay. */
    public void update(String name, Optional<String> newName, Optional<String> newPath) {
        newName.ifPresent(EntityType.GROUP::requireNewName);
        newPath.ifPresent(IamNames::path);
        store.update(database -> {
            Group group = get(database, name);
            newName.filter(other -> !other.equalsIgnoreCase(name)).ifPresent(other -> requireFree(database, other));
            IamEntity entity = group.entity().renamed(newName, newPath);
            Map<String, User> users = new HashMap<>(database.users());
            for (User user : members(database, group)) {
                Set<String> groups = new TreeSet<>(user.groups());
                groups.remove(group.entity().name());
                groups.add(entity.name());
                users.put(user.entity().name(), user.withGroups(groups));
            }
            return database.withUsers(users).without(group).with(group.withEntity(entity));
        });
    }

    /** Deletes a group that has no users and policies any more. */
    public void delete(String name) {
        store.update(database -> {
            Group group = get(database, name);
            if (!members(database, group).isEmpty()) {
                throw new IamException(
                        Code.DeleteConflict, "Cannot delete entity, must remove users from group first.");
            }
            if (!group.policies().isEmpty()) {
                throw new IamException(
                        Code.DeleteConflict, "Cannot delete entity, must delete or detach all policies first.");
            }
            return database.without(group);
        });
    }
}
