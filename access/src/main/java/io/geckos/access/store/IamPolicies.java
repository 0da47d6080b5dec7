package io.geckos.access.store;

import io.geckos.access.identity.IamEntity;
import io.geckos.access.identity.IdentityPolicies;
import io.geckos.access.identity.ManagedPolicy;
import io.geckos.access.identity.PolicyOwner;
import io.geckos.access.store.IamException.Code;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Managed policies, and policies of users, groups and roles: the rules by which they change. */
public final class IamPolicies {
    /** The most managed policies of an account. */
    public static final int MAX_POLICIES = 1500;

    /** The most versions of a managed policy. */
    public static final int MAX_VERSIONS = 5;

    /** The most managed policies of a user, group or role. */
    public static final int MAX_ATTACHED = 10;

    private static final int LONGEST_DESCRIPTION = 1000;

    private final UserStore store;
    private final String account;

    /** Changes the policies of a store, whose account has this number. */
    public IamPolicies(UserStore store, String account) {
        this.store = store;
        this.account = account;
    }

    /** Makes a managed policy without tags. */
    public ManagedPolicy create(String name, String path, String description, String document) {
        return create(name, path, description, document, List.of());
    }

    /** Makes a managed policy. */
    public ManagedPolicy create(String name, String path, String description, String document, List<IamTags.Tag> tags) {
        PolicyValidation.requireManaged(document);
        if (description.length() > LONGEST_DESCRIPTION) {
            throw new IamException(
                    Code.ValidationError, "Description must have at most " + LONGEST_DESCRIPTION + " characters.");
        }
        IamEntity entity = IamTags.tagged(EntityType.POLICY.make(name, path, store.now()), tags);
        ManagedPolicy policy = new ManagedPolicy(
                entity, description, List.of(new ManagedPolicy.Version(1, document, entity.created())), 1, 1, false);
        store.update(database -> {
            if (database.policies().keySet().stream().anyMatch(name::equalsIgnoreCase)) {
                throw new IamException(
                        Code.EntityAlreadyExists,
                        "A policy called " + name + " already exists. Duplicate names are not" + " allowed.");
            }
            if (database.policies().size() >= MAX_POLICIES) {
                throw IamException.limit("PoliciesPerAccount", MAX_POLICIES);
            }
            return database.with(policy);
        });
        return policy;
    }

    /** The managed policy of an ARN. */
    public ManagedPolicy get(String arn) {
        return get(store.database(), arn);
    }

    private ManagedPolicy get(UserDatabase database, String arn) {
        return database.policy(arn, account)
                .orElseThrow(() ->
                        new IamException(Code.NoSuchEntity, "Policy " + arn + " does not exist or is not attachable."));
    }

    /** A managed policy that may be changed. */
    ManagedPolicy own(UserDatabase database, String arn) {
        ManagedPolicy policy = get(database, arn);
        if (policy.builtIn()) {
            throw new IamException(
                    Code.UnmodifiableEntity, "Policy " + arn + " comes with the server and cannot be changed.");
        }
        return policy;
    }

    /** A version of a managed policy. */
    public static ManagedPolicy.Version version(ManagedPolicy policy, String id) {
        return policy.version(id)
                .orElseThrow(() -> new IamException(
                        Code.NoSuchEntity, "Policy " + policy.entity().name() + " version " + id + " does not exist."));
    }

    /** Adds a version to a managed policy, which counts from now on if {@code asCurrent}. */
    public ManagedPolicy.Version createVersion(String arn, String document, boolean asCurrent) {
        PolicyValidation.requireManaged(document);
        UserDatabase changed = store.update(database -> {
            ManagedPolicy policy = own(database, arn);
            if (policy.versions().size() >= MAX_VERSIONS) {
                throw IamException.limit("VersionsPerPolicy", MAX_VERSIONS);
            }
            return database.with(policy.with(document, asCurrent, store.now()));
        });
        return get(changed, arn).versions().getLast();
    }

    /** Makes a version of a managed policy the one that counts. */
    public void setCurrent(String arn, String id) {
        store.update(database -> {
            ManagedPolicy policy = own(database, arn);
            return database.with(policy.withCurrent(version(policy, id)));
        });
    }

    /** Deletes a version of a managed policy that does not count. */
    public void deleteVersion(String arn, String id) {
        store.update(database -> {
            ManagedPolicy policy = own(database, arn);
            ManagedPolicy.Version version = version(policy, id);
            if (version.number() == policy.current()) {
                throw new IamException(Code.DeleteConflict, "Cannot delete the default version of a policy.");
            }
            return database.with(policy.without(version));
        });
    }

    /** Deletes a managed policy that is attached to nothing and has no versions but the one that counts. */
    public void delete(String arn) {
        store.update(database -> {
            ManagedPolicy policy = own(database, arn);
            if (attachments(database, arn).findAny().isPresent()) {
                throw new IamException(Code.DeleteConflict, "Cannot delete a policy attached to entities.");
            }
            if (policy.versions().size() > 1) {
                throw new IamException(
                        Code.DeleteConflict,
                        "This policy has more than one version. Before you delete a policy, you must delete the"
                                + " policy's versions. The default version is deleted with the policy.");
            }
            return database.without(policy);
        });
    }

    /** The users, groups and roles to which a managed policy is attached. */
    public List<PolicyOwner> attachments(String arn) {
        return attachments(store.database(), arn).toList();
    }

    private static Stream<PolicyOwner> attachments(UserDatabase database, String arn) {
        return Stream.of(database.users(), database.groups(), database.roles())
                .flatMap(owners -> owners.values().stream())
                .<PolicyOwner>map(owner -> owner)
                .filter(owner -> owner.policies().attached().contains(arn));
    }

    /** The user, group or role of a name. */
    public PolicyOwner owner(PolicyOwner.Kind kind, String name) {
        return owner(store.database(), kind, name);
    }

    static PolicyOwner owner(UserDatabase database, PolicyOwner.Kind kind, String name) {
        return database.owner(kind, name).orElseThrow(() -> IamException.missing(kind.text(), name));
    }

    /** Adds or replaces an inline policy. */
    public void put(PolicyOwner.Kind kind, String name, String policyName, String document) {
        EntityType.POLICY.requireName(policyName);
        store.update(database -> {
            PolicyOwner owner = owner(database, kind, name);
            Map<String, String> all = new TreeMap<>(owner.policies().inline());
            all.put(policyName, document);
            PolicyValidation.requireInline(document, all.values(), kind);
            return database.with(owner.withPolicies(owner.policies().withInline(policyName, document)));
        });
    }

    /** The document of an inline policy. */
    public String inline(PolicyOwner owner, String policyName) {
        String document = owner.policies().inline().get(policyName);
        if (document == null) {
            throw new IamException(
                    Code.NoSuchEntity,
                    "The " + owner.kind().text() + " policy with name " + policyName + " cannot be found.");
        }
        return document;
    }

    /** Deletes an inline policy. */
    public void delete(PolicyOwner.Kind kind, String name, String policyName) {
        store.update(database -> {
            PolicyOwner owner = owner(database, kind, name);
            inline(owner, policyName);
            return database.with(owner.withPolicies(owner.policies().withoutInline(policyName)));
        });
    }

    /** Attaches a managed policy. Does nothing if it is attached already. */
    public void attach(PolicyOwner.Kind kind, String name, String arn) {
        store.update(database -> {
            PolicyOwner owner = owner(database, kind, name);
            get(database, arn);
            IdentityPolicies policies = owner.policies();
            if (policies.attached().contains(arn)) {
                return database;
            }
            if (policies.attached().size() >= MAX_ATTACHED) {
                throw IamException.limit("PoliciesPerEntity", MAX_ATTACHED);
            }
            return database.with(owner.withPolicies(policies.with(arn)));
        });
    }

    /** Detaches a managed policy. */
    public void detach(PolicyOwner.Kind kind, String name, String arn) {
        store.update(database -> {
            PolicyOwner owner = owner(database, kind, name);
            if (!owner.policies().attached().contains(arn)) {
                throw new IamException(Code.NoSuchEntity, "Policy " + arn + " was not found.");
            }
            return database.with(owner.withPolicies(owner.policies().without(arn)));
        });
    }
}
