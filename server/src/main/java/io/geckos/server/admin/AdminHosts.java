package io.geckos.server.admin;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The host names that requests to the second listener may have: addresses, {@code localhost}, and configured names.
 * This protects against DNS rebinding: a web page can make its own host name point to this machine and send requests
 * through its reader's browser, but these carry that host name.
 */
public final class AdminHosts {
    private static final Pattern ADDRESS =
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9A-Fa-f:.]+(%25?[0-9A-Za-z._~-]+)?]");
    private static final Pattern PORT = Pattern.compile(":\\d*$");

    private final Set<String> names;

    /** Allows the names in {@code admin.hosts}, and the host of {@code admin.listen}, which may be a name. */
    public AdminHosts(List<String> hosts, String listen) {
        this.names = Stream.concat(Stream.of("localhost", listen), hosts.stream())
                .map(AdminHosts::normalise)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    /**
     * Whether a {@code Host} header is allowed. An empty one is, because it comes with HTTP/1.0, which no browser
     * speaks.
     */
    public boolean allow(String host) {
        String name = PORT.matcher(host).replaceFirst("");
        return host.isEmpty() || ADDRESS.matcher(name).matches() || names.contains(normalise(name));
    }

    private static String normalise(String name) {
        return name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    }

    static AdminResponse refusal(String host) {
        return AdminResponse.refusal(
                421, "host " + host + " is not served here: ask by address, or set admin.hosts to the names to answer");
    }
}
