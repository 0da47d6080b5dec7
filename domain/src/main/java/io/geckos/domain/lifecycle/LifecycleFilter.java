package io.geckos.domain.lifecycle;

import java.util.Map;
import java.util.OptionalLong;

/**
 * Which objects a rule is about: those for which all of this holds.
 *
 * @param prefix what their keys begin with; may be empty
 * @param tags which they have, each with this value
 * @param largerThan in bytes; their size is greater
 * @param smallerThan in bytes; their size is less
 */
public record LifecycleFilter(
        String prefix, Map<String, String> tags, OptionalLong largerThan, OptionalLong smallerThan) {
    /** Matches every object. */
    public static final LifecycleFilter ALL =
            new LifecycleFilter("", Map.of(), OptionalLong.empty(), OptionalLong.empty());

    /** Copies the collections. */
    public LifecycleFilter {
        tags = Map.copyOf(tags);
    }

    /** Tells whether an object may match, as far as key and size tell; its tags are to be looked at if so. */
    boolean matches(String key, long size) {
        return matchesKey(key)
                && (largerThan.isEmpty() || size > largerThan.getAsLong())
                && (smallerThan.isEmpty() || size < smallerThan.getAsLong());
    }

    boolean matchesKey(String key) {
        return key.startsWith(prefix);
    }

    boolean matchesTags(Map<String, String> actual) {
        return actual.entrySet().containsAll(tags.entrySet());
    }

    /** Tells whether this asks for no more than a prefix, so that it can match what has neither size nor tags. */
    boolean isPrefixOnly() {
        return tags.isEmpty() && largerThan.isEmpty() && smallerThan.isEmpty();
    }
}
