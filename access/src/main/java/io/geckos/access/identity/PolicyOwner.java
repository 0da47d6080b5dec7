package io.geckos.access.identity;

/** What can have policies: a user, a group or a role. */
public sealed interface PolicyOwner permits User, PolicyOwner.Group, PolicyOwner.Role {
    /** Its name, id, path and time of creation. */
    IamEntity entity();

    /** Its own policies, without those of groups. */
    IdentityPolicies policies();

    /** Its kind. */
    Kind kind();

    /** The same with other policies. */
    PolicyOwner withPolicies(IdentityPolicies other);

    /** The same with another name, path or tags. */
    PolicyOwner withEntity(IamEntity other);

    /** The ARN. */
    default String arn(String account) {
        return entity().arn(account, kind().text());
    }

    /** Kinds of owners. */
    enum Kind {
        USER("user", "User", 2048),
        GROUP("group", "Group", 5120),
        ROLE("role", "Role", 10_240);

        private final String text;
        private final String noun;
        private final int inlineLimit;

        Kind(String text, String noun, int inlineLimit) {
            this.text = text;
            this.noun = noun;
            this.inlineLimit = inlineLimit;
        }

        /** The kind as ARNs name it. */
        public String text() {
            return text;
        }

        /** The kind as the names of operations and parameters have it. */
        public String noun() {
            return noun;
        }

        /** The largest size of all inline policies together, in characters without white space, as in IAM. */
        public int inlineLimit() {
            return inlineLimit;
        }
    }

    /** A group, whose policies count for its users. */
    record Group(IamEntity entity, IdentityPolicies policies) implements PolicyOwner {
        @Override
        public Kind kind() {
            return Kind.GROUP;
        }

        @Override
        public Group withPolicies(IdentityPolicies other) {
            return new Group(entity, other);
        }

        @Override
        public Group withEntity(IamEntity other) {
            return new Group(other, policies);
        }
    }

    /**
     * A role.
     *
     * @param trust the policy that says who may assume it
     * @param maxSession the longest session, in seconds
     */
    record Role(IamEntity entity, IdentityPolicies policies, String trust, String description, int maxSession)
            implements PolicyOwner {
        @Override
        public Kind kind() {
            return Kind.ROLE;
        }

        @Override
        public Role withPolicies(IdentityPolicies other) {
            return new Role(entity, other, trust, description, maxSession);
        }

        @Override
        public Role withEntity(IamEntity other) {
            return new Role(other, policies, trust, description, maxSession);
        }
    }
}
