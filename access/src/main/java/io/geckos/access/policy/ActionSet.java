package io.geckos.access.policy;

import io.geckos.access.text.Variables;
import io.geckos.access.text.WildcardPattern;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The actions that a statement names. Those of S3 are known beforehand, so that a request costs one look into a set. */
final class ActionSet {
    private final List<WildcardPattern> patterns;
    private final Set<String> permissions;

    /** The set of the given patterns, such as {@code s3:Get*}. */
    ActionSet(List<String> texts) {
        patterns = texts.stream()
                .map(text -> WildcardPattern.of(text).inLowerCase())
                .toList();
        permissions = S3Permission.values().stream()
                .map(S3Permission::name)
                .filter(this::matches)
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean matches(String action) {
        String lower = WildcardPattern.lowerCase(action);
        return patterns.stream().anyMatch(pattern -> pattern.matches(lower, Variables.NONE));
    }

    /** Tells whether an action is among them. */
    boolean contains(String action) {
        return permissions.contains(action) || (!action.startsWith("s3:") && matches(action));
    }

    /** The actions of S3 among them. */
    Set<String> permissions() {
        return permissions;
    }
}
