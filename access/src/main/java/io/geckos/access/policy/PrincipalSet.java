package io.geckos.access.policy;

import java.util.Set;

/**
 * The principals that a statement names.
 *
 * @param everybody whether {@code *} is among them
 * @param accounts numbers of accounts
 * @param arns ARNs of users, roles and sessions
 * @param canonicalIds canonical ids of accounts
 */
record PrincipalSet(boolean everybody, Set<String> accounts, Set<String> arns, Set<String> canonicalIds) {
    /** How a sender is named. */
    enum Naming {
        /** Not at all. */
        NONE,
        /** By its account, which then decides which of its users may use the permission. */
        ACCOUNT,
        /** By itself, or with everybody. */
        DIRECT
    }

    /** Copies the collections. */
    PrincipalSet {
        accounts = Set.copyOf(accounts);
        arns = Set.copyOf(arns);
        canonicalIds = Set.copyOf(canonicalIds);
    }

    /** How the set names a sender. */
    Naming naming(PolicySubject subject) {
        if (everybody || names(subject)) {
            return Naming.DIRECT;
        }
        return !subject.isAnonymous() && hasAccount(subject) ? Naming.ACCOUNT : Naming.NONE;
    }

    private boolean names(PolicySubject subject) {
        return !subject.isAnonymous()
                && (arns.contains(subject.arn())
                        || arns.contains(subject.issuerArn())
                        || (subject.isRoot() && hasAccount(subject)));
    }

    private boolean hasAccount(PolicySubject subject) {
        return accounts.contains(subject.account()) || canonicalIds.contains(subject.canonicalId());
    }
}
