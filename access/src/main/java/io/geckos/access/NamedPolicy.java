package io.geckos.access;

import io.geckos.access.policy.PolicyDocument;
import io.geckos.access.policy.PolicyDocument.Match;
import io.geckos.access.policy.PolicyParser;

/**
 * A policy of a user, a group, a role or a session.
 *
 * @param id as the request log names it, before the id of a statement: {@code policy:home/}
 * @param name for people who operate the server: which policy of whom; or why nothing is allowed
 */
record NamedPolicy(String id, String name, PolicyDocument document) {
    private static final PolicyDocument NOTHING =
            PolicyParser.identityPolicy("{\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}}");

    /** A policy that denies everything, and why. */
    static NamedPolicy closed(String why) {
        return new NamedPolicy(PolicyDecision.BY_NOTHING, why, NOTHING);
    }

    /** The same policy under another name, save where the name says why nothing is allowed. */
    NamedPolicy named(String otherId, String other) {
        return document == NOTHING ? this : new NamedPolicy(otherId, other, document);
    }

    /** The decision of a statement. */
    PolicyDecision decision(Match match) {
        String by = document == NOTHING ? id : id + match.label();
        return new PolicyDecision(match.allows(), by, document == NOTHING ? name : match.place() + " of " + name);
    }
}
