package io.geckos.s3;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the operation a request means: of the routes that match, the one asking for most. */
final class Router {
    /** Keys in routes that only say which of several things is meant. */
    private static final Set<String> QUALIFIERS = Set.of("id");

    /** A key in no route that still says what is meant. */
    private static final String VERSION = "versionId";

    private final Map<Slot, List<Entry>> entries;
    private final Set<String> subresources;

    private record Slot(String method, Scope scope) {}

    private record Entry(Route route, S3Action action) {
        Slot slot() {
            return new Slot(route.method(), route.scope());
        }
    }

    /**
     * Builds the table.
     *
     * @throws IllegalArgumentException if a route leads to two places
     */
    Router(Collection<S3Action> actions) {
        Map<Route, S3Action> taken = new HashMap<>();
        List<Entry> table = new ArrayList<>();
        for (S3Action action : actions) {
            for (Route route : action.routes()) {
                S3Action other = taken.put(route, action);
                if (other != null) {
                    throw new IllegalArgumentException(route + " leads to " + other + " and to " + action);
                }
                table.add(new Entry(route, action));
            }
        }
        table.sort(Comparator.comparingInt((Entry entry) -> entry.route().specificity())
                .reversed());
        entries = table.stream().collect(groupingBy(Entry::slot));
        subresources = taken.keySet().stream()
                .flatMap(route -> route.query().stream())
                .filter(key -> !QUALIFIERS.contains(key))
                .collect(toUnmodifiableSet());
    }

    /**
     * Finds the operation.
     *
     * @throws S3Exception {@link S3Error#NotImplemented} if the query names a subresource that has no such method,
     *     {@link S3Error#MethodNotAllowed} if there is no such method at all
     */
    S3Action resolve(String method, Scope scope, Set<String> query, Set<String> headers) {
        for (Entry entry : entries.getOrDefault(new Slot(method, scope), List.of())) {
            if (entry.route().matches(query, headers)) {
                return entry.action();
            }
        }
        if (query.stream().anyMatch(this::isSubresource)) {
            throw new S3Exception(S3Error.NotImplemented);
        }
        throw S3Exception.methodNotAllowed(method, scope);
    }

    /** Tells whether a query key names something of a bucket or object, so that it is never ignored. */
    boolean isSubresource(String key) {
        return subresources.contains(key) || key.equals(VERSION);
    }
}
