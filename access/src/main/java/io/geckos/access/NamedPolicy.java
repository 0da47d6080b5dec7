package io.geckos.access;

import io.geckos.access.policy.PolicyDocument;
import io.geckos.access.policy.PolicyDocument.Match;
import io.geckos.access.policy.PolicyParser;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A policy of a user, a group, a role or a session. Safe for many threads. */
final class NamedPolicy {
    private static final PolicyDocument DENY_ALL =
            PolicyParser.identityPolicy("{\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}}");

    /** Allows root everything. */
    static final NamedPolicy OF_ROOT = new NamedPolicy(
            PolicyDecision.ROOT.by(),
            PolicyDecision.ROOT.reason(),
            PolicyParser.identityPolicy("{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}"));

    private final String id;
    private final String name;
    private final PolicyDocument document;

    /** The decisions of its statements so far. Their texts are made once, and not for each request. */
    private final Map<Match, PolicyDecision> decisions = new ConcurrentHashMap<>();

    /**
     * Names a policy.
     *
     * @param id the name in the request log; if it ends in a slash or colon ({@code policy:home/}), the statement's id is
     *     appended
     * @param name for people who operate the server: which policy of whom; or why nothing is allowed
     */
    NamedPolicy(String id, String name, PolicyDocument document) {
        this.id = id;
        this.name = name;
        this.document = document;
    }

    /** Its statements. */
    PolicyDocument document() {
        return document;
    }

    /** A policy that denies everything, for a reason that the operator is told. */
    static NamedPolicy denyAll(String reason) {
        return new NamedPolicy(PolicyDecision.BY_NOTHING, reason, DENY_ALL);
    }

    /** A copy under another name; a policy that denies everything keeps its name, which is the reason. */
    NamedPolicy named(String otherId, String other) {
        return document == DENY_ALL ? this : new NamedPolicy(otherId, other, document);
    }

    /** The name alone, as it was given to the policy. */
    String shortName() {
        String rest = id.substring(id.indexOf(':') + 1);
        return rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
    }

    /** The decision of a statement. */
    PolicyDecision decision(Match match) {
        PolicyDecision known = decisions.get(match);
        return known != null ? known : decisions.computeIfAbsent(match, this::newDecision);
    }

    private PolicyDecision newDecision(Match match) {
        boolean namesStatement = id.endsWith("/") || id.endsWith(":");
        return new PolicyDecision(
                match.allows(),
                namesStatement ? id + match.label() : id,
                namesStatement ? match.place() + " of " + name : name);
    }
}
