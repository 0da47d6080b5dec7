package io.geckos.domain.security;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody wants to do, as an {@link AccessPolicy} judges it.
 *
 * @param actions the operations as S3 names them, {@code GetObject}; it is allowed if all of them are
 * @param resource {@code bucket}, {@code bucket/key}, or empty for the service
 * @param context what else is known; computed when a policy asks for it
 */
public record AccessRequest(Identity identity, Set<String> actions, String resource, Context context) {
    /** Takes a copy of the set. */
    public AccessRequest {
        actions = Set.copyOf(actions);
    }

    /** What conditions of policies may be about. Used by one thread. */
    public interface Context {
        /** The address of the client, as the server decided it. */
        String sourceAddress();

        /** Tells whether the request came by TLS. */
        boolean secureTransport();

        /** The value of a header, by its lower-case name. */
        Optional<String> header(String name);

        /** The value of a parameter of the query, decoded. */
        Optional<String> query(String name);

        /** The tags that the object has now; none if there is no such object. Looked up when first asked for. */
        Map<String, String> objectTags();
    }
}
