package io.geckos.server.admin;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request to the second listener.
 *
 * @param parameters of the query, and of the path where its route has some; of several of a name, the first
 * @param isLocal whether it comes from this machine, by no proxy that says so
 */
public record AdminRequest(
        String method, String path, Map<String, String> parameters, Optional<String> authorization, boolean isLocal) {
    /** A parameter that must be there. */
    String parameter(String name) {
        return optional(name).orElseThrow(() -> new AdminRefusal(400, "the parameter " + name + " is missing"));
    }

    /** A parameter, if it is there and says something. */
    Optional<String> optional(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }

    /** The same request with more parameters, which go before its own. */
    AdminRequest with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(parameters);
        all.putAll(more);
        return new AdminRequest(method, path, all, authorization, isLocal);
    }
}
