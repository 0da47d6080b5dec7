package io.geckos.access;

import io.geckos.access.condition.ConditionKey;
import io.geckos.access.condition.ConditionValues;
import io.geckos.access.policy.PolicySubject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The values of condition keys of a request that nobody sends: those that somebody gives, and what is known of the sender. It
 * notes which others were asked for. Used by one thread.
 */
final class SimulatedConditions implements ConditionValues {
    private static final Set<ConditionKey.Name> OF_SENDER = Set.of(
            ConditionKey.Name.CURRENT_TIME,
            ConditionKey.Name.EPOCH_TIME,
            ConditionKey.Name.PRINCIPAL_ACCOUNT,
            ConditionKey.Name.PRINCIPAL_ARN,
            ConditionKey.Name.PRINCIPAL_TYPE,
            ConditionKey.Name.USER_ID,
            ConditionKey.Name.USER_NAME);

    private final Map<ConditionKey, List<String>> given;
    private final RequestConditions sender;
    private final boolean named;
    private final Set<String> missing = new TreeSet<>();

    /** The values for a sender; one without an ARN is nobody in particular, of whom nothing is known. */
    SimulatedConditions(Map<ConditionKey, List<String>> given, PolicySubject subject, Clock clock) {
        this.given = given;
        this.sender = new RequestConditions(subject, NoRequest.INSTANCE, subject.account(), clock);
        this.named = !subject.arn().isEmpty();
    }

    @Override
    public List<String> of(ConditionKey key) {
        List<String> values = given.get(key);
        if (values != null) {
            return values;
        }
        boolean time = key.name() == ConditionKey.Name.CURRENT_TIME || key.name() == ConditionKey.Name.EPOCH_TIME;
        List<String> known = time || (named && OF_SENDER.contains(key.name())) ? sender.of(key) : List.of();
        if (known.isEmpty()) {
            missing.add(key.toString());
        }
        return known;
    }

    /** The keys that were asked for and have no value, sorted. */
    List<String> missing() {
        return new ArrayList<>(missing);
    }
}
