package io.geckos.access.store;

import io.geckos.access.identity.PolicyOwner;
import io.geckos.access.policy.PolicyParser;
import io.geckos.access.store.IamException.Code;
import io.geckos.domain.security.MalformedPolicyException;
import java.util.Collection;
import java.util.List;

/** Checks a policy before it is kept: its size, and that every part of it can be obeyed. */
public final class PolicyValidation {
    /** The largest policy of a session, in characters, as in STS. */
    public static final int MAX_SESSION_POLICY = 2048;

    /** The most characters of a managed policy. */
    public static final int MAX_MANAGED = 6144;

    private static final int MAX_TRUST = 2048;

    /** White space does not count against the limits above, but it is kept. */
    private static final int MAX_RAW = 4;

    private PolicyValidation() {}

    static void requireManaged(String document) {
        requireSize("PolicySize", List.of(document), MAX_MANAGED);
        requireIdentity(document);
    }

    /** Checks an inline policy, together with all others of its owner. */
    static void requireInline(String document, Collection<String> all, PolicyOwner.Kind kind) {
        requireSize("InlinePolicySize", all, kind.inlineLimit());
        requireIdentity(document);
    }

    /** Checks the trust policy of a role, and answers it as it is stored. */
    static String storedTrust(String document, PrincipalDirectory principals) {
        requireSize("ACLSizePerRole", List.of(document), MAX_TRUST);
        try {
            return principals.toStoredTrust(document);
        } catch (MalformedPolicyException e) {
            throw new IamException(Code.MalformedPolicyDocument, e.getMessage());
        }
    }

    /** Checks the policy of a session. */
    public static void requireSession(String document) {
        if (document.length() > MAX_SESSION_POLICY) {
            throw new IamException(
                    Code.ValidationError,
                    "Policy must have at most " + MAX_SESSION_POLICY + " characters: it has " + document.length());
        }
        requireIdentity(document);
    }

    private static void requireIdentity(String document) {
        try {
            PolicyParser.identityPolicy(document);
        } catch (MalformedPolicyException e) {
            throw new IamException(Code.MalformedPolicyDocument, e.getMessage());
        }
    }

    private static void requireSize(String quota, Collection<String> documents, int limit) {
        long length = documents.stream()
                .flatMapToInt(String::chars)
                .filter(c -> !Character.isWhitespace(c))
                .count();
        long raw = documents.stream().mapToLong(String::length).sum();
        if (length > limit || raw > (long) limit * MAX_RAW) {
            throw IamException.limit(quota, limit);
        }
    }
}
