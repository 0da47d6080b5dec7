package io.geckos.access.condition;

import io.geckos.access.text.IpRange;
import io.geckos.access.text.WildcardPattern;
import io.geckos.access.text.WildcardPattern.Syntax;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * What a condition compares, without its quantifier. A negated operator holds of a value if none of the values in the
 * policy matches it, and holds if the request has no value.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
 *     Condition operators</a>
 */
enum ConditionOperator {
    STRING_EQUALS("StringEquals"),
    STRING_NOT_EQUALS("StringNotEquals"),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase"),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase"),
    STRING_LIKE("StringLike"),
    STRING_NOT_LIKE("StringNotLike"),
    NUMERIC_EQUALS("NumericEquals"),
    NUMERIC_NOT_EQUALS("NumericNotEquals"),
    NUMERIC_LESS_THAN("NumericLessThan"),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals"),
    NUMERIC_GREATER_THAN("NumericGreaterThan"),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals"),
    DATE_EQUALS("DateEquals"),
    DATE_NOT_EQUALS("DateNotEquals"),
    DATE_LESS_THAN("DateLessThan"),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals"),
    DATE_GREATER_THAN("DateGreaterThan"),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals"),
    BOOL("Bool"),
    BINARY_EQUALS("BinaryEquals"),
    IP_ADDRESS("IpAddress"),
    NOT_IP_ADDRESS("NotIpAddress"),
    ARN_EQUALS("ArnEquals"),
    ARN_NOT_EQUALS("ArnNotEquals"),
    ARN_LIKE("ArnLike"),
    ARN_NOT_LIKE("ArnNotLike"),
    NULL("Null");

    private final String text;

    ConditionOperator(String text) {
        this.text = text;
    }

    /** The operator of a name; upper and lower case do not matter. */
    static Optional<ConditionOperator> named(String name) {
        return Arrays.stream(values())
                .filter(operator -> operator.text.equalsIgnoreCase(name))
                .findFirst();
    }

    boolean isNegated() {
        return text.contains("Not");
    }

    /**
     * Parses a value of the policy.
     *
     * @param variables whether the policy may use variables
     * @throws IllegalArgumentException saying what this operator compares with
     */
    ConditionOperand operand(String value, boolean variables) {
        return switch (this) {
            case STRING_EQUALS, STRING_NOT_EQUALS -> equal(pattern(value, false, variables));
            case STRING_EQUALS_IGNORE_CASE, STRING_NOT_EQUALS_IGNORE_CASE -> equalIgnoringCase(value, variables);
            case STRING_LIKE, STRING_NOT_LIKE -> equal(pattern(value, true, variables));
            case NUMERIC_EQUALS, NUMERIC_NOT_EQUALS -> number(value, order -> order == 0);
            case NUMERIC_LESS_THAN -> number(value, order -> order < 0);
            case NUMERIC_LESS_THAN_EQUALS -> number(value, order -> order <= 0);
            case NUMERIC_GREATER_THAN -> number(value, order -> order > 0);
            case NUMERIC_GREATER_THAN_EQUALS -> number(value, order -> order >= 0);
            case DATE_EQUALS, DATE_NOT_EQUALS -> date(value, order -> order == 0);
            case DATE_LESS_THAN -> date(value, order -> order < 0);
            case DATE_LESS_THAN_EQUALS -> date(value, order -> order <= 0);
            case DATE_GREATER_THAN -> date(value, order -> order > 0);
            case DATE_GREATER_THAN_EQUALS -> date(value, order -> order >= 0);
            case BOOL, NULL -> truth(value);
            case BINARY_EQUALS -> binary(value);
            case IP_ADDRESS, NOT_IP_ADDRESS -> range(value);
            case ARN_EQUALS, ARN_NOT_EQUALS, ARN_LIKE, ARN_NOT_LIKE -> arn(pattern(value, true, variables));
        };
    }

    private static WildcardPattern pattern(String value, boolean wildcards, boolean variables) {
        return WildcardPattern.parse(value, Syntax.of(wildcards, variables), ConditionOperator::isVariable);
    }

    /** Tells whether policies may use a variable of this name. */
    static boolean isVariable(String name) {
        return ConditionKey.parse(name).filter(ConditionKey::isSingle).isPresent();
    }

    private static ConditionOperand equal(WildcardPattern pattern) {
        return new ConditionOperand(pattern.isFixed(), pattern::matches);
    }

    private static ConditionOperand equalIgnoringCase(String value, boolean variables) {
        WildcardPattern lower = pattern(value, false, variables).inLowerCase();
        return new ConditionOperand(
                lower.isFixed(),
                (given, facts) -> lower.matches(
                        WildcardPattern.lowerCase(given),
                        name -> facts.value(name).map(WildcardPattern::lowerCase)));
    }

    private static ConditionOperand number(String value, IntPredicate order) {
        BigDecimal wanted =
                PolicyNumber.parse(value).orElseThrow(() -> new IllegalArgumentException("must be a decimal number"));
        return new ConditionOperand(
                true,
                (given, _) -> PolicyNumber.parse(given)
                        .filter(number -> order.test(number.compareTo(wanted)))
                        .isPresent());
    }

    private static ConditionOperand date(String value, IntPredicate order) {
        BigDecimal wanted = PolicyNumber.parseDate(value)
                .orElseThrow(() -> new IllegalArgumentException(
                        "must be a date such as 2030-01-31T00:00:00Z, or a number of seconds since 1970"));
        return new ConditionOperand(
                true,
                (given, _) -> PolicyNumber.parseDate(given)
                        .filter(date -> order.test(date.compareTo(wanted)))
                        .isPresent());
    }

    private static ConditionOperand truth(String value) {
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException("must be true or false");
        }
        return new ConditionOperand(true, (given, _) -> given.equalsIgnoreCase(value));
    }

    private static ConditionOperand binary(String value) {
        byte[] wanted = Base64.getDecoder().decode(value);
        return new ConditionOperand(
                true, (given, _) -> given.equals(Base64.getEncoder().encodeToString(wanted)));
    }

    private static ConditionOperand range(String value) {
        IpRange range = IpRange.parse(value)
                .orElseThrow(() -> new IllegalArgumentException(
                        "must be an address, or a range such as 192.0.2.0/24 or 2001:db8::/32"));
        return new ConditionOperand(!range.isWide(), (given, _) -> range.contains(given));
    }

    private static ConditionOperand arn(WildcardPattern pattern) {
        return new ConditionOperand(pattern.isFixed(), pattern::matchesArn);
    }

    @Override
    public String toString() {
        return text;
    }
}
