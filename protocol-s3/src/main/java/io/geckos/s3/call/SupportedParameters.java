package io.geckos.s3.call;

import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.security.Identity;
import io.geckos.s3.routing.ResourceType;
import io.geckos.s3.routing.S3Action;
import io.geckos.s3.wire.ChecksumHeaders;
import io.geckos.s3.wire.QueryParameters;
import io.geckos.s3.wire.RequestHeaders;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.S3HeaderNames;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The query keys and {@code x-amz-*} headers that an operation understands. A header ending in {@code *} stands for all
 * that begin so. Keys and headers that every request may have are not listed here.
 */
public record SupportedParameters(Set<String> query, Set<String> headers) {
    /** Only the keys and headers that every request may have. */
    public static final SupportedParameters NOTHING = new SupportedParameters(Set.of(), Set.of());

    /** The headers for digests of the body. */
    public static final SupportedParameters CHECKSUMS = NOTHING.headers(ChecksumHeaders.SDK_ALGORITHM)
            .headers(Arrays.stream(ChecksumAlgorithm.values())
                    .map(ChecksumHeaders::headerName)
                    .toArray(String[]::new));

    /** The beginning of the parameters that choose a header of the answer. */
    public static final String OVERRIDE = "response-";

    private static final Set<String> COMMON_QUERY = Set.of("x-id");

    /** The headers that every request may have. */
    public static final Set<String> COMMON_HEADERS = Set.of(
            // Tools that clean up send it with every deletion, be there locks or not.
            S3HeaderNames.BYPASS, "x-amz-expected-bucket-owner", "x-amz-request-payer");

    /** Adds query keys. */
    public SupportedParameters query(String... keys) {
        return new SupportedParameters(union(query, Set.of(keys)), headers);
    }

    /** Adds headers. */
    public SupportedParameters headers(String... names) {
        return new SupportedParameters(query, union(headers, Set.of(names)));
    }

    /** Adds all that {@code that} accepts. */
    public SupportedParameters and(SupportedParameters that) {
        return new SupportedParameters(union(query, that.query), union(headers, that.headers));
    }

    /** Takes headers away. */
    public SupportedParameters without(SupportedParameters that) {
        return new SupportedParameters(
                query,
                headers.stream().filter(name -> !that.headers.contains(name)).collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * Refuses query keys of S3 that this operation would ignore. Keys without a meaning in S3 are ignored, as S3 does,
     * except that unsigned writes refuse them.
     *
     * @param subresource tells which query keys have a meaning in S3
     */
    public void checkQuery(S3Action action, String method, QueryParameters given, Predicate<String> subresource) {
        boolean lenient = isRead(method) || given.isSigned();
        for (String key : given.keys()) {
            boolean understood = query.contains(key)
                    || COMMON_QUERY.contains(key)
                    || given.isOfSignature(key)
                    || action.routes().stream().anyMatch(route -> route.query().contains(key));
            if (!understood && (!lenient || subresource.test(key))) {
                throw refusal(action, key);
            }
        }
    }

    /** The refusal of a query key, with S3's own message if it has one. */
    private static S3Exception refusal(S3Action action, String key) {
        return switch (action.operation() + "?" + key) {
            case "PutObject?partNumber", "CopyObject?partNumber" ->
                S3Exception.invalidArgument("This operation does not accept partNumber without uploadId", key, "");
            case "PutObject?uploadId", "CopyObject?uploadId" ->
                S3Exception.methodNotAllowed("PUT", ResourceType.OBJECT.name(), List.of("DELETE", "GET", "POST"));
            case "GetObject?uploads" ->
                new S3Exception(S3Error.InvalidRequest, "Key is not expected for the GET method ?uploads subresource");
            case "GetObject?versions" ->
                new S3Exception(
                        S3Error.InvalidRequest, "There is no such thing as the ?versions subresource for a key");
            default -> new S3Exception(S3Error.NotImplemented).with("Parameter", key);
        };
    }

    /** Refuses an anonymous request that chooses headers of the answer. S3 checks this before everything else. */
    public void checkOverrides(Identity caller, RequestHeaders headers, QueryParameters given) {
        boolean unsigned = caller instanceof Identity.Anonymous
                && headers.get("authorization").orElse("").isEmpty()
                && given.get("X-Amz-Signature").isEmpty()
                && !given.isSignedByVersion2();
        if (unsigned && given.keys().stream().anyMatch(key -> key.startsWith(OVERRIDE) && query.contains(key))) {
            throw new S3Exception(
                    S3Error.InvalidRequest,
                    "Request specific response headers cannot be used for anonymous GET requests.");
        }
    }

    /**
     * Refuses {@code x-amz-*} headers of S3 that this operation would ignore. Headers without a meaning in S3 are
     * ignored, as S3 does. Reads also ignore headers that only have a meaning in writes.
     */
    public void checkHeaders(S3Action action, String method, RequestHeaders given) {
        boolean read = isRead(method);
        for (String name : given.names()) {
            if ((read ? S3HeaderNames.mattersToReads(name) : matters(name)) && !isUnderstood(action, name)) {
                throw refusal(name);
            }
        }
    }

    private boolean isUnderstood(S3Action action, String header) {
        return headers.contains(header)
                || COMMON_HEADERS.contains(header)
                || action.routes().stream().anyMatch(route -> route.headers().contains(header))
                || headers.stream().anyMatch(pattern -> isPrefix(pattern, header));
    }

    private static boolean isRead(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    private boolean matters(String name) {
        return S3HeaderNames.contains(name) || isUnheardOfChecksum(name);
    }

    /** Tells whether a header is a checksum of an algorithm unknown to S3, in a request whose body may have one. */
    private boolean isUnheardOfChecksum(String name) {
        return name.startsWith(ChecksumHeaders.PREFIX)
                && !S3HeaderNames.contains(name)
                && headers.containsAll(CHECKSUMS.headers);
    }

    /** The refusal of a header, with S3's own message if it has one. */
    private S3Exception refusal(String name) {
        if (name.equals(S3HeaderNames.COPY_SOURCE)) {
            return S3Exception.invalidArgument(
                    "You can only specify a copy source header for copy requests.", name, "");
        }
        if (name.startsWith("x-amz-grant-") && headers.contains(S3HeaderNames.ACL)) {
            return new S3Exception(S3Error.AccessControlListNotSupported);
        }
        if (isUnheardOfChecksum(name)) {
            return new S3Exception(
                    S3Error.InvalidRequest, "The algorithm type you specified in x-amz-checksum- header is invalid.");
        }
        return S3Exception.notImplemented(name);
    }

    private static boolean isPrefix(String pattern, String name) {
        return pattern.endsWith("*") && name.startsWith(pattern.substring(0, pattern.length() - 1));
    }

    private static Set<String> union(Set<String> left, Set<String> right) {
        return Stream.concat(left.stream(), right.stream()).collect(Collectors.toUnmodifiableSet());
    }
}
