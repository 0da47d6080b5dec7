package io.geckos.access;

import io.geckos.access.PolicySet.Asked;
import io.geckos.access.PolicySet.Check;
import io.geckos.access.PolicySet.Element;
import io.geckos.access.PolicySet.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Makes up policies and requests from few names, so that they meet. */
record RandomPolicies(RandomGenerator random) {
    static final List<String> SUBJECTS = List.of("anonymous", "root", "alice", "bob", "otherroot", "carol");

    private static final List<String> PRINCIPALS = List.of(
            "*",
            "111111111111",
            "arn:aws:iam::222222222222:root",
            "arn:aws:iam::111111111111:root",
            "arn:aws:iam::111111111111:user/alice",
            "arn:aws:iam::111111111111:user/bob",
            "arn:aws:iam::222222222222:user/carol",
            "AIDAALICE",
            "AIDACAROL",
            "AIDAGONE");
    private static final List<String> ACTIONS = List.of(
            "*",
            "s3:*",
            "s3:Get*",
            "s3:?etObject",
            "s3:GetObject",
            "S3:getobject",
            "s3:PutObject",
            "s3:*Object",
            "s3:*Version");
    private static final List<String> NAMES =
            List.of("s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:PutObjectAcl", "s3:GetObjectVersion");
    private static final List<String> RESOURCES = List.of(
            "arn:aws:s3:::bucket/*",
            "arn:aws:s3:::bucket/a*",
            "arn:aws:s3:::bucket/?",
            "arn:aws:s3:::bucket/a/${aws:username}/*",
            "arn:aws:s3:::bucket/*b",
            "arn:aws:s3:::bucket/${*}",
            "arn:aws:s3:::bucket*",
            "arn:aws:s3:::bucket/${aws:username, 'a'}");
    private static final List<String> KEYS =
            List.of("a", "b", "ab", "aab", "*", "a/alice/b", "a/bob/", "alice", "a/carol/x", "bucket");

    private static final Map<String, List<String>> GIVEN = Map.of(
            "s3:prefix", List.of("", "home/", "home/alice", "x*"),
            "s3:max-keys", List.of("10", "1000", "junk", "-1"),
            "aws:SourceIp", List.of("10.1.2.3", "192.0.2.7", "2001:db8::1"),
            "aws:CurrentTime", List.of("2026-01-01T00:00:00Z", "2026-06-01T12:00:00Z"),
            "aws:SecureTransport", List.of("true", "false"),
            "aws:PrincipalArn", List.of("arn:aws:iam::111111111111:user/alice", "arn:aws:iam::222222222222:root"),
            "s3:RequestObjectTagKeys", List.of("Owner", "cost", "team"));

    private static final Map<String, List<List<String>>> OPERATORS = Map.of(
            "s3:prefix",
            List.of(
                    List.of("StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"),
                    List.of("home/", "HOME/", "", "home/${aws:username}", "x*", "x${*}"),
                    List.of("StringLike", "StringNotLike"),
                    List.of("home/*", "*", "?*", "h?me/", "x${*}")),
            "s3:max-keys",
            List.of(
                    List.of(
                            "NumericEquals",
                            "NumericNotEquals",
                            "NumericLessThan",
                            "NumericLessThanEquals",
                            "NumericGreaterThan",
                            "NumericGreaterThanEquals"),
                    List.of("10", "10.0", "999.5", "-3")),
            "aws:SourceIp",
            List.of(
                    List.of("IpAddress", "NotIpAddress"),
                    List.of("10.0.0.0/8", "192.0.2.7", "2001:db8::/32", "0.0.0.0/0")),
            "aws:CurrentTime",
            List.of(
                    List.of(
                            "DateEquals",
                            "DateNotEquals",
                            "DateLessThan",
                            "DateLessThanEquals",
                            "DateGreaterThan",
                            "DateGreaterThanEquals"),
                    List.of("2026-01-01T00:00:00Z", "2026-01-01", "1780315200")),
            "aws:SecureTransport",
            List.of(List.of("Bool"), List.of("true", "false")),
            "aws:PrincipalArn",
            List.of(
                    List.of("ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike"),
                    List.of("arn:aws:iam::*:user/*", "arn:*", "arn:aws:iam::222222222222:root", "*:*:*:*:*:*")),
            "s3:RequestObjectTagKeys",
            List.of(List.of("StringEquals", "StringNotEquals", "StringLike"), List.of("Owner", "cost", "t*")));

    PolicySet policy() {
        List<Rule> rules = new ArrayList<>();
        int count = random.nextInt(1, 5);
        for (int i = 0; i < count; i++) {
            rules.add(new Rule(
                    random.nextInt(3) > 0, element(PRINCIPALS), element(ACTIONS), element(RESOURCES), checks()));
        }
        return new PolicySet(rules);
    }

    Asked asked() {
        Map<String, List<String>> facts = new HashMap<>();
        GIVEN.forEach((key, values) -> {
            if (random.nextInt(3) > 0) {
                facts.put(key, key.equals("s3:RequestObjectTagKeys") ? some(values) : List.of(pick(values)));
            }
        });
        return new Asked(pick(SUBJECTS), pick(NAMES), "arn:aws:s3:::bucket/" + pick(KEYS), facts);
    }

    private Element element(List<String> values) {
        return new Element(random.nextInt(5) == 0, some(values));
    }

    /** At most one condition for each operator, because JSON has each name once. */
    private List<Check> checks() {
        Map<String, Check> checks = new HashMap<>();
        for (int i = random.nextInt(4); i > 1; i--) {
            Check check = check();
            checks.put(check.operator(), check);
        }
        return List.copyOf(checks.values());
    }

    private Check check() {
        String key = pick(List.copyOf(OPERATORS.keySet()));
        if (random.nextInt(8) == 0) {
            return new Check("Null", key, List.of(pick(List.of("true", "false"))));
        }
        List<List<String>> choices = OPERATORS.getOrDefault(key, List.of());
        int choice = 2 * random.nextInt(choices.size() / 2);
        String quantifier = pick(List.of("", "", "ForAllValues:", "ForAnyValue:"));
        String suffix = pick(List.of("", "", "IfExists"));
        return new Check(quantifier + pick(choices.get(choice)) + suffix, key, some(choices.get(choice + 1)));
    }

    private List<String> some(List<String> values) {
        List<String> some = new ArrayList<>();
        for (int i = random.nextInt(1, 3); i > 0; i--) {
            some.add(pick(values));
        }
        return some;
    }

    private String pick(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
