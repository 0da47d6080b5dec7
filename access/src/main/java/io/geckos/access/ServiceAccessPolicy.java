package io.geckos.access;

import static java.lang.System.Logger.Level.DEBUG;

import io.geckos.access.DeniedRequest.Denial;
import io.geckos.access.PolicyDecision.FallbackGrants;
import io.geckos.access.identity.PolicyOwner.Role;
import io.geckos.access.policy.PolicyDocument;
import io.geckos.access.policy.PolicyDocument.Grant;
import io.geckos.access.policy.PolicyDocument.Match;
import io.geckos.access.policy.PolicyDocument.Question;
import io.geckos.access.policy.PolicyParser;
import io.geckos.access.policy.PolicySubject;
import io.geckos.domain.security.AccessPolicy.Decision;
import io.geckos.domain.security.AccessRequest;
import io.geckos.domain.security.Identity;
import io.geckos.domain.security.MalformedPolicyException;
import java.time.Clock;
import java.util.Optional;

/** Decides requests to IAM and STS, which only policies of users, groups, roles and sessions can allow. */
public final class ServiceAccessPolicy {
    private static final System.Logger LOGGER = System.getLogger(ServiceAccessPolicy.class.getName());
    private static final String ASSUME = "sts:AssumeRole";

    private final Callers callers;
    private final Clock clock;
    private final DenialLog denials;

    /**
     * The sender of a request, as answers name it.
     *
     * @param arn empty for a sender without credentials
     */
    public record Sender(String account, String arn, String userId) {}

    /** Decides for accounts and their users. What is denied goes into {@code denials}. */
    public ServiceAccessPolicy(AccountUsers users, Clock clock, DenialLog denials) {
        this.callers = new Callers(users);
        this.clock = clock;
        this.denials = denials;
    }

    /** The sender of a request. */
    public Sender sender(Identity identity) {
        PolicySubject subject = callers.of(identity).subject();
        return new Sender(subject.account(), subject.arn(), subject.userId());
    }

    /** Tells whether the user, role or account of a key is gone, which a session outlives that was issued for it. */
    public boolean isGone(Identity identity) {
        return callers.of(identity).isGone();
    }

    /** Decides whether a caller may do an action, such as {@code iam:CreateUser}, with what an ARN names. */
    public Decision decide(Identity identity, String action, String arn, AccessRequest.Context context) {
        return noted(identity, action, arn, context, decide(callers.of(identity), action, arn, context));
    }

    private PolicyDecision decide(Caller caller, String action, String arn, AccessRequest.Context context) {
        return PolicyDecision.of(
                caller,
                new Question(
                        caller.subject(),
                        action,
                        arn,
                        new RequestConditions(caller.subject(), context, callers.accountOf(caller), clock)),
                BucketRules.none(callers.accountOf(caller)),
                FallbackGrants.NONE);
    }

    private Decision noted(
            Identity identity, String action, String arn, AccessRequest.Context context, PolicyDecision decision) {
        if (!decision.allowed()) {
            LOGGER.log(DEBUG, "{0} on {1} is denied: {2}", action, arn, decision.reason());
            String number = callers.of(identity).subject().account();
            denials.add(identity, number, context, new Denial(action, arn, decision.reason()));
        }
        return new Decision(decision.allowed(), decision.by());
    }

    /**
     * Decides whether a caller may assume a role. The role must trust the caller. If it trusts only the account of the
     * caller, or belongs to another one, policies of the caller must allow it too.
     *
     * @param account the number of the account that has the role
     */
    public Decision decideAssumption(Identity identity, Role role, String account, AccessRequest.Context context) {
        Assumption assumption = new Assumption(role.arn(account), role.trust(), account);
        PolicyDecision decision = decide(callers.of(identity), assumption, context);
        return noted(identity, ASSUME, assumption.arn(), context, decision);
    }

    /** The role that somebody wants to assume, by its ARN, its trust policy and its account. */
    private record Assumption(String arn, String trust, String account) {}

    private PolicyDecision decide(Caller caller, Assumption role, AccessRequest.Context context) {
        String arn = role.arn();
        RequestConditions values = new RequestConditions(caller.subject(), context, role.account(), clock);
        Question question = new Question(caller.subject(), ASSUME, arn, values);
        PolicyDocument trust;
        try {
            trust = PolicyParser.trustPolicy(role.trust());
        } catch (MalformedPolicyException _) {
            return PolicyDecision.implicitDenial("the trust policy of the role cannot be read");
        }
        Optional<Match> denial = trust.denial(question);
        if (denial.isPresent()) {
            return PolicyDecision.ofTrust(denial.get());
        }
        Optional<Match> trusted = trust.grant(question);
        if (trusted.isEmpty()) {
            return PolicyDecision.implicitDenial("the trust policy of the role does not allow it");
        }
        boolean elsewhere = !role.account().equals(caller.subject().account());
        return elsewhere || trusted.get().grant() == Grant.TO_ACCOUNT
                ? decide(caller, ASSUME, arn, context)
                : PolicyDecision.ofTrusted(caller, question, trusted.get());
    }
}
