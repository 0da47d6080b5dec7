package io.geckos.access.condition;

import java.util.List;
import java.util.Optional;

/** One condition of a statement: an operator, a key, and the values to compare with. */
public final class Condition {
    private static final String IF_EXISTS = "IfExists";

    /** How many values of the request must match. */
    private enum Quantifier {
        ONE(""),
        ALL("ForAllValues:"),
        ANY("ForAnyValue:");

        private final String prefix;

        Quantifier(String prefix) {
            this.prefix = prefix;
        }
    }

    /** An operator with what stands before and after it. */
    private record Comparison(Quantifier quantifier, ConditionOperator operator, boolean ifExists) {
        static Optional<Comparison> parse(String text) {
            Quantifier quantifier = Quantifier.ONE;
            for (Quantifier candidate : Quantifier.values()) {
                if (text.regionMatches(true, 0, candidate.prefix, 0, candidate.prefix.length())) {
                    quantifier = candidate;
                }
            }
            String name = text.substring(quantifier.prefix.length());
            int end = name.length() - IF_EXISTS.length();
            boolean ifExists = end > 0 && name.regionMatches(true, end, IF_EXISTS, 0, IF_EXISTS.length());
            Quantifier found = quantifier;
            return ConditionOperator.named(ifExists ? name.substring(0, end) : name)
                    .filter(operator -> operator != ConditionOperator.NULL || !ifExists)
                    .map(operator -> new Comparison(found, operator, ifExists));
        }
    }

    private final Comparison comparison;
    private final ConditionKey key;
    private final List<ConditionOperand> operands;

    private Condition(Comparison comparison, ConditionKey key, List<ConditionOperand> operands) {
        this.comparison = comparison;
        this.key = key;
        this.operands = operands;
    }

    /** Tells whether policies may compare by an operator of this name. */
    public static boolean isOperator(String name) {
        return Comparison.parse(name).isPresent();
    }

    /** Tells whether policies may use a variable of this name. */
    public static boolean isVariable(String name) {
        return ConditionOperator.isVariable(name);
    }

    /**
     * Parses a condition.
     *
     * @param operator the operator, with its quantifier; must be {@linkplain #isOperator known}
     * @param variables whether the policy may use variables
     * @throws IllegalArgumentException saying what the operator compares with
     */
    public static Condition parse(String operator, ConditionKey key, List<String> values, boolean variables) {
        Comparison comparison = Comparison.parse(operator).orElseThrow();
        return new Condition(
                comparison,
                key,
                values.stream()
                        .map(value -> comparison.operator().operand(value, variables))
                        .toList());
    }

    /** The key that is compared. */
    public ConditionKey key() {
        return key;
    }

    /** Tells whether only requests with one of a few fixed values of the key match. */
    public boolean isNarrow() {
        return !comparison.operator().isNegated()
                && comparison.operator() != ConditionOperator.NULL
                && comparison.quantifier() != Quantifier.ALL
                && !comparison.ifExists()
                && operands.stream().allMatch(ConditionOperand::fixed);
    }

    /** Tells whether a request meets the condition. */
    public boolean holds(ConditionValues values) {
        List<String> given = values.of(key);
        if (comparison.operator() == ConditionOperator.NULL) {
            return matches(String.valueOf(given.isEmpty()), values);
        }
        if (given.isEmpty()) {
            return holdsOfNothing();
        }
        boolean negated = comparison.operator().isNegated();
        return switch (comparison.quantifier()) {
            case ONE -> given.stream().anyMatch(value -> matches(value, values)) != negated;
            case ALL -> given.stream().allMatch(value -> matches(value, values) != negated);
            case ANY -> given.stream().anyMatch(value -> matches(value, values) != negated);
        };
    }

    private boolean holdsOfNothing() {
        return comparison.ifExists()
                || switch (comparison.quantifier()) {
                    case ONE -> comparison.operator().isNegated();
                    case ALL -> true;
                    case ANY -> false;
                };
    }

    private boolean matches(String value, ConditionValues values) {
        for (ConditionOperand operand : operands) {
            if (operand.matches(value, values.variables())) {
                return true;
            }
        }
        return false;
    }
}
