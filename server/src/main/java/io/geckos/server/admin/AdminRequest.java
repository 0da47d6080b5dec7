package io.geckos.server.admin;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request to the second listener.
 *
 * @param parameters the parameters of the query, and of the path if its route has some; if one comes twice, the first
 *     counts
 * @param isLocal whether the request comes from this machine, and no header says that it came through a proxy
 */
public record AdminRequest(
        String method, String path, Map<String, String> parameters, Optional<String> authorization, boolean isLocal) {
    /** A required parameter; refuses the request if it is missing. */
    String parameter(String name) {
        return optional(name).orElseThrow(() -> new AdminRefusal(400, "the parameter " + name + " is missing"));
    }

    /** A parameter, if there is one and it is not empty. */
    Optional<String> optional(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }

    /** A copy with more parameters, which override those of the same name. */
    AdminRequest with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(parameters);
        all.putAll(more);
        return new AdminRequest(method, path, all, authorization, isLocal);
    }
}
