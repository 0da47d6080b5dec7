package io.geckos.s3.access;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One CORS rule: the origins whose scripts may send certain requests, and the parts of the answer that they may see.
 *
 * @param origins the allowed origins; each may have one {@code *}, which matches any text
 * @param methods the allowed methods
 * @param headers the allowed request headers; each may have one {@code *}
 * @param exposed the response headers that scripts may see
 * @param maxAge the number of seconds for which a browser may cache the permission
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CORSRule.html">CORSRule</a>
 */
record CorsRule(
        Optional<String> id,
        List<String> origins,
        List<String> methods,
        List<String> headers,
        List<String> exposed,
        OptionalInt maxAge) {
    private static final String ANY = "*";

    /** Copies the collections. */
    CorsRule {
        origins = List.copyOf(origins);
        methods = List.copyOf(methods);
        headers = List.copyOf(headers);
        exposed = List.copyOf(exposed);
    }

    boolean allows(CorsRequest request) {
        return allowedOrigin(request).isPresent()
                && methods.contains(request.method())
                && request.headers().stream().allMatch(this::allowsHeader);
    }

    private boolean allowsHeader(String name) {
        return headers.stream().anyMatch(pattern -> matches(pattern.toLowerCase(Locale.ROOT), name));
    }

    private Optional<String> allowedOrigin(CorsRequest request) {
        return origins.stream()
                .filter(pattern -> matches(pattern, request.origin()))
                .findFirst();
    }

    private static boolean matches(String pattern, String text) {
        int star = pattern.indexOf('*');
        return star < 0
                ? pattern.equals(text)
                : text.length() >= pattern.length() - 1
                        && text.startsWith(pattern.substring(0, star))
                        && text.endsWith(pattern.substring(star + 1));
    }

    /** The response headers that give a browser the permission. */
    Map<String, String> headers(CorsRequest request) {
        boolean anybody = allowedOrigin(request).orElse("").equals(ANY);
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("Access-Control-Allow-Origin", anybody ? ANY : request.origin());
        answer.put("Access-Control-Allow-Methods", String.join(", ", methods));
        if (!request.headers().isEmpty()) {
            answer.put("Access-Control-Allow-Headers", String.join(", ", request.headers()));
        }
        if (!exposed.isEmpty()) {
            answer.put("Access-Control-Expose-Headers", String.join(", ", exposed));
        }
        maxAge.ifPresent(seconds -> answer.put("Access-Control-Max-Age", String.valueOf(seconds)));
        if (!anybody) {
            answer.put("Access-Control-Allow-Credentials", "true");
        }
        return answer;
    }
}
