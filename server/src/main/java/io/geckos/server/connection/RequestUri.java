package io.geckos.server.connection;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The target of a request, without its query: a path, or a server and a path in the absolute form that proxies get.
 *
 * @param authority the server, as the client wrote it; empty if there is only a path
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-3.2">RFC 9112, 3.2</a>
 */
public record RequestUri(Optional<String> authority, String path) {
    private static final Pattern ABSOLUTE = Pattern.compile("https?://([^/]*)(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SERVER = Pattern.compile("(.*?)\\.?(:\\d*)?");
    private static final Set<String> DEFAULT_PORTS = Set.of("", ":", ":80", ":443");

    /** Parses a target without its query. */
    static RequestUri of(String raw) {
        Matcher absolute = ABSOLUTE.matcher(raw);
        if (raw.startsWith("/") || !absolute.matches()) {
            return new RequestUri(Optional.empty(), raw);
        }
        String path = absolute.group(2);
        return new RequestUri(Optional.of(absolute.group(1)), path.isEmpty() ? "/" : path);
    }

    /** Tells whether the target names the same server as a {@code Host} header, or names none. */
    boolean agreesWith(String host) {
        return authority.isEmpty() || server(authority.get()).equals(server(host));
    }

    /**
     * The canonical spelling of a server's name: in lower case, without a default port, and without a dot at its end.
     */
    private static String server(String authority) {
        Matcher server = SERVER.matcher(authority.toLowerCase(Locale.ROOT));
        if (!server.matches()) {
            return authority;
        }
        String port = Objects.requireNonNullElse(server.group(2), "");
        return server.group(1) + (DEFAULT_PORTS.contains(port) ? "" : port);
    }
}
