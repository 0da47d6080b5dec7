package io.geckos.access.policy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The principals that a statement names.
 *
 * @param everybody whether {@code *} is among them
 * @param accounts numbers of accounts
 * @param canonicalIds canonical ids of accounts
 * @param names users, roles and sessions, in the order of the document
 * @param identities the texts of {@code names}
 */
record PrincipalSet(
        boolean everybody,
        Set<String> accounts,
        Set<String> canonicalIds,
        List<PrincipalName> names,
        Set<String> identities) {
    /** Everybody. */
    static final PrincipalSet EVERYBODY = new PrincipalSet(true, Set.of(), Set.of(), List.of());

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
        canonicalIds = Set.copyOf(canonicalIds);
        names = List.copyOf(names);
        identities = Set.copyOf(identities);
    }

    /** The principals of a statement. */
    PrincipalSet(boolean everybody, Set<String> accounts, Set<String> canonicalIds, List<PrincipalName> names) {
        this(
                everybody,
                accounts,
                canonicalIds,
                names,
                names.stream().map(PrincipalName::text).collect(Collectors.toSet()));
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
                && ((!identities.isEmpty() && isIdentified(subject)) || (subject.isRoot() && hasAccount(subject)));
    }

    private boolean isIdentified(PolicySubject subject) {
        return identities.contains(subject.userId())
                || identities.contains(subject.issuer().id())
                || identities.contains(subject.arn())
                || identities.contains(subject.issuer().arn());
    }

    private boolean hasAccount(PolicySubject subject) {
        return accounts.contains(subject.account()) || canonicalIds.contains(subject.canonicalId());
    }
}
