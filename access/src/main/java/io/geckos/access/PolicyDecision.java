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

    /** The permissions of which a bucket's policy cannot deprive the root of its account, so that it can be mended. */
    private static final Set<String> ALWAYS_ROOTS =
            Set.of("s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy");

    private static final PolicyDecision OUTSIDE_SESSION =
            new PolicyDecision(false, "session-policy", "the policy of the session does not allow it");
    private static final PolicyDecision BY_LIST = new PolicyDecision(true, "acl", "access control list");
    private static final PolicyDecision TO_INITIATOR =
            new PolicyDecision(true, "initiator", "the sender, or somebody of its account, began the upload");

    /** What gives the permission to a caller to whom no policy gives or denies it. Each is asked only then. */
    interface Otherwise {
        /** Neither does. */
        Otherwise NOTHING = new Otherwise() {
            @Override
            public boolean isGivenByList() {
                return false;
            }

            @Override
            public boolean isGivenToInitiator(boolean byAccount) {
                return false;
            }
        };

        /** Tells whether access control lists do. */
        boolean isGivenByList();

        /**
         * Tells whether the caller began the upload that the request is about, and that is enough.
         *
         * @param byAccount whether the caller may do what its account may, to whom it is given too
         */
        boolean isGivenToInitiator(boolean byAccount);
    }

    /**
     * Decides.
     *
     * @param question the permission with its service, such as {@code s3:GetObject}, and the resource
     */
    static PolicyDecision of(Caller caller, Question question, BucketRules rules, Otherwise otherwise) {
        PolicySubject subject = caller.subject();
        boolean own = subject.account().equals(rules.account());
        boolean ownRoot = own && subject.isRoot();
        String action = question.action();
        Optional<PolicyDecision> denial = denial(caller, ownRoot && ALWAYS_ROOTS.contains(action), rules, question);
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
            return nothing("the policy of the bucket cannot be read");
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
        if ((own || identity.isPresent() || subject.isAnonymous()) && otherwise.isGivenByList()) {
            return BY_LIST;
        }
        if (!subject.isAnonymous() && otherwise.isGivenToInitiator(identity.isPresent())) {
            return TO_INITIATOR;
        }
        return missing(rules, own, identity.isPresent(), question);
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

    /** The decision against a caller whom nothing allows what is asked for, and why. */
    static PolicyDecision nothing(String reason) {
        return new PolicyDecision(false, BY_NOTHING, reason);
    }

    private static boolean isOutsideSession(Caller caller, Question question) {
        return caller.session().isPresent()
                && caller.session().get().document().grant(question).isEmpty();
    }

    /** The rule that denies the request, whatever others allow. */
    private static Optional<PolicyDecision> denial(
            Caller caller, boolean exempt, BucketRules rules, Question question) {
        if (!exempt && rules.policy().isPresent()) {
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

    /** How far the bucket's policy allows the request, after public access is cut. */
    private static Optional<Match> bucketGrant(BucketRules rules, boolean own, Question question) {
        return isCut(rules, own) ? Optional.empty() : rules.policy().flatMap(policy -> policy.grant(question));
    }

    private static boolean isCut(BucketRules rules, boolean own) {
        return !own
                && rules.block().restrictPublicBuckets()
                && rules.policy().filter(PolicyDocument::isPublic).isPresent();
    }

    /** Says why nothing allows the request. */
    private static PolicyDecision missing(BucketRules rules, boolean own, boolean identity, Question question) {
        if (isCut(rules, own) && rules.policy().orElseThrow().grant(question).isPresent()) {
            return new PolicyDecision(
                    false,
                    "public-access-block",
                    "the bucket policy would allow it, but RestrictPublicBuckets of the public access block cuts public"
                            + " policies off");
        }
        if (!own && identity) {
            return nothing("the account of the bucket does not allow it");
        }
        boolean listsCut = rules.ownership() != ObjectOwnership.BUCKET_OWNER_ENFORCED
                && rules.block().ignorePublicAcls();
        return nothing("no policy allows it"
                + (listsCut
                        ? ", and IgnorePublicAcls of the public access block cuts public access control lists off"
                        : ""));
    }
}
