package io.geckos.access.text;

import java.util.Optional;

/** The values of variables, such as <code>${aws:username}</code>, for one request. */
@FunctionalInterface
public interface Variables {
    /** No variable has a value. */
    Variables NONE = _ -> Optional.empty();

    /** The value of a variable, by its name; empty if the request has none. */
    Optional<String> value(String name);
}
