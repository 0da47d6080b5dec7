package io.geckos.s3.call;

import io.geckos.domain.name.ObjectId;
import io.geckos.s3.routing.RequestTarget;
import java.util.Map;
import java.util.Optional;

/**
 * What a permission is asked for, where a request is about more than the resource in its path: a copy's source, or one of
 * the objects that a bulk deletion names.
 *
 * @param version the id of the version that the request names of it, as the request writes it
 * @param headers what a request about this resource alone would have as headers, for conditions of policies
 * @param prefix the prefix that a listing about this alone would have, for the same; empty for the query's
 */
public record AccessTarget(
        RequestTarget resource, Optional<String> version, Map<String, String> headers, Optional<String> prefix) {
    /** The headers are copied. */
    public AccessTarget {
        headers = Map.copyOf(headers);
    }

    /** A target whose prefix is the query's. */
    public AccessTarget(RequestTarget resource, Optional<String> version, Map<String, String> headers) {
        this(resource, version, headers, Optional.empty());
    }

    /** The listing that would show an object. */
    static AccessTarget listing(ObjectId object) {
        return new AccessTarget(
                new RequestTarget.OfBucket(object.bucket()),
                Optional.empty(),
                Map.of(),
                Optional.of(object.key().value()));
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
