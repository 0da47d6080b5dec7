package io.geckos.access;

import io.geckos.access.condition.ConditionValues;
import io.geckos.access.policy.PolicyDocument;
import io.geckos.access.policy.PolicyDocument.Grant;
import io.geckos.access.policy.PolicyDocument.Question;
import io.geckos.access.policy.PolicySubject;
import io.geckos.domain.bucket.ObjectOwnership;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The decision about one permission.
 *
 * @param allowed whether the caller has it
 * @param reason the rule that decided, for people who operate the server
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Evaluation of
 *     policies</a>
 */
record PolicyDecision(boolean allowed, String reason) {
    /** The permissions of which a bucket's policy cannot deprive the root of its account, so that it can be mended. */
    private static final Set<String> ALWAYS_ROOTS =
            Set.of("s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy");

    private static final String NOT_IN_SESSION = "the policy of the session does not allow it";
    private static final PolicyDecision ROOT = allowed("root of the account");
    private static final PolicyDecision BY_USER = allowed("policy of the user");
    private static final PolicyDecision BY_BUCKET = allowed("bucket policy");
    private static final PolicyDecision BY_BOTH = allowed("policy of the user and bucket policy");
    private static final PolicyDecision BY_LIST = allowed("access control list");

    /**
     * Decides.
     *
     * @param action the permission, with its service: {@code s3:GetObject}
     * @param arn the resource
     * @param lists tells whether access control lists give the caller the permission
     */
    static PolicyDecision of(
            Caller caller,
            String action,
            String arn,
            BucketRules rules,
            ConditionValues values,
            BooleanSupplier lists) {
        PolicySubject subject = caller.subject();
        boolean own = subject.account().equals(rules.account());
        boolean ownRoot = own && subject.isRoot();
        Question question = new Question(subject, action, arn, values);
        Optional<String> denial = denial(caller, ownRoot && ALWAYS_ROOTS.contains(action), rules, question);
        if (denial.isPresent()) {
            return denied(denial.get());
        }
        if (isOutsideSession(caller, question)) {
            return denied(NOT_IN_SESSION);
        }
        if (ownRoot) {
            return ROOT;
        }
        if (!rules.readable()) {
            return denied("the policy of the bucket cannot be read");
        }
        Grant granted = bucketGrant(rules, own, question);
        boolean identity = subject.isRoot() || identityAllows(caller, question);
        if (own && identity) {
            return BY_USER;
        }
        if ((own || subject.isAnonymous()) && granted == Grant.TO_SENDER) {
            return BY_BUCKET;
        }
        if (identity && granted != Grant.NONE) {
            return BY_BOTH;
        }
        if ((own || identity || subject.isAnonymous()) && lists.getAsBoolean()) {
            return BY_LIST;
        }
        return denied(missing(rules, own, identity, question));
    }

    /** Decides for a caller whom the policy of a resource allows what is asked for. */
    static PolicyDecision ofTrusted(Caller caller, Question question) {
        Optional<String> denial = identityDenial(caller, question);
        if (denial.isPresent()) {
            return denied(denial.get());
        }
        return isOutsideSession(caller, question) ? denied(NOT_IN_SESSION) : BY_BUCKET;
    }

    private static boolean isOutsideSession(Caller caller, Question question) {
        return caller.session().isPresent() && caller.session().get().document().grant(question) == Grant.NONE;
    }

    private static PolicyDecision allowed(String reason) {
        return new PolicyDecision(true, reason);
    }

    /** The decision against a caller. */
    static PolicyDecision denied(String reason) {
        return new PolicyDecision(false, reason);
    }

    /** The rule that denies the request, whatever others allow. */
    private static Optional<String> denial(Caller caller, boolean exempt, BucketRules rules, Question question) {
        if (!exempt && rules.policy().isPresent()) {
            Optional<String> place = rules.policy().get().denial(question);
            if (place.isPresent()) {
                return Optional.of(place.get() + " of the bucket policy");
            }
        }
        return identityDenial(caller, question);
    }

    private static Optional<String> identityDenial(Caller caller, Question question) {
        for (NamedPolicy policy : caller.policies()) {
            Optional<String> place = policy.document().denial(question);
            if (place.isPresent()) {
                return Optional.of(policy.reason(place.get()));
            }
        }
        return caller.session()
                .flatMap(policy -> policy.document().denial(question).map(policy::reason));
    }

    /** How far the bucket's policy allows the request, after public access is cut. */
    private static Grant bucketGrant(BucketRules rules, boolean own, Question question) {
        if (rules.policy().isEmpty() || isCut(rules, own)) {
            return Grant.NONE;
        }
        return rules.policy().get().grant(question);
    }

    private static boolean isCut(BucketRules rules, boolean own) {
        return !own
                && rules.block().restrictPublicBuckets()
                && rules.policy().filter(PolicyDocument::isPublic).isPresent();
    }

    private static boolean identityAllows(Caller caller, Question question) {
        for (NamedPolicy policy : caller.policies()) {
            if (policy.document().grant(question) != Grant.NONE) {
                return true;
            }
        }
        return false;
    }

    /** Says why nothing allows the request. */
    private static String missing(BucketRules rules, boolean own, boolean identity, Question question) {
        if (isCut(rules, own) && rules.policy().orElseThrow().grant(question) != Grant.NONE) {
            return "the bucket policy would allow it, but RestrictPublicBuckets of the public access block cuts public"
                    + " policies off";
        }
        if (!own && identity) {
            return "the account of the bucket does not allow it";
        }
        boolean listsCut = rules.ownership() != ObjectOwnership.BUCKET_OWNER_ENFORCED
                && rules.block().ignorePublicAcls();
        return "no policy allows it"
                + (listsCut
                        ? ", and IgnorePublicAcls of the public access block cuts public access control lists off"
                        : "");
    }
}
