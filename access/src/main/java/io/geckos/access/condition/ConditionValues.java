package io.geckos.access.condition;

import io.geckos.access.text.Variables;
import java.util.List;
import java.util.Optional;

/** The values that a request gives to condition keys. Used by one thread. */
@FunctionalInterface
public interface ConditionValues extends Variables {
    /** The values of a key; none if the request does not have it. */
    List<String> of(ConditionKey key);

    @Override
    default Optional<String> value(String name) {
        return ConditionKey.parse(name).flatMap(key -> of(key).stream().findFirst());
    }
}
