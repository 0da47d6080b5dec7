package io.geckos.access;

import io.geckos.access.PolicyDecision.FallbackGrants;
import io.geckos.access.condition.ConditionKey;
import io.geckos.access.identity.PolicyOwner;
import io.geckos.access.policy.PolicyDocument.Match;
import io.geckos.access.policy.PolicyDocument.Question;
import io.geckos.access.policy.PolicyParser;
import io.geckos.access.policy.PolicySubject;
import io.geckos.access.policy.S3Permission;
import io.geckos.access.store.IamException;
import io.geckos.access.store.IamException.Code;
import io.geckos.domain.security.Account;
import io.geckos.domain.security.MalformedPolicyException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Evaluates hypothetical requests by the policies of a user, group or role, or by policies that are given with them. The
 * decision is that of real requests, without the policies and lists of buckets.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html">SimulatePrincipalPolicy</a>
 */
public final class PolicySimulation {
    private static final Pattern ACTION = Pattern.compile("[a-zA-Z0-9-]{1,64}:[a-zA-Z0-9]{1,64}");

    /** As IAM limits the name of a resource, in characters. */
    private static final int MAX_ARN = 2048;

    /** The number of policies that can be given with a request. */
    private static final int MAX_POLICIES = 10;

    private final CallerLookup callers;
    private final Account account;
    private final Clock clock;

    /** The decision of the policies. */
    public enum Verdict {
        /** A statement allows it. */
        ALLOWED("allowed"),
        /** A statement denies it. */
        DENIED("explicitDeny"),
        /** No statement allows or denies it. */
        NOT_ALLOWED("implicitDeny");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        /** The verdict as IAM writes it. */
        public String text() {
            return text;
        }
    }

    /**
     * The answer about one action and resource.
     *
     * @param policies the policies whose statements decided, one for each of these statements; none if nothing allows it
     * @param missing the condition keys that statements asked for and that have no value
     */
    public record Outcome(
            String action, String resource, Verdict verdict, List<String> policies, List<String> missing) {
        /** Copies the collections. */
        public Outcome {
            policies = List.copyOf(policies);
            missing = List.copyOf(missing);
        }
    }

    /** Simulates requests of the users of an account. */
    public PolicySimulation(AccountUsers users, Clock clock) {
        this.callers = new CallerLookup(users.database(), users.account());
        this.account = users.account();
        this.clock = clock;
    }

    /** The policies and values of one simulation. For one thread. */
    public final class Run {
        private final Caller caller;
        private final Map<ConditionKey, List<String>> given = new HashMap<>();

        private Run(Caller caller) {
            this.caller = caller;
        }

        /**
         * Sets the values of a condition key.
         *
         * @throws IamException if there is no such key, or it was given before
         */
        public void setCondition(String name, List<String> values) {
            ConditionKey key = ConditionKey.parse(name)
                    .orElseThrow(() -> new IamException(
                            Code.InvalidInput, "There is no condition key " + name + " on this server."));
            if (values.isEmpty() || (values.size() > 1 && key.isSingle())) {
                throw new IamException(
                        Code.InvalidInput,
                        "Condition key " + name + " has " + values.size() + " values: it must have one"
                                + (key.isSingle() ? "." : " or more."));
            }
            if (given.put(key, List.copyOf(values)) != null) {
                throw new IamException(Code.InvalidInput, "Condition key " + name + " must be given only once.");
            }
        }

        /** Decides about one action and resource, both of which must be {@linkplain #requireAction valid}. */
        public Outcome decide(String action, String resource) {
            String name = S3Permission.named(action).map(S3Permission::name).orElse(action);
            SimulatedConditions values = new SimulatedConditions(given, caller.subject(), clock);
            Question question = new Question(caller.subject(), name, resource, values);
            boolean allowed = PolicyDecision.of(
                            caller, question, BucketRules.none(account.number()), FallbackGrants.NONE)
                    .allowed();
            List<String> granting = new ArrayList<>();
            List<String> denying = new ArrayList<>();
            for (NamedPolicy policy : caller.policies()) {
                for (Match match : policy.document().matches(question)) {
                    (match.allows() ? granting : denying).add(policy.shortName());
                }
            }
            Verdict verdict = allowed ? Verdict.ALLOWED : denying.isEmpty() ? Verdict.NOT_ALLOWED : Verdict.DENIED;
            return new Outcome(action, resource, verdict, denying.isEmpty() ? granting : denying, values.missing());
        }
    }

    /**
     * Begins a simulation by the policies of a user with its groups, of a group, or of a role, and by others beside them.
     *
     * @throws IamException if a policy is malformed
     */
    public Run ofOwner(PolicyOwner owner, List<String> more) {
        Caller caller = callers.of(owner);
        List<NamedPolicy> policies = new ArrayList<>(caller.policies());
        policies.addAll(parsed(more));
        return new Run(new Caller(caller.subject(), policies, Optional.empty()));
    }

    /**
     * Begins a simulation by policies for nobody in particular.
     *
     * @throws IamException if a policy is malformed
     */
    public Run ofPolicies(List<String> policies) {
        PolicySubject nobody = new PolicySubject(
                PolicySubject.Type.USER,
                account.number(),
                "",
                PolicySubject.Issuer.NONE,
                account.owner().id(),
                "",
                "");
        return new Run(new Caller(nobody, parsed(policies), Optional.empty()));
    }

    private static List<NamedPolicy> parsed(List<String> documents) {
        if (documents.size() > MAX_POLICIES) {
            throw new IamException(
                    Code.InvalidInput,
                    "PolicyInputList must have at most " + MAX_POLICIES + " policies: it has " + documents.size());
        }
        List<NamedPolicy> policies = new ArrayList<>();
        for (String document : documents) {
            String name = "PolicyInputList." + (policies.size() + 1);
            try {
                policies.add(new NamedPolicy("policy:" + name + "/", name, PolicyParser.identityPolicy(document)));
            } catch (MalformedPolicyException e) {
                throw new IamException(Code.InvalidInput, name + ": " + e.getMessage());
            }
        }
        return policies;
    }

    /** Refuses what is no action, or an action of S3 that does not exist. */
    public static void requireAction(String action) {
        boolean ofS3 = action.regionMatches(true, 0, "s3:", 0, 3);
        if (!ACTION.matcher(action).matches()
                || (ofS3 && S3Permission.named(action).isEmpty())) {
            throw new IamException(Code.InvalidInput, "Invalid action name: " + action);
        }
    }

    /** Refuses what is neither {@code *} nor an ARN. */
    public static void requireResource(String resource) {
        if (!resource.equals("*") && (!resource.startsWith("arn:") || resource.length() > MAX_ARN)) {
            throw new IamException(
                    Code.InvalidInput,
                    "Invalid resource: it must be * or an ARN of at most " + MAX_ARN + " characters: " + resource);
        }
    }
}
