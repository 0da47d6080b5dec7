package io.geckos.access;

import static java.lang.System.Logger.Level.DEBUG;

import io.geckos.access.DeniedRequest.Denial;
import io.geckos.access.identity.UserDatabase;
import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.ObjectOwnership;
import io.geckos.domain.security.AccessPolicy;
import io.geckos.domain.security.AccessRequest;
import io.geckos.domain.security.Account;
import io.geckos.domain.security.Identity;
import java.time.Clock;

/**
 * Decides requests by the policies of buckets, users, groups, roles and sessions. The holder of the configured key pair is
 * the root of the only account.
 */
public final class S3AccessPolicy implements AccessPolicy {
    private static final System.Logger LOGGER = System.getLogger(S3AccessPolicy.class.getName());
    private static final String ARN = "arn:aws:s3:::";
    private static final PolicyDecision NOBODY = PolicyDecision.nothing("the sender has no credentials");
    private static final Decision BY_ROOT = new Decision(true, PolicyDecision.ROOT.by());

    private final BucketRulesCache rules;
    private final Account account;
    private final CallerLookup callers;
    private final boolean open;
    private final Clock clock;
    private final DenialLog denials;

    /**
     * Decides for the buckets of a store, all of which belong to {@code account}, which has no users.
     *
     * @param ownership that of buckets without a setting of their own
     */
    public S3AccessPolicy(BucketRepository buckets, Account account, ObjectOwnership ownership, Clock clock) {
        this(
                buckets,
                new AccountUsers(account, () -> UserDatabase.EMPTY, false),
                ownership,
                clock,
                new DenialLog(clock));
    }

    /**
     * Decides for the buckets of a store.
     *
     * @param users who may send requests
     * @param ownership that of buckets without a setting of their own
     * @param denials gets what is denied
     */
    public S3AccessPolicy(
            BucketRepository buckets, AccountUsers users, ObjectOwnership ownership, Clock clock, DenialLog denials) {
        this.account = users.account();
        this.rules = new BucketRulesCache(buckets, account.number(), ownership);
        this.callers = new CallerLookup(users.database(), account);
        this.open = users.open();
        this.clock = clock;
        this.denials = denials;
    }

    @Override
    public Decision decide(AccessRequest request) {
        Caller caller = switch (request.identity()) {
            case Identity.Anonymous _ -> open ? callers.root() : Caller.ANONYMOUS;
            case Identity.Known known -> callers.of(known);
        };
        BucketRules bucket = rules.of(bucket(request.resource()));
        if (caller.isUnrestricted() && bucket.policy().isEmpty()) {
            return BY_ROOT;
        }
        if (request.actions().isEmpty()) {
            boolean mayHaveSome = !caller.subject().isAnonymous()
                    || bucket.policy().isPresent()
                    || bucket.acl().isPresent();
            return mayHaveSome ? Decision.ALLOWED : denied(request, caller, "s3:*", NOBODY);
        }
        String arn = arn(request);
        RequestConditions values = new RequestConditions(caller.subject(), request.context(), account.number(), clock);
        PolicyDecision last = NOBODY;
        for (String action : request.actions()) {
            last = decide(caller, "s3:" + action, arn, bucket, values, request.context());
            if (!last.allowed()) {
                return denied(request, caller, "s3:" + action, last);
            }
        }
        return new Decision(true, last.by());
    }

    private static String arn(AccessRequest request) {
        return request.resource().isEmpty() ? ARN + "*" : ARN + request.resource();
    }

    private Decision denied(AccessRequest request, Caller caller, String action, PolicyDecision decision) {
        String arn = arn(request);
        LOGGER.log(DEBUG, "{0} on {1} is denied: {2}", action, arn, decision.reason());
        denials.add(
                request.identity(),
                caller.subject().account(),
                request.context(),
                new Denial(action, arn, decision.reason()));
        return new Decision(false, decision.by());
    }

    private static PolicyDecision decide(
            Caller caller,
            String action,
            String arn,
            BucketRules bucket,
            RequestConditions values,
            AccessRequest.Context context) {
        return PolicyDecision.of(
                caller,
                action,
                arn,
                bucket,
                values,
                () -> AclGrants.allow(bucket, caller.subject(), action, context::objectAcl));
    }

    private static String bucket(String resource) {
        int slash = resource.indexOf('/');
        return slash < 0 ? resource : resource.substring(0, slash);
    }
}
