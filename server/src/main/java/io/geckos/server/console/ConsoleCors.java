package io.geckos.server.console;

import io.geckos.s3.api.S3Request;
import io.geckos.s3.api.S3Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets the scripts of the console use the S3 port: answers their preflight requests, and adds the CORS headers to the
 * answers that they get. Their origin is the configured one, or the second listener by the host name of the request
 * itself. No other origin gets anything from here.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, CORS protocol</a>
 */
public final class ConsoleCors {
    private static final Pattern ORIGIN = Pattern.compile("http://([^/?#@\\s]+?)(:(\\d{1,5}))?");
    private static final int HTTP_PORT = 80;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final S3Response.Facts PREFLIGHT = S3Response.Facts.of(Optional.of("Preflight"), Optional.empty());

    private final Optional<String> configured;
    private final Predicate<String> hosts;
    private final IntSupplier port;

    /**
     * Makes a filter.
     *
     * @param configured the origin of the console behind a proxy
     * @param hosts the host names by which the second listener may be asked
     * @param port the port of the second listener; 0 if there is none
     */
    public ConsoleCors(Optional<String> configured, Predicate<String> hosts, IntSupplier port) {
        this.configured = configured;
        this.hosts = hosts;
        this.port = port;
    }

    /** Answers a request by {@code service}, with what a script of the console needs to see the answer. */
    public S3Response answer(S3Request request, Function<S3Request, S3Response> service) {
        String origin = header(request, "origin");
        if (origin.isEmpty() || !isConsole(origin, request)) {
            return service.apply(request);
        }
        if (request.method().equals("OPTIONS")) {
            return new S3Response(200, preflight(origin, request), new S3Response.Body.Empty(), PREFLIGHT);
        }
        S3Response answer = service.apply(request);
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        headers.keySet().removeIf(name -> name.startsWith("Access-Control-"));
        headers.putAll(permission(origin));
        return new S3Response(answer.status(), headers, answer.body(), answer.facts());
    }

    private boolean isConsole(String origin, S3Request request) {
        if (configured.isPresent()) {
            return configured.get().equals(origin);
        }
        Matcher parts = ORIGIN.matcher(origin);
        if (!parts.matches() || !hosts.test(parts.group(1))) {
            return false;
        }
        int of = parts.group(3) == null ? HTTP_PORT : Integer.parseInt(parts.group(3));
        return of > 0
                && of == port.getAsInt()
                && isSameHost(parts.group(1), request.host().replaceFirst(":\\d*$", ""));
    }

    /** A page of another machine has another name, even if it has the same port. */
    private static boolean isSameHost(String one, String other) {
        return one.equals(other) || (LOOPBACK.contains(one) && LOOPBACK.contains(other));
    }

    private static Map<String, String> permission(String origin) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Access-Control-Allow-Origin", origin);
        headers.put("Access-Control-Expose-Headers", "*");
        headers.put("Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
        return headers;
    }

    private static Map<String, String> preflight(String origin, S3Request request) {
        Map<String, String> headers = permission(origin);
        headers.put("Access-Control-Allow-Methods", "GET, HEAD, PUT, POST, DELETE");
        String asked = header(request, "access-control-request-headers");
        if (asked.matches("[A-Za-z0-9!#$%&'*+.^_`|~, -]+")) {
            headers.put("Access-Control-Allow-Headers", asked);
        }
        headers.put("Access-Control-Max-Age", "7200");
        return headers;
    }

    private static String header(S3Request request, String name) {
        return String.join(",", request.headers().getOrDefault(name, List.of())).strip();
    }
}
