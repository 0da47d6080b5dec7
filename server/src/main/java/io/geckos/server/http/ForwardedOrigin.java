package io.geckos.server.http;

import io.geckos.access.text.IpRange;
import io.geckos.s3.api.RequestOrigin;
import io.geckos.server.settings.TrustedProxies;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a request comes from, if trusted proxies say that in its headers. */
final class ForwardedOrigin {
    private static final String ADDRESSES = "x-forwarded-for";
    private static final String SCHEME = "x-forwarded-proto";

    /** An address of IPv6 in brackets, or one of IPv4, each perhaps with a port; or an address of IPv6. */
    private static final Pattern HOP = Pattern.compile("(?:\\[([^\\]]+)]|([0-9.]+))(?::[0-9]{1,5})?|([^\\[\\]]+)");

    private ForwardedOrigin() {}

    /**
     * The origin of a request. If it came from a trusted proxy, its headers say it; those of anybody else could say anything.
     * {@code Forwarded} is not read, because most proxies pass it on as clients send it.
     *
     * @param connection where the connection comes from
     * @param headers values by lower-case name
     */
    static RequestOrigin of(RequestOrigin connection, TrustedProxies proxies, Map<String, List<String>> headers) {
        if (!proxies.contains(connection.address())) {
            return connection;
        }
        List<String> hops = headers.getOrDefault(ADDRESSES, List.of());
        // The version of TLS is that between the proxy and here, which says nothing of the client's.
        return new RequestOrigin(
                client(connection.address(), proxies, hops),
                isSecure(headers.getOrDefault(SCHEME, List.of()), connection.secure()),
                Optional.empty());
    }

    /**
     * The address before the trusted proxies. Each proxy adds whom it has the request from at the end, so that what stands
     * left of the first address that is no trusted proxy may be made up.
     */
    private static String client(String proxy, TrustedProxies proxies, List<String> lines) {
        if (lines.isEmpty()) {
            return proxy;
        }
        String[] hops = String.join(",", lines).split(",", -1);
        String client = proxy;
        for (int i = hops.length - 1; i >= 0; i--) {
            Optional<String> hop = address(hops[i].strip());
            if (hop.isEmpty()) {
                return proxy;
            }
            client = hop.get();
            if (!proxies.contains(client)) {
                return client;
            }
        }
        return client;
    }

    private static Optional<String> address(String hop) {
        Matcher matcher = HOP.matcher(hop);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String bracketed = matcher.group(1);
        String plain = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
        return IpRange.address(bracketed != null ? bracketed : plain).map(InetAddress::getHostAddress);
    }

    private static boolean isSecure(List<String> lines, boolean connection) {
        String scheme = lines.size() == 1 ? lines.getFirst().strip().toLowerCase(Locale.ROOT) : "";
        return switch (scheme) {
            case "https" -> true;
            case "http" -> false;
            default -> connection;
        };
    }
}
