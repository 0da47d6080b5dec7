package io.geckos.s3.call;

import io.geckos.s3.routing.RequestTarget;
import java.util.Map;
import java.util.Optional;

/**
 * What a permission is asked for, where a request is about more than the resource in its path: a copy's source, or one of
 * the objects that a bulk deletion names.
 *
 * @param version the id of the version that the request names of it, as the request writes it
 * @param headers what a request about this resource alone would have as headers, for conditions of policies
 */
public record AccessTarget(RequestTarget resource, Optional<String> version, Map<String, String> headers) {
    /** The headers are copied. */
    public AccessTarget {
        headers = Map.copyOf(headers);
    }

    /** A resource of a call. The version in the query is one of the resource in the path. */
    static AccessTarget of(S3Call call, RequestTarget resource) {
        return resource.equals(call.target())
                ? new AccessTarget(resource, call.query().get("versionId"), Map.of())
                : latest(resource);
    }

    /** A resource of which no version is named. */
    static AccessTarget latest(RequestTarget resource) {
        return new AccessTarget(resource, Optional.empty(), Map.of());
    }
}
