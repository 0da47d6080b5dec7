package io.geckos.access.policy;

/**
 * The sender of a request, by the names that policies have for it.
 *
 * @param type what it is
 * @param account the number of its account; empty if anonymous
 * @param arn its ARN; empty if anonymous
 * @param issuer the role of a session, or the user who let a federated user in
 * @param canonicalId the canonical id of its account; empty if anonymous
 * @param userId the id that {@code aws:userid} answers
 * @param userName the name of a user; empty for others
 */
public record PolicySubject(
        Type type, String account, String arn, Issuer issuer, String canonicalId, String userId, String userName) {
    /** A sender without credentials. */
    public static final PolicySubject ANONYMOUS =
            new PolicySubject(Type.ANONYMOUS, "", "", Issuer.NONE, "", "anonymous", "");

    /**
     * In whose name a session was issued, which policies may name in its place.
     *
     * @param arn empty for senders that are no sessions under another name
     * @param id the unique id; empty for the same
     */
    public record Issuer(String arn, String id) {
        /** No issuer. */
        public static final Issuer NONE = new Issuer("", "");
    }

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
        return new PolicySubject(
                Type.ROOT, account, "arn:aws:iam::" + account + ":root", Issuer.NONE, canonicalId, account, "");
    }

    /** A user of an account. */
    public static PolicySubject user(String account, String canonicalId, String userId, String userName) {
        String arn = "arn:aws:iam::" + account + ":user/" + userName;
        return new PolicySubject(Type.USER, account, arn, Issuer.NONE, canonicalId, userId, userName);
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
