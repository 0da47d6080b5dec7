package io.geckos.access;

import static java.lang.System.Logger.Level.DEBUG;

import io.geckos.access.DeniedRequest.Denial;
import io.geckos.access.PolicyDecision.FallbackGrants;
import io.geckos.access.policy.PolicyDocument.Question;
import io.geckos.access.policy.PolicySubject;
import io.geckos.access.store.UserDatabase;
import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.ObjectOwnership;
import io.geckos.domain.name.Initiator;
import io.geckos.domain.name.Principal;
import io.geckos.domain.security.AccessPolicy;
import io.geckos.domain.security.AccessRequest;
import io.geckos.domain.security.Account;
import io.geckos.domain.security.Identity;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * Decides requests by the policies of buckets, users, groups, roles and sessions. The holder of the configured key pair is
 * the root of the first account.
 */
public final class S3AccessPolicy implements AccessPolicy {
    private static final System.Logger LOGGER = System.getLogger(S3AccessPolicy.class.getName());
    private static final String ARN = "arn:aws:s3:::";
    private static final String CREATE = "CreateBucket";
    private static final String PUT_ACL = "PutObjectAcl";

    /** How many colons stand before the number of the account in the ARN of a user. */
    private static final int ACCOUNT_IN_ARN = 4;

    /** The operations that change what is kept with an object, beside those that read. */
    private static final Set<String> ABOUT_OBJECTS = Set.of(PUT_ACL, "PutObjectTagging", "DeleteObjectTagging");

    /** What who began an upload may do with it, unless that is denied, and so may the account of that user. */
    private static final Set<String> TO_INITIATORS = Set.of("AbortMultipartUpload", "ListMultipartUploadParts");

    private static final PolicyDecision NOBODY = PolicyDecision.implicitDenial("the sender has no credentials");
    private static final Decision BY_ROOT = new Decision(true, PolicyDecision.ROOT.by());

    private final BucketRulesCache rules;
    private final AccountUsers users;
    private final Callers callers;
    private final Clock clock;
    private final DenialLog denials;

    /**
     * Decides for the buckets of a store, all of which belong to {@code account}. It is the only one and has no users.
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
        this.users = users;
        this.rules = new BucketRulesCache(buckets, users.account(), ownership);
        this.callers = new Callers(users);
        this.clock = clock;
        this.denials = denials;
    }

    @Override
    public Decision decide(AccessRequest request) {
        Caller caller = callers.of(request.identity());
        BucketRules bucket = rules(request, callers.accountOf(caller));
        if (caller.isUnrestricted()
                && bucket.policy().isEmpty()
                && bucket.account().equals(caller.subject().account())
                && !mayHoldObjectsOfOthers(bucket)) {
            return BY_ROOT;
        }
        if (request.actions().isEmpty()) {
            boolean mayHaveSome = !caller.subject().isAnonymous()
                    || bucket.policy().isPresent()
                    || bucket.acl().isPresent();
            return mayHaveSome ? Decision.ALLOWED : denied(request, caller, "s3:*", NOBODY);
        }
        PolicyDecision last = NOBODY;
        for (String action : request.actions()) {
            last = decide(caller, action, request, bucket);
            if (!last.allowed()) {
                return denied(request, caller, "s3:" + action, last);
            }
        }
        return new Decision(true, last.by());
    }

    /** Who makes a bucket needs the permission of the own account only, whosever the bucket of that name is. */
    private BucketRules rules(AccessRequest request, String asking) {
        return request.actions().contains(CREATE)
                ? BucketRules.none(asking)
                : rules.of(bucket(request.resource()), asking);
    }

    private boolean mayHoldObjectsOfOthers(BucketRules bucket) {
        return bucket.ownership() != ObjectOwnership.BUCKET_OWNER_ENFORCED
                && !users.single().getAsBoolean();
    }

    private PolicyDecision decide(Caller caller, String action, AccessRequest request, BucketRules bucket) {
        AccessRequest.Context context = request.context();
        BucketRules rules = mayHoldObjectsOfOthers(bucket) && isAboutObject(action, context.operation())
                ? ofObject(bucket, context)
                : bucket;
        // Who may put an object says who may read it.
        String listed = action.equals(PUT_ACL) && !context.operation().equals(PUT_ACL) ? "PutObject" : action;
        PolicySubject subject = caller.subject();
        RequestConditions values = new RequestConditions(subject, context, rules.account(), clock);
        Question question = new Question(subject, "s3:" + action, arn(request), values);
        return PolicyDecision.of(caller, question, rules, new FallbackGrants() {
            @Override
            public boolean isGivenByList() {
                return AclGrants.allow(rules, subject, "s3:" + listed, context::objectAcl);
            }

            @Override
            public boolean isGivenToInitiator(boolean byAccount) {
                return TO_INITIATORS.contains(action)
                        && context.initiator()
                                .filter(who -> who.isSame(initiator(request.identity(), subject))
                                        || (byAccount && isOfAccount(subject, who)))
                                .isPresent();
            }
        });
    }

    @Override
    public Optional<Initiator> initiator(Identity identity) {
        return identity instanceof Identity.Known
                ? Optional.of(initiator(identity, callers.of(identity).subject()))
                : Optional.empty();
    }

    private static Initiator initiator(Identity identity, PolicySubject subject) {
        if (subject.isRoot() && identity instanceof Identity.Known known) {
            return new Initiator(known.principal());
        }
        String name = subject.arn().substring(subject.arn().indexOf('/') + 1);
        Principal principal = new Principal(subject.arn(), subject.userName().isEmpty() ? name : subject.userName());
        return new Initiator(principal, Optional.of(subject.userId()));
    }

    /** Tells whether the initiator is the account of a sender, or a user or session of it. */
    private static boolean isOfAccount(PolicySubject sender, Initiator initiator) {
        String id = initiator.principal().id();
        String[] arn = id.split(":", -1);
        return id.equals(sender.canonicalId())
                || (arn.length > ACCOUNT_IN_ARN && arn[ACCOUNT_IN_ARN].equals(sender.account()));
    }

    /** Tells whether a permission is about an object that is there, which its owner gives, and not the owner of the bucket. */
    private static boolean isAboutObject(String action, String operation) {
        return action.startsWith("GetObject") || ABOUT_OBJECTS.contains(operation);
    }

    private BucketRules ofObject(BucketRules bucket, AccessRequest.Context context) {
        return context.objectAcl()
                .map(list -> users.account().numberOf(Optional.of(list.owner())))
                .filter(owner -> !owner.equals(bucket.account()))
                .map(bucket::ofObject)
                .orElse(bucket);
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

    private static String bucket(String resource) {
        int slash = resource.indexOf('/');
        return slash < 0 ? resource : resource.substring(0, slash);
    }
}
