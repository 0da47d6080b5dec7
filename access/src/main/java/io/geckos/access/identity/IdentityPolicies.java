package io.geckos.access.identity;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The policies of a user, a group or a role.
 *
 * @param inline documents by the names of the policies, sorted
 * @param attached the ARNs of managed policies, sorted
 */
public record IdentityPolicies(Map<String, String> inline, Set<String> attached) {
    /** No policies. */
    public static final IdentityPolicies NONE = new IdentityPolicies(Map.of(), Set.of());

    /** Copies the collections. */
    public IdentityPolicies {
        inline = Collections.unmodifiableMap(new TreeMap<>(inline));
        attached = Collections.unmodifiableSet(new TreeSet<>(attached));
    }

    /** Tells whether there is none. */
    public boolean isEmpty() {
        return inline.isEmpty() && attached.isEmpty();
    }

    /** Adds or replaces an inline policy. */
    public IdentityPolicies withInline(String name, String document) {
        Map<String, String> changed = new TreeMap<>(inline);
        changed.put(name, document);
        return new IdentityPolicies(changed, attached);
    }

    /** Removes an inline policy. */
    public IdentityPolicies withoutInline(String name) {
        Map<String, String> changed = new TreeMap<>(inline);
        changed.remove(name);
        return new IdentityPolicies(changed, attached);
    }

    /** Attaches a managed policy. */
    public IdentityPolicies with(String arn) {
        Set<String> changed = new TreeSet<>(attached);
        changed.add(arn);
        return new IdentityPolicies(inline, changed);
    }

    /** Detaches a managed policy. */
    public IdentityPolicies without(String arn) {
        Set<String> changed = new TreeSet<>(attached);
        changed.remove(arn);
        return new IdentityPolicies(inline, changed);
    }
}
