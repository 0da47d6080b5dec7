package io.geckos.server.admin;

import io.geckos.domain.security.Authenticator.SignedRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request to the second listener.
 *
 * @param path decoded
 * @param parameters the parameters of the query, and of the path if its route has some; if one comes twice, the first
 *     counts
 * @param head the request as it was sent, which a signature is about
 * @param isLocal whether the request comes from this machine, and no header says that it came through a proxy
 */
public record AdminRequest(String path, Map<String, String> parameters, SignedRequest head, boolean isLocal) {
    /** As the client wrote it. */
    String method() {
        return head.method();
    }

    /** The header {@code Authorization}, if it comes once. */
    Optional<String> authorization() {
        List<String> values = head.headers().getOrDefault("authorization", List.of());
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

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
        return new AdminRequest(path, all, head, isLocal);
    }
}
