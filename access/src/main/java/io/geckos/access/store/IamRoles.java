package io.geckos.access.store;

import io.geckos.access.identity.IamEntity;
import io.geckos.access.identity.IdentityPolicies;
import io.geckos.access.identity.PolicyOwner.Role;
import io.geckos.access.store.IamException.Code;
import java.util.List;

/** Roles: the rules by which they are made, changed and deleted. */
public final class IamRoles {
    /** The shortest of the longest sessions of a role, in seconds. */
    public static final int MIN_SESSION = 3600;

    /** The longest session of a role that was created without another limit, in seconds. */
    public static final int DEFAULT_SESSION = MIN_SESSION;

    /** The longest session of any role, in seconds. */
    public static final int MAX_SESSION = 43_200;

    /** The most roles of an account. */
    public static final int MAX_ROLES = 1000;

    private static final int LONGEST_DESCRIPTION = 1000;

    private final UserStore store;
    private final PrincipalDirectory principals;

    /**
     * Changes the roles of a store.
     *
     * @param principals whom the trust policies of the roles may name
     */
    public IamRoles(UserStore store, PrincipalDirectory principals) {
        this.store = store;
        this.principals = principals;
    }

    /** Makes a role without policies and tags. */
    public Role create(String name, String path, String trust, String description, int maxSession) {
        return create(name, path, trust, description, maxSession, List.of());
    }

    /**
     * Makes a role without policies.
     *
     * @param trust the policy that says who may assume it
     * @param maxSession the longest session, in seconds
     */
    public Role create(
            String name, String path, String trust, String description, int maxSession, List<IamTags.Tag> tags) {
        String stored = PolicyValidation.storedTrust(trust, principals);
        requireSession(maxSession);
        requireDescription(description);
        IamEntity entity = IamTags.tagged(EntityType.ROLE.make(name, path, store.now()), tags);
        Role role = new Role(entity, IdentityPolicies.NONE, stored, description, maxSession);
        store.update(database -> {
            if (database.roles().containsKey(name)) {
                throw IamException.taken("Role", name);
            }
            if (database.roles().size() >= MAX_ROLES) {
                throw IamException.limit("RolesPerAccount", MAX_ROLES);
            }
            return database.with(role);
        });
        return role;
    }

    private static void requireSession(int seconds) {
        if (seconds < MIN_SESSION || seconds > MAX_SESSION) {
            throw new IamException(
                    Code.ValidationError,
                    "MaxSessionDuration must be from " + MIN_SESSION + " to " + MAX_SESSION + ": " + seconds);
        }
    }

    private static void requireDescription(String description) {
        if (description.length() > LONGEST_DESCRIPTION) {
            throw new IamException(
                    Code.ValidationError, "Description must have at most " + LONGEST_DESCRIPTION + " characters.");
        }
    }

    /** The role of a name, whatever its case. */
    public Role get(String name) {
        return get(store.database(), name);
    }

    private static Role get(UserDatabase database, String name) {
        Role role = database.roles().get(name);
        if (role == null) {
            throw IamException.missing("role", name);
        }
        return role;
    }

    /** The trust policy of a role as it is shown: with the ARNs of those whom it names. */
    public String shownTrust(Role role) {
        return principals.toShownTrust(role.trust());
    }

    /** Sets the policy that says who may assume a role. */
    public void updateTrust(String name, String trust) {
        String stored = PolicyValidation.storedTrust(trust, principals);
        store.update(database -> {
            Role role = get(database, name);
            return database.with(
                    new Role(role.entity(), role.policies(), stored, role.description(), role.maxSession()));
        });
    }

    /** Sets the description of a role and its longest session. */
    public void update(String name, String description, int maxSession) {
        requireSession(maxSession);
        requireDescription(description);
        store.update(database -> {
            Role role = get(database, name);
            return database.with(new Role(role.entity(), role.policies(), role.trust(), description, maxSession));
        });
    }

    /** Deletes a role that has no policies any more. Its sessions may do nothing from now on. */
    public void delete(String name) {
        store.update(database -> {
            Role role = get(database, name);
            if (!role.policies().isEmpty()) {
                throw new IamException(
                        Code.DeleteConflict, "Cannot delete entity, must delete or detach all policies first.");
            }
            return database.without(role);
        });
    }
}
