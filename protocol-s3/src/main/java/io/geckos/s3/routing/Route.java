package io.geckos.s3.routing;

import java.util.Set;

/**
 * The form of a request for one operation. A request that matches may have further query keys and headers.
 *
 * @param query the keys that its query must have
 * @param headers the headers that it must have
 */
public record Route(String method, ResourceType scope, Set<String> query, Set<String> headers) {
    /** A route that requires only a method and a kind of target. */
    static Route of(String method, ResourceType scope) {
        return new Route(method, scope, Set.of(), Set.of());
    }

    /** A copy that also requires query keys. */
    Route query(String... keys) {
        return new Route(method, scope, Set.of(keys), headers);
    }

    /** A copy that also requires a header. */
    Route header(String name) {
        return new Route(method, scope, query, Set.of(name));
    }

    boolean matches(Set<String> presentQuery, Set<String> presentHeaders) {
        return presentQuery.containsAll(query) && presentHeaders.containsAll(headers);
    }

    /** Tells whether another route with the same method and scope matches the same requests. */
    boolean asksForTheSame(Route other) {
        return query.equals(other.query) && headers.equals(other.headers);
    }

    /** The number of required keys and headers. */
    int specificity() {
        return query.size() + headers.size();
    }
}
