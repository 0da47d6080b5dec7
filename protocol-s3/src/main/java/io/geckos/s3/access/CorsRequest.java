package io.geckos.s3.access;

import io.geckos.s3.api.S3Request;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The CORS headers of a request that a script of another origin made, or wants to make.
 *
 * @param method the method of the request; in a preflight request, the method of the request to come
 * @param headers the headers that a preflight request names, in lower case
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, CORS protocol</a>
 */
record CorsRequest(String origin, String method, List<String> headers) {
    private static final String METHOD = "access-control-request-method";

    /** Reads the headers of a request. Empty if there is no origin, or one that no browser sends. */
    static Optional<CorsRequest> of(S3Request request) {
        String method = methodAskedFor(request).orElse(request.method());
        List<String> headers = header(request.headers(), "access-control-request-headers").stream()
                .flatMap(list -> Arrays.stream(list.toLowerCase(Locale.ROOT).split(",", -1)))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        return header(request.headers(), "origin")
                .map(origin -> new CorsRequest(origin, method, headers))
                .filter(CorsRequest::isPrintable);
    }

    /** The method that a preflight request names. */
    static Optional<String> methodAskedFor(S3Request request) {
        return header(request.headers(), METHOD);
    }

    private static Optional<String> header(Map<String, List<String>> headers, String name) {
        return Optional.ofNullable(headers.get(name))
                .map(lines -> String.join(",", lines).strip())
                .filter(value -> !value.isEmpty());
    }

    /** Tells whether the values are printable, because the answer repeats them. */
    private boolean isPrintable() {
        return CorsConfiguration.isPrintable(origin) && headers.stream().allMatch(CorsConfiguration::isPrintable);
    }
}
