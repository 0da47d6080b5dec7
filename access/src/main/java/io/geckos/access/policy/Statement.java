package io.geckos.access.policy;

import io.geckos.access.condition.Condition;
import io.geckos.access.condition.ConditionKey;
import io.geckos.access.condition.ConditionValues;
import io.geckos.access.policy.PrincipalSet.Naming;
import io.geckos.access.text.Variables;
import io.geckos.access.text.WildcardPattern;
import java.util.List;
import java.util.Set;

/**
 * One statement of a policy.
 *
 * @param place where it stands in its document, for people
 * @param label its id, or where it stands if it has none: {@code Statement[0]}
 * @param allows whether it allows or denies
 * @param principals whom it is about; empty sets in identity policies
 * @param conditions all of which a request must meet
 */
record Statement(
        String place,
        String label,
        boolean allows,
        Selection<PrincipalSet> principals,
        Selection<ActionSet> actions,
        Selection<List<WildcardPattern>> resources,
        List<Condition> conditions) {
    /** The keys by which S3 recognises a statement for everybody that is not public after all. */
    private static final Set<ConditionKey.Name> NARROWING = Set.of(
            ConditionKey.Name.SOURCE_IP,
            ConditionKey.Name.USER_ID,
            ConditionKey.Name.PRINCIPAL_ARN,
            ConditionKey.Name.PRINCIPAL_ACCOUNT,
            ConditionKey.Name.ENCRYPTION_KEY);

    /** What an element names, or all but that: {@code Action} or {@code NotAction}. */
    record Selection<T>(boolean except, T named) {}

    /** Tells whether the statement is about an action on a resource, and its conditions hold. */
    boolean covers(String action, String arn, ConditionValues values) {
        if (actions.named().contains(action) == actions.except()) {
            return false;
        }
        if (hasResource(arn, values) == resources.except()) {
            return false;
        }
        for (Condition condition : conditions) {
            if (!condition.holds(values)) {
                return false;
            }
        }
        return true;
    }

    private boolean hasResource(String arn, ConditionValues values) {
        Variables variables = values.variables();
        for (WildcardPattern pattern : resources.named()) {
            if (pattern.matches(arn, variables)) {
                return true;
            }
        }
        return false;
    }

    /**
     * How the statement names a sender. {@code NotPrincipal} names everybody directly but those that it lists, of whom an
     * account stands for its root.
     */
    Naming naming(PolicySubject subject) {
        Naming listed = principals.named().naming(subject);
        if (!principals.except()) {
            return listed;
        }
        return listed == Naming.DIRECT ? Naming.NONE : Naming.DIRECT;
    }

    /** Tells whether the statement gives something to everybody, as S3 defines it. */
    boolean isPublic() {
        return allows
                && (principals.except() || principals.named().everybody())
                && conditions.stream()
                        .noneMatch(
                                condition -> NARROWING.contains(condition.key().name()) && condition.isNarrow());
    }
}
