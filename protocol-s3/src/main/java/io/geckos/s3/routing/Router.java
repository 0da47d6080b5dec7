package io.geckos.s3.routing;

import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds the operation of a request. If several routes match, the one that requires most wins. */
public final class Router {
    /** Keys in routes that do not name a subresource, but choose one of several items. */
    private static final Set<String> QUALIFIERS = Set.of("id");

    /** A key that is in no route and still has a meaning. */
    private static final String VERSION = "versionId";

    private final Map<ResourceType, Map<String, List<Entry>>> entries = new EnumMap<>(ResourceType.class);
    private final Set<String> subresources = new HashSet<>();

    private record Entry(Route route, S3Action action) {
        int specificity() {
            return route.specificity();
        }
    }

    /**
     * Builds the table.
     *
     * @throws IllegalArgumentException if two actions have the same route
     */
    public Router(Collection<S3Action> actions) {
        for (S3Action action : actions) {
            action.routes().forEach(route -> add(new Entry(route, action)));
        }
        subresources.removeAll(QUALIFIERS);
    }

    private void add(Entry entry) {
        Route route = entry.route();
        List<Entry> others = entries.computeIfAbsent(route.scope(), _ -> new HashMap<>())
                .computeIfAbsent(route.method(), _ -> new ArrayList<>());
        int place = 0;
        for (Entry other : others) {
            if (other.route().asksForTheSame(route)) {
                throw new IllegalArgumentException(route + " leads to " + other.action() + " and to " + entry.action());
            }
            place += other.specificity() >= entry.specificity() ? 1 : 0;
        }
        others.add(place, entry);
        subresources.addAll(route.query());
    }

    /**
     * Finds the operation.
     *
     * @throws S3Exception {@link S3Error#NotImplemented} if the query names a subresource that has no such method,
     *     {@link S3Error#MethodNotAllowed} if there is no such method at all
     */
    public S3Action resolve(String method, ResourceType scope, Set<String> query, Set<String> headers) {
        for (Entry entry : entries.getOrDefault(scope, Map.of()).getOrDefault(method, List.of())) {
            if (entry.route().matches(query, headers)) {
                return entry.action();
            }
        }
        if (query.stream().anyMatch(this::isSubresource)) {
            throw new S3Exception(S3Error.NotImplemented);
        }
        throw S3Exception.methodNotAllowed(method, scope.name(), methods(scope, query, headers));
    }

    private Set<String> methods(ResourceType scope, Set<String> query, Set<String> headers) {
        Set<String> methods = new TreeSet<>();
        entries.getOrDefault(scope, Map.of()).forEach((method, those) -> {
            if (those.stream().anyMatch(entry -> entry.route().matches(query, headers))) {
                methods.add(method);
            }
        });
        return methods;
    }

    /** Tells whether a query key has a meaning in S3, so that it must not be ignored. */
    public boolean isSubresource(String key) {
        return subresources.contains(key) || key.equals(VERSION);
    }
}
