package io.geckos.s3.access;

import io.geckos.s3.api.S3Request;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a browser says of a request that a script of another origin made, or wants to make.
 *
 * @param method the one it wants to use, if it asks beforehand, otherwise the one it used
 * @param headers those it wants to send, in lower case
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, CORS protocol</a>
 */
record CorsRequest(String origin, String method, List<String> headers) {
    private static final String METHOD = "access-control-request-method";

    /** Reads it from the headers of a request; empty if there is no origin, or one that no browser writes. */
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

    /** The method a request says it wants to use, if it asks beforehand. */
    static Optional<String> methodAskedFor(S3Request request) {
        return header(request.headers(), METHOD);
    }

    private static Optional<String> header(Map<String, List<String>> headers, String name) {
        return Optional.ofNullable(headers.get(name))
                .map(lines -> String.join(",", lines).strip())
                .filter(value -> !value.isEmpty());
    }

    /** All of it is repeated in the answer. */
    private boolean isPrintable() {
        return CorsConfiguration.isPrintable(origin) && headers.stream().allMatch(CorsConfiguration::isPrintable);
    }
}
