package io.geckos.s3.routing;

import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.UriDecoder;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the bucket and key of a request: in its path ({@code /bucket/key}), or in its host if that is below a base
 * domain ({@code bucket.domain/key}).
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html">Virtual hosting</a>
 */
public final class AddressParser {
    private final List<String> suffixes;

    public AddressParser(List<String> baseDomains) {
        suffixes = baseDomains.stream()
                .map(domain -> "." + withoutRoot(domain).toLowerCase(Locale.ROOT))
                // A base domain can be below another one. The longer one is tried first.
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /**
     * Finds the target of a request.
     *
     * @param host the {@code Host} header, with its port
     * @param rawPath the path as sent
     */
    public RequestTarget target(String host, String rawPath) {
        if (!rawPath.startsWith("/")) {
            throw new S3Exception(S3Error.InvalidURI);
        }
        String path = rawPath.substring(1);
        Optional<String> hosted = hostedBucket(host);
        if (hosted.isPresent()) {
            return RequestTarget.of(hosted.get(), UriDecoder.path(path));
        }
        int slash = path.indexOf('/');
        String bucket = slash < 0 ? path : path.substring(0, slash);
        String key = slash < 0 ? "" : path.substring(slash + 1);
        return RequestTarget.of(UriDecoder.path(bucket), UriDecoder.path(key));
    }

    /** The bucket that a {@code Host} header names; empty if the path names it. */
    public Optional<String> hostedBucket(String host) {
        String name = withoutRoot(withoutPort(host)).toLowerCase(Locale.ROOT);
        if (suffixes.contains("." + name)) {
            return Optional.empty();
        }
        return suffixes.stream()
                .filter(suffix -> name.length() > suffix.length() && name.endsWith(suffix))
                .map(suffix -> name.substring(0, name.length() - suffix.length()))
                .findFirst();
    }

    /** Removes a dot at the end: {@code a.example.} is the same host as {@code a.example}. */
    private static String withoutRoot(String host) {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        boolean port = colon >= 0 && host.indexOf(']', colon) < 0;
        return port ? host.substring(0, colon) : host;
    }
}
