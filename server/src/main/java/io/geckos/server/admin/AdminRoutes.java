package io.geckos.server.admin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The routes of the second listener: a table of paths and methods. HEAD is served wherever GET is. A segment in braces
 * matches any text and becomes a parameter. A path that ends in {@code *} matches every path that begins so.
 */
public final class AdminRoutes {
    /** In the order in which they were added. */
    private final List<Resource> resources = new ArrayList<>();

    /** An operation of the second listener. */
    @FunctionalInterface
    public interface Operation {
        /** Answers a request, or throws {@link AdminRefusal}. */
        AdminResponse answer(AdminRequest request);
    }

    private record Resource(String path, Map<String, Operation> methods) {
        /** The parameters in a path of this resource; empty if the path does not match. */
        Optional<Map<String, String>> match(String requested) {
            if (path.endsWith("*")) {
                return requested.startsWith(path.substring(0, path.length() - 1))
                        ? Optional.of(Map.of())
                        : Optional.empty();
            }
            String[] names = path.split("/", -1);
            String[] pieces = requested.split("/", -1);
            if (names.length != pieces.length) {
                return Optional.empty();
            }
            Map<String, String> parameters = new HashMap<>();
            for (int i = 0; i < names.length; i++) {
                if (names[i].startsWith("{")) {
                    parameters.put(names[i].substring(1, names[i].length() - 1), pieces[i]);
                } else if (!names[i].equals(pieces[i])) {
                    return Optional.empty();
                }
            }
            return Optional.of(parameters);
        }

        AdminResponse answer(AdminRequest request) {
            boolean asGet = request.method().equals("HEAD");
            Operation operation = methods.get(asGet ? "GET" : request.method());
            return operation == null ? methodNotAllowed() : operation.answer(request);
        }

        private AdminResponse methodNotAllowed() {
            TreeSet<String> allowed = new TreeSet<>(methods.keySet());
            if (allowed.contains("GET")) {
                allowed.add("HEAD");
            }
            String names = String.join(", ", allowed);
            return AdminResponse.refusal(405, "allowed here: " + names).with("allow", names);
        }
    }

    public AdminRoutes add(String method, String path, Operation operation) {
        resources.stream()
                .filter(it -> it.path().equals(path))
                .findFirst()
                .orElseGet(() -> newResource(path))
                .methods()
                .put(method, operation);
        return this;
    }

    private Resource newResource(String path) {
        Resource resource = new Resource(path, new TreeMap<>());
        resources.add(resource);
        return resource;
    }

    /** Answers a request by the first path that matches. */
    AdminResponse answer(AdminRequest request) {
        try {
            for (Resource resource : resources) {
                Optional<Map<String, String>> parameters = resource.match(request.path());
                if (parameters.isPresent()) {
                    return resource.answer(request.with(parameters.get()));
                }
            }
            return AdminResponse.refusal(404, "there are " + described());
        } catch (AdminRefusal refusal) {
            return refusal.answer();
        }
    }

    private String described() {
        return resources.stream()
                .filter(resource -> !resource.path().startsWith("/minio/"))
                .flatMap(resource -> resource.methods().keySet().stream().map(method -> method + " " + resource.path()))
                .collect(Collectors.joining(", "));
    }
}
