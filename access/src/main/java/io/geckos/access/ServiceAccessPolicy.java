package io.geckos.access;

import static java.lang.System.Logger.Level.DEBUG;

import io.geckos.access.DeniedRequest.Denial;
import io.geckos.access.identity.PolicyOwner.Role;
import io.geckos.access.policy.PolicyDocument;
import io.geckos.access.policy.PolicyDocument.Grant;
import io.geckos.access.policy.PolicyDocument.Match;
import io.geckos.access.policy.PolicyDocument.Question;
import io.geckos.access.policy.PolicyParser;
import io.geckos.access.policy.PolicySubject;
import io.geckos.domain.security.AccessPolicy.Decision;
import io.geckos.domain.security.AccessRequest;
import io.geckos.domain.security.Account;
import io.geckos.domain.security.Identity;
import io.geckos.domain.security.MalformedPolicyException;
import java.time.Clock;
import java.util.Optional;

/** Decides requests to IAM and STS, which only policies of users, groups, roles and sessions can allow. */
public final class ServiceAccessPolicy {
    private static final System.Logger LOGGER = System.getLogger(ServiceAccessPolicy.class.getName());
    private static final String ASSUME = "sts:AssumeRole";

    private final CallerLookup callers;
    private final Account account;
    private final boolean open;
    private final Clock clock;
    private final DenialLog denials;

    /**
     * The sender of a request, as answers name it.
     *
     * @param arn empty for a sender without credentials
     */
    public record Sender(String account, String arn, String userId) {}

    /** Decides for an account and its users. What is denied goes into {@code denials}. */
    public ServiceAccessPolicy(AccountUsers users, Clock clock, DenialLog denials) {
        this.callers = new CallerLookup(users.database(), users.account());
        this.account = users.account();
        this.open = users.open();
        this.clock = clock;
        this.denials = denials;
    }

    private Caller caller(Identity identity) {
        return switch (identity) {
            case Identity.Anonymous _ -> open ? callers.root() : Caller.ANONYMOUS;
            case Identity.Known known -> callers.of(known);
        };
    }

    /** The sender of a request. */
    public Sender sender(Identity identity) {
        PolicySubject subject = caller(identity).subject();
        return new Sender(subject.account(), subject.arn(), subject.userId());
    }

    /** Decides whether a caller may do an action, such as {@code iam:CreateUser}, with what an ARN names. */
    public Decision decide(Identity identity, String action, String arn, AccessRequest.Context context) {
        return noted(identity, action, arn, context, decide(caller(identity), action, arn, context));
    }

    private PolicyDecision decide(Caller caller, String action, String arn, AccessRequest.Context context) {
        return PolicyDecision.of(
                caller,
                action,
                arn,
                BucketRules.none(account.number()),
                new RequestConditions(caller.subject(), context, account.number(), clock),
                () -> false);
    }

    private Decision noted(
            Identity identity, String action, String arn, AccessRequest.Context context, PolicyDecision decision) {
        if (!decision.allowed()) {
            LOGGER.log(DEBUG, "{0} on {1} is denied: {2}", action, arn, decision.reason());
            String number = caller(identity).subject().account();
            denials.add(identity, number, context, new Denial(action, arn, decision.reason()));
        }
        return new Decision(decision.allowed(), decision.by());
    }

    /**
     * Decides whether a caller may assume a role. The role must trust the caller. If it trusts only the account, policies of
     * the caller must allow it too.
     */
    public Decision decideAssumption(Identity identity, Role role, AccessRequest.Context context) {
        String arn = role.arn(account.number());
        return noted(identity, ASSUME, arn, context, assumption(caller(identity), role, arn, context));
    }

    private PolicyDecision assumption(Caller caller, Role role, String arn, AccessRequest.Context context) {
        RequestConditions values = new RequestConditions(caller.subject(), context, account.number(), clock);
        Question question = new Question(caller.subject(), ASSUME, arn, values);
        PolicyDocument trust;
        try {
            trust = PolicyParser.trustPolicy(role.trust());
        } catch (MalformedPolicyException _) {
            return PolicyDecision.nothing("the trust policy of the role cannot be read");
        }
        Optional<Match> denial = trust.denial(question);
        if (denial.isPresent()) {
            return PolicyDecision.ofTrust(denial.get());
        }
        Optional<Match> trusted = trust.grant(question);
        if (trusted.isEmpty()) {
            return PolicyDecision.nothing("the trust policy of the role does not allow it");
        }
        return trusted.get().grant() == Grant.TO_ACCOUNT
                ? decide(caller, ASSUME, arn, context)
                : PolicyDecision.ofTrusted(caller, question, trusted.get());
    }
}
