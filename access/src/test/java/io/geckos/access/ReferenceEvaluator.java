package io.geckos.access;

import io.geckos.access.PolicySet.Asked;
import io.geckos.access.PolicySet.Check;
import io.geckos.access.PolicySet.Element;
import io.geckos.access.PolicySet.Rule;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Decides slowly and plainly, by regular expressions over the policy as it was made up, so that it shares no code with
 * what it checks.
 */
final class ReferenceEvaluator {
    private static final Map<String, String> ARNS = Map.of(
            "anonymous", "",
            "root", "arn:aws:iam::111111111111:root",
            "alice", "arn:aws:iam::111111111111:user/alice",
            "bob", "arn:aws:iam::111111111111:user/bob",
            "otherroot", "arn:aws:iam::222222222222:root",
            "carol", "arn:aws:iam::222222222222:user/carol");

    private final Asked asked;
    private final String arn;

    ReferenceEvaluator(Asked asked) {
        this.asked = asked;
        this.arn = ARNS.getOrDefault(asked.subject(), "");
    }

    /** The bucket belongs to account 1. Users have identity policies; roots and nobody have none. */
    boolean allows(PolicySet bucket, Optional<PolicySet> identity, boolean restricted) {
        boolean root = arn.endsWith(":root");
        boolean own = arn.contains("111111111111");
        boolean denied = bucket.rules().stream().anyMatch(rule -> !rule.allow() && names(rule) != 0 && covers(rule))
                || identity.stream().flatMap(it -> it.rules().stream()).anyMatch(rule -> !rule.allow() && covers(rule));
        if (denied) {
            return false;
        }
        if (root && own) {
            return true;
        }
        int granted = restricted && !own
                ? 0
                : bucket.rules().stream()
                        .filter(rule -> rule.allow() && covers(rule))
                        .mapToInt(this::names)
                        .max()
                        .orElse(0);
        boolean byIdentity = root
                || identity.stream().flatMap(it -> it.rules().stream()).anyMatch(rule -> rule.allow() && covers(rule));
        if (arn.isEmpty()) {
            return granted == 2;
        }
        return own ? byIdentity || granted == 2 : byIdentity && granted > 0;
    }

    /** 0 if the rule does not name the sender, 1 if it names its account, 2 if it names it or everybody. */
    private int names(Rule rule) {
        int naming = 0;
        String id = arn.contains(":user/") ? "AIDA" + asked.subject().toUpperCase(Locale.ROOT) : "";
        for (String principal : rule.principals().values()) {
            String full = principal.matches("\\d+") ? "arn:aws:iam::" + principal + ":root" : principal;
            if (full.equals("*") || (!arn.isEmpty() && (full.equals(arn) || full.equals(id)))) {
                naming = 2;
            } else if (!arn.isEmpty() && full.equals(arn.replaceAll("(user/.*|root)$", "root"))) {
                naming = Math.max(naming, 1);
            }
        }
        return rule.principals().not() ? (naming == 2 ? 0 : 2) : naming;
    }

    private boolean covers(Rule rule) {
        return applies(rule.actions(), action -> like("(?i)", action, asked.action()))
                && applies(rule.resources(), resource -> like("", resource, asked.resource()))
                && rule.checks().stream().allMatch(this::holds);
    }

    private static boolean applies(Element element, Predicate<String> matches) {
        return element.values().stream().anyMatch(matches) != element.not();
    }

    private Optional<String> resolved(String pattern, boolean wildcards) {
        String user = arn.contains("user/") ? arn.substring(arn.indexOf('/') + 1) : null;
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.startsWith("${*}", i)) {
                regex.append("\\*");
                i += 3;
            } else if (pattern.startsWith("${aws:username, 'a'}", i)) {
                regex.append(user == null ? "a" : user);
                i += "${aws:username, 'a'}".length() - 1;
            } else if (pattern.startsWith("${aws:username}", i)) {
                if (user == null) {
                    return Optional.empty();
                }
                regex.append(user);
                i += "${aws:username}".length() - 1;
            } else if (wildcards && pattern.charAt(i) == '*') {
                regex.append(".*");
            } else if (wildcards && pattern.charAt(i) == '?') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(pattern.substring(i, i + 1)));
            }
        }
        return Optional.of(regex.toString());
    }

    private boolean like(String flags, String pattern, String text) {
        return resolved(pattern, true)
                .filter(regex -> text.matches(flags + "(?s)" + regex))
                .isPresent();
    }

    private boolean equal(String flags, String pattern, String text) {
        return resolved(pattern, false)
                .filter(regex -> text.matches(flags + regex))
                .isPresent();
    }

    private boolean holds(Check check) {
        List<String> given = asked.facts().getOrDefault(check.key(), List.of());
        String operator = check.operator();
        if (operator.equals("Null")) {
            return check.values().contains(given.isEmpty() ? "true" : "false");
        }
        boolean ifExists = operator.endsWith("IfExists");
        boolean all = operator.startsWith("ForAllValues:");
        boolean any = operator.startsWith("ForAnyValue:");
        String name = operator.replaceAll("^For.*:|IfExists$", "");
        boolean not = name.contains("Not");
        if (given.isEmpty()) {
            return ifExists || all || (not && !any);
        }
        Predicate<String> matches =
                value -> check.values().stream().anyMatch(wanted -> compare(name.replace("Not", ""), wanted, value));
        if (all) {
            return given.stream().allMatch(not ? matches.negate() : matches);
        }
        if (any) {
            return given.stream().anyMatch(not ? matches.negate() : matches);
        }
        return given.stream().anyMatch(matches) != not;
    }

    private boolean compare(String name, String wanted, String value) {
        if (name.startsWith("Numeric")) {
            return value.matches("-?\\d+")
                    && order(name, Double.compare(Double.parseDouble(value), Double.parseDouble(wanted)));
        }
        if (name.startsWith("Date")) {
            return order(name, Long.compare(seconds(value), seconds(wanted)));
        }
        return switch (name) {
            case "StringEquals" -> equal("", wanted, value);
            case "StringEqualsIgnoreCase" -> equal("(?i)", wanted, value);
            case "StringLike" -> like("", wanted, value);
            case "Bool" -> wanted.equals(value);
            case "IpAddress", "IpAddres" -> inRange(wanted, value);
            case "ArnEquals", "ArnLike" -> arnLike(wanted, value);
            default -> throw new AssertionError(name);
        };
    }

    private static boolean order(String name, int order) {
        return switch (name.replaceAll("^(Numeric|Date)", "")) {
            case "Equals" -> order == 0;
            case "LessThan" -> order < 0;
            case "LessThanEquals" -> order <= 0;
            case "GreaterThan" -> order > 0;
            case "GreaterThanEquals" -> order >= 0;
            default -> throw new AssertionError(name);
        };
    }

    private static long seconds(String date) {
        return switch (date) {
            case "2026-01-01T00:00:00Z", "2026-01-01" -> 1767225600L;
            case "2026-06-01T12:00:00Z", "1780315200" -> 1780315200L;
            default -> throw new AssertionError(date);
        };
    }

    private static boolean inRange(String range, String address) {
        return switch (range) {
            case "10.0.0.0/8" -> address.startsWith("10.");
            case "192.0.2.7" -> address.equals("192.0.2.7");
            case "2001:db8::/32" -> address.startsWith("2001:db8:");
            case "0.0.0.0/0" -> address.indexOf('.') > 0;
            default -> throw new AssertionError(range);
        };
    }

    private boolean arnLike(String pattern, String value) {
        String[] wanted = pattern.split(":", 6);
        String[] given = value.split(":", 6);
        boolean same = wanted.length == given.length;
        for (int i = 0; same && i < wanted.length; i++) {
            same = like("", wanted[i], given[i]);
        }
        return same;
    }
}
