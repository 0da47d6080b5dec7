package io.geckos.access.policy;

/**
 * The sender of a request, by the names that policies have for it.
 *
 * @param type what it is
 * @param account the number of its account; empty if anonymous
 * @param arn its ARN; empty if anonymous
 * @param issuerArn the ARN of the role of a session, or of the user who let a federated user in; empty for others
 * @param canonicalId the canonical id of its account; empty if anonymous
 * @param userId the id that {@code aws:userid} answers
 * @param userName the name of a user; empty for others
 */
public record PolicySubject(
        Type type, String account, String arn, String issuerArn, String canonicalId, String userId, String userName) {
    /** A sender without credentials. */
    public static final PolicySubject ANONYMOUS = new PolicySubject(Type.ANONYMOUS, "", "", "", "", "anonymous", "");

    /** Kinds of senders. */
    public enum Type {
        ANONYMOUS("Anonymous"),
        ROOT("Account"),
        USER("User"),
        FEDERATED("FederatedUser"),
        ROLE("AssumedRole");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        /** The kind as {@code aws:PrincipalType} answers it. */
        public String text() {
            return text;
        }
    }

    /** The root of an account. */
    public static PolicySubject root(String account, String canonicalId) {
        return new PolicySubject(Type.ROOT, account, "arn:aws:iam::" + account + ":root", "", canonicalId, account, "");
    }

    /** A user of an account. */
    public static PolicySubject user(String account, String canonicalId, String userId, String userName) {
        String arn = "arn:aws:iam::" + account + ":user/" + userName;
        return new PolicySubject(Type.USER, account, arn, "", canonicalId, userId, userName);
    }

    /** Tells whether the request had no credentials. */
    public boolean isAnonymous() {
        return type == Type.ANONYMOUS;
    }

    /** Tells whether this is the root of its account. */
    public boolean isRoot() {
        return type == Type.ROOT;
    }
}
