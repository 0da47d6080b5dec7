package io.geckos.access.condition;

import io.geckos.access.text.Variables;
import java.util.List;

/** The values that a request gives to condition keys. Used by one thread. */
@FunctionalInterface
public interface ConditionValues {
    /** The values of a key; none if the request does not have it. */
    List<String> of(ConditionKey key);

    /** The values of variables: those of the keys of the same names. */
    default Variables variables() {
        return name -> ConditionKey.parse(name).flatMap(key -> of(key).stream().findFirst());
    }
}
