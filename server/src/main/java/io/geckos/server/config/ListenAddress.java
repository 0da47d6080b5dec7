package io.geckos.server.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * An address to listen on: {@code host:port}, {@code [::1]:port}, or {@code :port} for all addresses.
 *
 * @param host empty for all addresses
 * @param port 0 lets the system choose
 */
public record ListenAddress(String host, int port) {
    static ListenAddress parse(String key, String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            if (colon >= 0 && port >= 0 && port <= 65_535) {
                return new ListenAddress(host, port);
            }
        } catch (NumberFormatException _) {
            // The message below is for every text that is not an address.
        }
        throw ConfigurationException.badValue(key, text, "host:port or :port, the port being 0 to 65535");
    }

    /** Looks up the host; throws {@link ConfigurationException} if there is none. */
    public InetSocketAddress resolve(String key) {
        try {
            return host.isEmpty()
                    ? new InetSocketAddress(port)
                    : new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException _) {
            throw ConfigurationException.badValue(key, this.toString(), "the name or address of this machine");
        }
    }

    /** A copy with the port that the system chose, if it was to choose one. */
    public ListenAddress withPort(int chosen) {
        return new ListenAddress(host, chosen);
    }

    /** An address that clients on this machine can use. */
    public ListenAddress reachable() {
        return isWildcard() ? new ListenAddress("127.0.0.1", port) : this;
    }

    /** Whether it means all addresses of this machine. */
    public boolean isWildcard() {
        return host.isEmpty() || host.equals("0.0.0.0") || host.equals("::");
    }

    /** Whether a server cannot listen on both addresses at the same time. */
    public boolean overlaps(ListenAddress other, String key) {
        boolean sameHost = isWildcard()
                || other.isWildcard()
                || resolve(key).getAddress().equals(other.resolve(key).getAddress());
        return port != 0 && port == other.port && sameHost;
    }

    public boolean isLoopback(String key) {
        return !host.isEmpty() && resolve(key).getAddress().isLoopbackAddress();
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
