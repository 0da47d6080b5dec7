package io.geckos.access.condition;

import io.geckos.access.text.Variables;
import java.util.function.BiPredicate;

/**
 * A value of a condition in a policy.
 *
 * @param fixed whether it stands for one value or a narrow range, the same for every request
 * @param test tells whether a value of a request matches it
 */
record ConditionOperand(boolean fixed, BiPredicate<String, Variables> test) {
    boolean matches(String given, Variables variables) {
        return test.test(given, variables);
    }
}
