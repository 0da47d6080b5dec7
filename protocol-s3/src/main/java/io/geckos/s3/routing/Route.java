package io.geckos.s3.routing;

import java.util.Set;

/**
 * What a request must have to mean an operation; it may have more.
 *
 * @param query keys its query must have
 * @param headers names its headers must have
 */
public record Route(String method, ResourceType scope, Set<String> query, Set<String> headers) {
    /** Asks for a method and a kind of target only. */
    static Route of(String method, ResourceType scope) {
        return new Route(method, scope, Set.of(), Set.of());
    }

    /** The same, asking for query keys too. */
    Route query(String... keys) {
        return new Route(method, scope, Set.of(keys), headers);
    }

    /** The same, asking for a header too. */
    Route header(String name) {
        return new Route(method, scope, query, Set.of(name));
    }

    boolean matches(Set<String> presentQuery, Set<String> presentHeaders) {
        return presentQuery.containsAll(query) && presentHeaders.containsAll(headers);
    }

    /** Tells whether another route of the same method and scope cannot be told from this. */
    boolean asksForTheSame(Route other) {
        return query.equals(other.query) && headers.equals(other.headers);
    }

    /** How much it asks for. */
    int specificity() {
        return query.size() + headers.size();
    }
}
