package io.geckos.access.policy;

import io.geckos.access.condition.Condition;
import io.geckos.access.condition.ConditionKey;
import io.geckos.access.policy.Statement.Selection;
import io.geckos.access.text.WildcardPattern;
import io.geckos.access.text.WildcardPattern.Syntax;
import io.geckos.domain.name.BucketName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Parses statements.
 *
 * @param bucket the bucket whose policy has them; empty for other kinds of policies
 * @param variables whether they may use variables
 */
record StatementParser(PolicyKind kind, Optional<BucketName> bucket, boolean variables) {
    private static final Set<String> FIELDS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");
    private static final Pattern ACTION = Pattern.compile("\\*|[a-zA-Z0-9-]+:[a-zA-Z0-9*?]+");
    private static final String NO_ACTION = "Policy has invalid action";
    private static final String NO_RESOURCE = "Policy has invalid resource";
    private static final String ARN = "arn:aws:s3:::";

    /** What of a statement's id is told to people, in characters. */
    private static final int MAX_SID = 100;

    Statement parse(PolicyElement element) {
        Map<String, PolicyElement> members = element.members();
        members.forEach((name, member) -> {
            if (!FIELDS.contains(name)) {
                throw member.malformed("Unknown field " + name, "is not an element of a statement");
            }
        });
        Selection<PolicyElement> actions = one(element, members, "Action");
        Statement statement = new Statement(
                id(members).map(id -> element.place() + " (" + id + ")").orElse(element.place()),
                id(members).orElse(element.place()),
                allows(element, members),
                principals(element, members),
                new Selection<>(actions.except(), actions(actions.named())),
                kind == PolicyKind.TRUST ? theRole(members) : resources(element, members),
                conditions(members));
        if (kind == PolicyKind.BUCKET && !actions.except() && members.containsKey("Resource")) {
            requireEffect(actions.named(), one(element, members, "Resource").named());
        }
        return statement;
    }

    private static Optional<String> id(Map<String, PolicyElement> members) {
        return Optional.ofNullable(members.get("Sid"))
                .map(PolicyElement::text)
                .filter(id -> !id.isEmpty())
                .map(id -> id.substring(0, Math.min(id.length(), MAX_SID)));
    }

    private Selection<List<WildcardPattern>> resources(PolicyElement element, Map<String, PolicyElement> members) {
        Selection<PolicyElement> resources = one(element, members, "Resource");
        return new Selection<>(resources.except(), resources(resources.named()));
    }

    private static Selection<List<WildcardPattern>> theRole(Map<String, PolicyElement> members) {
        refuse(members, List.of("Resource", "NotResource"), "Has prohibited field Resource");
        return new Selection<>(false, List.of(WildcardPattern.of("*")));
    }

    private static void refuse(Map<String, PolicyElement> members, List<String> names, String problem) {
        for (String name : names) {
            PolicyElement element = members.get(name);
            if (element != null) {
                throw element.malformed(problem, "must be left out");
            }
        }
    }

    private static boolean allows(PolicyElement statement, Map<String, PolicyElement> members) {
        PolicyElement effect = members.get("Effect");
        if (effect == null) {
            throw statement.malformed("Missing required field Effect", "must have one");
        }
        return switch (effect.text()) {
            case "Allow" -> true;
            case "Deny" -> false;
            default -> throw effect.malformed("Invalid effect: " + effect.text(), "must be Allow or Deny");
        };
    }

    /** The element of a name or its opposite, of which a statement has exactly one. */
    private static Selection<PolicyElement> one(
            PolicyElement statement, Map<String, PolicyElement> members, String name) {
        PolicyElement named = members.get(name);
        PolicyElement others = members.get("Not" + name);
        if (named != null && others != null) {
            throw others.malformed("Invalid policy syntax", "cannot stand beside " + name);
        }
        if (named == null && others == null) {
            throw statement.malformed("Missing required field " + name, "must have " + name + " or Not" + name);
        }
        return named != null ? new Selection<>(false, named) : new Selection<>(true, Objects.requireNonNull(others));
    }

    private Selection<PrincipalSet> principals(PolicyElement statement, Map<String, PolicyElement> members) {
        if (kind != PolicyKind.IDENTITY) {
            Selection<PolicyElement> element = one(statement, members, "Principal");
            return new Selection<>(element.except(), PrincipalParser.parse(element.named()));
        }
        refuse(members, List.of("Principal", "NotPrincipal"), "Policy document should not specify a principal");
        return new Selection<>(false, PrincipalSet.EVERYBODY);
    }

    private ActionSet actions(PolicyElement element) {
        List<String> texts = new ArrayList<>();
        for (PolicyElement action : element.someElements()) {
            String text = action.text();
            boolean ofS3 = text.equals("*") || text.regionMatches(true, 0, "s3:", 0, 3);
            if (!ACTION.matcher(text).matches() || (kind == PolicyKind.BUCKET && !ofS3)) {
                throw action.malformed(NO_ACTION, "must be *, or begin with s3: and name an action");
            }
            if (kind == PolicyKind.TRUST && !text.regionMatches(true, 0, "sts:", 0, 4)) {
                throw action.malformed(NO_ACTION, "must begin with sts: and name an action");
            }
            if (ofS3 && new ActionSet(List.of(text)).permissions().isEmpty()) {
                throw action.malformed(NO_ACTION, "names no action of S3");
            }
            texts.add(text);
        }
        return new ActionSet(texts);
    }

    private List<WildcardPattern> resources(PolicyElement element) {
        List<WildcardPattern> patterns = new ArrayList<>();
        for (PolicyElement resource : element.someElements()) {
            String text = resource.text();
            if (bucket.isPresent()) {
                requireInBucket(resource, bucket.get());
            } else if (!text.equals("*") && !text.startsWith("arn:")) {
                throw resource.malformed(NO_RESOURCE, "must be * or an ARN");
            }
            try {
                patterns.add(WildcardPattern.parse(text, Syntax.of(true, variables), Condition::isVariable));
            } catch (IllegalArgumentException e) {
                throw resource.malformed(NO_RESOURCE, "cannot be read: " + e.getMessage());
            }
        }
        return patterns;
    }

    private static void requireInBucket(PolicyElement resource, BucketName bucket) {
        String own = ARN + bucket.value();
        String text = resource.text();
        String rest = text.startsWith(own) ? text.substring(own.length()) : "?";
        if (!rest.isEmpty() && !rest.startsWith("/") && !rest.startsWith("*")) {
            throw resource.malformed(NO_RESOURCE, "must be " + own + " or begin with " + own + "/");
        }
    }

    /** Refuses actions for which a statement of a bucket's policy has no resource that could be meant. */
    private static void requireEffect(PolicyElement actions, PolicyElement resources) {
        Set<S3Permission.Type> types = EnumSet.noneOf(S3Permission.Type.class);
        for (PolicyElement resource : resources.elements()) {
            String name = resource.text().substring(ARN.length());
            if (name.indexOf('/') >= 0 || name.indexOf('*') >= 0) {
                types.add(S3Permission.Type.OBJECT);
            }
            if (name.indexOf('/') < 0) {
                types.add(S3Permission.Type.BUCKET);
            }
        }
        for (PolicyElement action : actions.elements()) {
            boolean meant = new ActionSet(List.of(action.text()))
                    .permissions().stream()
                            .flatMap(name -> S3Permission.named(name).stream())
                            .anyMatch(permission -> types.contains(permission.type()));
            if (!meant) {
                throw action.malformed(
                        "Action does not apply to any resource(s) in statement",
                        "is for other resources than those of this statement");
            }
        }
    }

    private List<Condition> conditions(Map<String, PolicyElement> members) {
        PolicyElement block = members.get("Condition");
        List<Condition> conditions = new ArrayList<>();
        if (block != null) {
            block.members().forEach((operator, keys) -> {
                if (!Condition.isOperator(operator)) {
                    throw keys.malformed("Invalid Condition type : " + operator, "is not a condition operator");
                }
                keys.members().forEach((key, values) -> conditions.add(condition(operator, key, values)));
            });
        }
        return conditions;
    }

    private Condition condition(String operator, String name, PolicyElement element) {
        ConditionKey key = ConditionKey.parse(name)
                .orElseThrow(() ->
                        element.malformed("Policy has an invalid condition key", "is not a key that this server has"));
        List<String> values =
                element.someElements().stream().map(PolicyElement::scalar).toList();
        try {
            return Condition.parse(operator, key, values, variables);
        } catch (IllegalArgumentException e) {
            throw element.malformed("Invalid condition value", String.valueOf(e.getMessage()));
        }
    }
}
