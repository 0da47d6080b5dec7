package io.geckos.access;

import io.geckos.access.policy.PolicyDocument;
import io.geckos.access.policy.PolicyDocument.Grant;
import io.geckos.access.policy.PolicyDocument.Match;
import io.geckos.access.policy.PolicyDocument.Question;
import io.geckos.access.policy.PolicySubject;
import io.geckos.domain.bucket.ObjectOwnership;
import java.util.Optional;
import java.util.Set;

/**
 * The decision about one permission.
 *
 * @param allowed whether the caller has it
 * @param by what decided, as the request log names it: {@code root}, {@code policy:home/Sid}, {@code bucket-policy:Sid}
 * @param reason the rule that decided, for people who operate the server
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Evaluation of
 *     policies</a>
 */
record PolicyDecision(boolean allowed, String by, String reason) {
    /** The name of what decided where nothing allows a request. */
    static final String BY_NOTHING = "none";

    /** By the root of the account. */
    static final PolicyDecision ROOT = new PolicyDecision(true, "root", "root of the account");

    /** The permissions of which a bucket's policy cannot deprive the root of its account, so that root can repair it. */
    private static final Set<String> ROOT_ALWAYS_MAY =
            Set.of("s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy");

    private static final PolicyDecision OUTSIDE_SESSION =
            new PolicyDecision(false, "session-policy", "the policy of the session does not allow it");
    private static final PolicyDecision BY_LIST = new PolicyDecision(true, "acl", "access control list");
    private static final PolicyDecision TO_INITIATOR =
            new PolicyDecision(true, "initiator", "the sender, or somebody of its account, began the upload");

    /** Grants outside policies: access control lists, and the upload that the caller began. They are asked only if no policy decides. */
    interface FallbackGrants {
        /** No grants. */
        FallbackGrants NONE = new FallbackGrants() {
            @Override
            public boolean isGivenByList() {
                return false;
            }

            @Override
            public boolean isGivenToInitiator(boolean byAccount) {
                return false;
            }
        };

        /** Tells whether access control lists give the permission. */
        boolean isGivenByList();

        /**
         * Tells whether the permission is given because the caller, or its account, began the upload that the request is about.
         *
         * @param byAccount whether the caller may do what its account may
         */
        boolean isGivenToInitiator(boolean byAccount);
    }

    /**
     * Decides about a permission of a caller.
     *
     * @param question the permission with its service, such as {@code s3:GetObject}, and the resource
     */
    static PolicyDecision of(Caller caller, Question question, BucketRules rules, FallbackGrants fallback) {
        PolicySubject subject = caller.subject();
        boolean own = subject.account().equals(rules.account());
        boolean ownRoot = own && subject.isRoot();
        String action = question.action();
        Optional<PolicyDecision> denial = denial(caller, ownRoot && ROOT_ALWAYS_MAY.contains(action), rules, question);
        if (denial.isPresent()) {
            return denial.get();
        }
        if (isOutsideSession(caller, question)) {
            return OUTSIDE_SESSION;
        }
        if (ownRoot) {
            return ROOT;
        }
        if (!rules.readable()) {
            return implicitDenial("the policy of the bucket cannot be read");
        }
        Optional<PolicyDecision> identity = subject.isRoot() ? Optional.of(ROOT) : identityGrant(caller, question);
        if (own && identity.isPresent()) {
            return identity.get();
        }
        Optional<Match> granted = bucketGrant(rules, own, question);
        if ((own || subject.isAnonymous())
                && granted.filter(match -> match.grant() == Grant.TO_SENDER).isPresent()) {
            return ofBucket(granted.get());
        }
        if (identity.isPresent() && granted.isPresent()) {
            return ofBucket(granted.get());
        }
        if ((own || identity.isPresent() || subject.isAnonymous()) && fallback.isGivenByList()) {
            return BY_LIST;
        }
        if (!subject.isAnonymous() && fallback.isGivenToInitiator(identity.isPresent())) {
            return TO_INITIATOR;
        }
        return explainDenial(rules, own, identity.isPresent(), question);
    }

    /** Decides for a caller whom a statement of the policy of a role trusts. */
    static PolicyDecision ofTrusted(Caller caller, Question question, Match trust) {
        return identityDenial(caller, question)
                .orElseGet(() -> isOutsideSession(caller, question) ? OUTSIDE_SESSION : ofTrust(trust));
    }

    /** The decision of a statement of a role's policy about who may assume it. */
    static PolicyDecision ofTrust(Match match) {
        return new PolicyDecision(
                match.allows(), "trust-policy:" + match.label(), match.place() + " of the trust policy of the role");
    }

    private static PolicyDecision ofBucket(Match match) {
        return new PolicyDecision(
                match.allows(), "bucket-policy:" + match.label(), match.place() + " of the bucket policy");
    }

    /** A denial because nothing allows the request. */
    static PolicyDecision implicitDenial(String reason) {
        return new PolicyDecision(false, BY_NOTHING, reason);
    }

    private static boolean isOutsideSession(Caller caller, Question question) {
        return caller.session().isPresent()
                && caller.session().get().document().grant(question).isEmpty();
    }

    /** The rule that denies the request, whatever others allow. */
    private static Optional<PolicyDecision> denial(
            Caller caller, boolean ignoreBucketPolicy, BucketRules rules, Question question) {
        if (!ignoreBucketPolicy && rules.policy().isPresent()) {
            Optional<Match> match = rules.policy().get().denial(question);
            if (match.isPresent()) {
                return match.map(PolicyDecision::ofBucket);
            }
        }
        return identityDenial(caller, question);
    }

    private static Optional<PolicyDecision> identityDenial(Caller caller, Question question) {
        for (NamedPolicy policy : caller.policies()) {
            Optional<Match> match = policy.document().denial(question);
            if (match.isPresent()) {
                return match.map(policy::decision);
            }
        }
        return caller.session()
                .flatMap(policy -> policy.document().denial(question).map(policy::decision));
    }

    private static Optional<PolicyDecision> identityGrant(Caller caller, Question question) {
        for (NamedPolicy policy : caller.policies()) {
            Optional<Match> match = policy.document().grant(question);
            if (match.isPresent()) {
                return match.map(policy::decision);
            }
        }
        return Optional.empty();
    }

    /** The statement of the bucket's policy that allows the request, unless the public access block cuts it off. */
    private static Optional<Match> bucketGrant(BucketRules rules, boolean own, Question question) {
        return isPublicAccessRestricted(rules, own)
                ? Optional.empty()
                : rules.policy().flatMap(policy -> policy.grant(question));
    }

    private static boolean isPublicAccessRestricted(BucketRules rules, boolean own) {
        return !own
                && rules.block().restrictPublicBuckets()
                && rules.policy().filter(PolicyDocument::isPublic).isPresent();
    }

    /** Says why nothing allows the request. */
    private static PolicyDecision explainDenial(BucketRules rules, boolean own, boolean identity, Question question) {
        if (isPublicAccessRestricted(rules, own)
                && rules.policy().orElseThrow().grant(question).isPresent()) {
            return new PolicyDecision(
                    false,
                    "public-access-block",
                    "the bucket policy would allow it, but RestrictPublicBuckets of the public access block cuts public"
                            + " policies off");
        }
        if (!own && identity) {
            return implicitDenial("the account of the bucket does not allow it");
        }
        boolean listsCut = rules.ownership() != ObjectOwnership.BUCKET_OWNER_ENFORCED
                && rules.block().ignorePublicAcls();
        return implicitDenial("no policy allows it"
                + (listsCut
                        ? ", and IgnorePublicAcls of the public access block cuts public access control lists off"
                        : ""));
    }
}
