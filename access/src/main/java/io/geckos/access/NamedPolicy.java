package io.geckos.access;

import io.geckos.access.policy.PolicyDocument;
import io.geckos.access.policy.PolicyParser;

/**
 * A policy of a user, a group, a role or a session.
 *
 * @param name for people who operate the server: which policy of whom; or why nothing is allowed
 */
record NamedPolicy(String name, PolicyDocument document) {
    private static final PolicyDocument NOTHING =
            PolicyParser.identityPolicy("{\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}}");

    /** A policy that denies everything, and why. */
    static NamedPolicy closed(String why) {
        return new NamedPolicy(why, NOTHING);
    }

    /** The same policy under another name, save where the name says why nothing is allowed. */
    NamedPolicy named(String other) {
        return document == NOTHING ? this : new NamedPolicy(other, document);
    }

    /** Says that a statement decided. */
    String reason(String place) {
        return document == NOTHING ? name : place + " of " + name;
    }
}
