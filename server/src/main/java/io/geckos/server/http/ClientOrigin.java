package io.geckos.server.http;

import io.geckos.access.text.IpRange;
import io.geckos.server.settings.TrustedProxies;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a request comes from.
 *
 * @param address the address of the client
 * @param secure whether the client uses TLS
 */
record ClientOrigin(String address, boolean secure) {
    private static final String ADDRESSES = "x-forwarded-for";
    private static final String SCHEME = "x-forwarded-proto";

    /** An address of IPv6 in brackets, or one of IPv4, each perhaps with a port; or an address of IPv6. */
    private static final Pattern HOP = Pattern.compile("(?:\\[([^\\]]+)]|([0-9.]+))(?::[0-9]{1,5})?|([^\\[\\]]+)");

    /**
     * Where a request comes from that came over a connection from here. If that is a trusted proxy, its headers say it;
     * those of anybody else could say anything. {@code Forwarded} is not read, because most proxies pass it on as clients send
     * it.
     *
     * @param headers values by lower-case name
     */
    ClientOrigin behind(TrustedProxies proxies, Map<String, List<String>> headers) {
        return proxies.contains(address)
                ? new ClientOrigin(
                        client(proxies, headers.getOrDefault(ADDRESSES, List.of())),
                        isSecure(headers.getOrDefault(SCHEME, List.of())))
                : this;
    }

    /**
     * The address before the trusted proxies. Each proxy adds whom it has the request from at the end, so that what stands
     * left of the first address that is no trusted proxy may be made up.
     */
    private String client(TrustedProxies proxies, List<String> lines) {
        if (lines.isEmpty()) {
            return address;
        }
        String[] hops = String.join(",", lines).split(",", -1);
        String client = address;
        for (int i = hops.length - 1; i >= 0; i--) {
            Optional<String> hop = address(hops[i].strip());
            if (hop.isEmpty()) {
                return address;
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

    private boolean isSecure(List<String> lines) {
        String scheme = lines.size() == 1 ? lines.getFirst().strip().toLowerCase(Locale.ROOT) : "";
        return switch (scheme) {
            case "https" -> true;
            case "http" -> false;
            default -> secure;
        };
    }
}
