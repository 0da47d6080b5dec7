package io.geckos.access;

import io.geckos.access.condition.ConditionValues;
import io.geckos.access.policy.PolicyDocument;
import io.geckos.access.policy.PolicyDocument.Grant;
import io.geckos.access.policy.PolicyDocument.Question;
import io.geckos.access.policy.PolicySubject;
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
        Optional<PolicyDecision> denial = denial(caller, ownRoot && ALWAYS_ROOTS.contains(action), rules, question);
        if (denial.isPresent()) {
            return denial.get();
        }
        Optional<PolicyDocument> session = caller.session();
        if (session.isPresent() && session.get().grant(question) == Grant.NONE) {
            return denied("the policy of the session does not allow it");
        }
        if (ownRoot) {
            return new PolicyDecision(true, "root of the account");
        }
        if (!rules.readable()) {
            return denied("the policy of the bucket cannot be read");
        }
        Grant granted = bucketGrant(rules, own, question);
        boolean identity = subject.isRoot() || identityAllows(caller, question);
        if (own && identity) {
            return allowed("policy of the user");
        }
        if ((own || subject.isAnonymous()) && granted == Grant.TO_SENDER) {
            return allowed("bucket policy");
        }
        if (identity && granted != Grant.NONE) {
            return allowed("policy of the user and bucket policy");
        }
        if ((own || identity || subject.isAnonymous()) && lists.getAsBoolean()) {
            return allowed("access control list");
        }
        return denied(own || !identity ? "no policy allows it" : "the other account does not allow it");
    }

    private static PolicyDecision allowed(String reason) {
        return new PolicyDecision(true, reason);
    }

    private static PolicyDecision denied(String reason) {
        return new PolicyDecision(false, reason);
    }

    private static Optional<PolicyDecision> denial(
            Caller caller, boolean exempt, BucketRules rules, Question question) {
        return denial("bucket policy", exempt ? Optional.empty() : rules.policy(), question)
                .or(() -> caller.policies().stream()
                        .flatMap(policy -> denial("policy of the user", Optional.of(policy), question).stream())
                        .findFirst())
                .or(() -> denial("policy of the session", caller.session(), question));
    }

    private static Optional<PolicyDecision> denial(String whose, Optional<PolicyDocument> policy, Question question) {
        return policy.flatMap(document -> document.denial(question)).map(place -> denied(whose + ", " + place));
    }

    /** How far the bucket's policy allows the request, after public access is cut. */
    private static Grant bucketGrant(BucketRules rules, boolean own, Question question) {
        return rules.policy()
                .filter(policy -> own || !rules.block().restrictPublicBuckets() || !policy.isPublic())
                .map(policy -> policy.grant(question))
                .orElse(Grant.NONE);
    }

    private static boolean identityAllows(Caller caller, Question question) {
        for (PolicyDocument policy : caller.policies()) {
            if (policy.grant(question) != Grant.NONE) {
                return true;
            }
        }
        return false;
    }
}
