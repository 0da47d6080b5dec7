package io.geckos.access;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A policy as a test makes it up: it can be written as JSON, and read without a parser. */
record PolicySet(List<Rule> rules) {
    /** A statement. Each {@code not} stands for the opposite of an element. */
    record Rule(boolean allow, Element principals, Element actions, Element resources, List<Check> checks) {}

    /** An element with its values. */
    record Element(boolean not, List<String> values) {}

    /** A condition. */
    record Check(String operator, String key, List<String> values) {}

    /** A request. */
    record Asked(String subject, String action, String resource, Map<String, List<String>> facts) {}

    String json(boolean withPrincipals) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":["
                + rules.stream().map(rule -> json(rule, withPrincipals)).collect(Collectors.joining(",")) + "]}";
    }

    private static String json(Rule rule, boolean withPrincipals) {
        String principals = withPrincipals
                ? "\"" + (rule.principals.not() ? "Not" : "") + "Principal\":{\"AWS\":"
                        + array(rule.principals.values()) + "},"
                : "";
        return "{\"Effect\":\"" + (rule.allow ? "Allow" : "Deny") + "\"," + principals + element("Action", rule.actions)
                + "," + element("Resource", rule.resources) + conditions(rule.checks) + "}";
    }

    private static String element(String name, Element element) {
        return "\"" + (element.not() ? "Not" : "") + name + "\":" + array(element.values());
    }

    private static String conditions(List<Check> checks) {
        if (checks.isEmpty()) {
            return "";
        }
        return ",\"Condition\":{"
                + checks.stream()
                        .map(check ->
                                "\"" + check.operator() + "\":{\"" + check.key() + "\":" + array(check.values()) + "}")
                        .collect(Collectors.joining(","))
                + "}";
    }

    private static String array(List<String> values) {
        return values.stream().map(value -> "\"" + value + "\"").collect(Collectors.joining(",", "[", "]"));
    }
}
