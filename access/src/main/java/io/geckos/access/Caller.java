package io.geckos.access;

import io.geckos.access.policy.PolicySubject;
import java.util.List;
import java.util.Optional;

/**
 * The sender of a request with the policies that go with it.
 *
 * @param policies those of a user and its groups, or of a role
 * @param session the policy that a session was narrowed down to
 */
record Caller(PolicySubject subject, List<NamedPolicy> policies, Optional<NamedPolicy> session) {
    /** What counts for a sender who is gone. */
    static final NamedPolicy GONE = NamedPolicy.denyAll("the user, role or account of the key is gone");

    /** A sender without credentials. */
    static final Caller ANONYMOUS = new Caller(PolicySubject.ANONYMOUS, List.of(), Optional.empty());

    /** Copies the collections. */
    Caller {
        policies = List.copyOf(policies);
    }

    /** The root of an account. */
    static Caller root(String account, String canonicalId) {
        return new Caller(PolicySubject.root(account, canonicalId), List.of(), Optional.empty());
    }

    /** Tells whether the user, role or account of the key is gone. */
    boolean isGone() {
        return policies.contains(GONE);
    }

    /** Tells whether no policy but that of a bucket can refuse the sender anything in its account. */
    boolean isUnrestricted() {
        return subject.isRoot() && policies.isEmpty() && session.isEmpty();
    }
}
