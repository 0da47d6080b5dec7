package io.geckos.domain.lifecycle;

import java.util.List;

/**
 * One rule of a bucket.
 *
 * @param id unique in the bucket
 * @param enabled whether it is applied
 */
public record LifecycleRule(String id, boolean enabled, LifecycleFilter filter, List<LifecycleAction> actions) {
    /** Copies; throws {@link IllegalArgumentException} for a rule without an action. */
    public LifecycleRule {
        actions = List.copyOf(actions);
        if (actions.isEmpty()) {
            throw new IllegalArgumentException("rule " + id + " does nothing");
        }
    }
}
