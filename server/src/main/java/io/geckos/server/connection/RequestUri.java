package io.geckos.server.connection;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request asks for, without its query: a path or, in absolute form as proxies get it, the server and a path.
 *
 * @param authority the server, as the client wrote it; none if there is only a path
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-3.2">RFC 9112, 3.2</a>
 */
public record RequestUri(Optional<String> authority, String path) {
    private static final Pattern ABSOLUTE = Pattern.compile("https?://([^/]*)(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SERVER = Pattern.compile("(.*?)\\.?(:\\d*)?");
    private static final Set<String> DEFAULT_PORTS = Set.of("", ":", ":80", ":443");

    /** Reads a target from which the query has been cut off. */
    static RequestUri of(String raw) {
        Matcher absolute = ABSOLUTE.matcher(raw);
        if (raw.startsWith("/") || !absolute.matches()) {
            return new RequestUri(Optional.empty(), raw);
        }
        String path = absolute.group(2);
        return new RequestUri(Optional.of(absolute.group(1)), path.isEmpty() ? "/" : path);
    }

    /** Tells whether this may be sent to the server that a {@code Host} header names. */
    boolean agreesWith(String host) {
        return authority.isEmpty() || server(authority.get()).equals(server(host));
    }

    /** A server's name in the one spelling of several: in lower case, without a default port and the dot of the root. */
    private static String server(String authority) {
        Matcher server = SERVER.matcher(authority.toLowerCase(Locale.ROOT));
        if (!server.matches()) {
            return authority;
        }
        String port = Objects.requireNonNullElse(server.group(2), "");
        return server.group(1) + (DEFAULT_PORTS.contains(port) ? "" : port);
    }
}
