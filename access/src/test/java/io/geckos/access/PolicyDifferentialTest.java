package io.geckos.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.access.PolicyDecision.FallbackGrants;
import io.geckos.access.PolicySet.Asked;
import io.geckos.access.condition.ConditionValues;
import io.geckos.access.policy.PolicyDocument;
import io.geckos.access.policy.PolicyDocument.Question;
import io.geckos.access.policy.PolicyParser;
import io.geckos.access.policy.PolicySubject;
import io.geckos.domain.bucket.ObjectOwnership;
import io.geckos.domain.bucket.PublicAccessBlock;
import io.geckos.domain.name.BucketName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Random policies and requests are decided as the reference decides them. */
class PolicyDifferentialTest {
    private static final long SEED = Long.getLong("geckos.access.seed", System.nanoTime());
    private static final int POLICIES = Integer.getInteger("geckos.access.policies", 12_500);
    private static final int REQUESTS = 8;

    /** Both kinds of policies, made up and parsed. */
    private record Policies(PolicySet bucket, PolicySet identity, BucketRules rules, PolicyDocument parsedIdentity) {
        static Policies of(PolicySet bucket, PolicySet identity, boolean restricted) {
            PolicyDocument parsed = PolicyParser.bucketPolicy(new BucketName("bucket"), bucket.json(true));
            PublicAccessBlock block = new PublicAccessBlock(false, false, false, restricted);
            return new Policies(
                    bucket,
                    identity,
                    new BucketRules(
                            "111111111111",
                            Optional.of(parsed),
                            block,
                            ObjectOwnership.BUCKET_OWNER_ENFORCED,
                            Optional.empty(),
                            true),
                    PolicyParser.identityPolicy(identity.json(false)));
        }

        boolean expected(Asked asked) {
            boolean user = List.of("alice", "bob", "carol").contains(asked.subject());
            boolean cut = rules.block().restrictPublicBuckets()
                    && rules.policy().orElseThrow().isPublic();
            return new ReferenceEvaluator(asked).allows(bucket, user ? Optional.of(identity) : Optional.empty(), cut);
        }

        boolean decided(Asked asked) {
            Caller caller = caller(asked.subject(), parsedIdentity);
            String name = caller.subject().userName();
            ConditionValues values = key -> key.toString().equals("aws:username")
                    ? Stream.of(name).filter(it -> !it.isEmpty()).toList()
                    : asked.facts().getOrDefault(key.toString(), List.of());
            Question question = new Question(caller.subject(), asked.action(), asked.resource(), values);
            return PolicyDecision.of(caller, question, rules, FallbackGrants.NONE)
                    .allowed();
        }
    }

    @Test
    void randomRequestsAreDecidedAsTheReferenceDecides() {
        RandomPolicies random = new RandomPolicies(new SplittableRandom(SEED));
        int allowed = 0;
        for (int i = 0; i < POLICIES; i++) {
            Policies policies = Policies.of(random.policy(), random.policy(), i % 7 == 0);
            for (int j = 0; j < REQUESTS; j++) {
                Asked asked = random.asked();
                boolean expected = policies.expected(asked);
                allowed += expected ? 1 : 0;
                assertEquals(
                        expected,
                        policies.decided(asked),
                        () -> "seed " + SEED + "\n" + policies.bucket().json(true) + "\n"
                                + policies.identity().json(false) + "\n" + asked);
            }
        }
        int total = POLICIES * REQUESTS;
        assertTrue(allowed > total / 20 && allowed < total * 19 / 20, "allowed " + allowed + " of " + total);
    }

    private static Caller caller(String name, PolicyDocument identity) {
        List<NamedPolicy> policies = List.of(new NamedPolicy("policy:", "policy", identity));
        return switch (name) {
            case "anonymous" -> Caller.ANONYMOUS;
            case "root" -> Caller.root("111111111111", "one");
            case "otherroot" -> Caller.root("222222222222", "two");
            case "carol" -> user("222222222222", "two", name, policies);
            default -> user("111111111111", "one", name, policies);
        };
    }

    private static Caller user(String account, String canonicalId, String name, List<NamedPolicy> policies) {
        return new Caller(
                PolicySubject.user(account, canonicalId, "AIDA" + name.toUpperCase(Locale.ROOT), name),
                policies,
                Optional.empty());
    }
}
