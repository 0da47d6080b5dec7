package io.geckos.bench.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A server under load.
 *
 * @param name in tables and charts
 * @param uri scheme, host and port; buckets are addressed by path
 * @param credentials that sign the requests
 * @param region in the scope of the signatures
 * @param pid of the server's process, when it runs on this machine
 */
public record Endpoint(String name, URI uri, KeyPair credentials, String region, OptionalLong pid) {
    /** Throws {@link IllegalArgumentException} naming what is wrong with the address. */
    public static URI address(String text) {
        URI uri = URI.create(text);
        String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        boolean bare = uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && Optional.ofNullable(uri.getRawPath()).orElse("").length() <= 1;
        if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null || !bare) {
            throw new IllegalArgumentException(
                    "endpoint " + text + ": allowed are http://host[:port] and https://host[:port]");
        }
        return uri;
    }

    boolean tls() {
        return uri.getScheme().equalsIgnoreCase("https");
    }

    /** The port of the address, or else that of its scheme. */
    public int port() {
        return uri.getPort() >= 0 ? uri.getPort() : tls() ? 443 : 80;
    }

    /** The Host header: without the port when it is the scheme's own. */
    public String host() {
        return uri.getPort() < 0 || uri.getPort() == (tls() ? 443 : 80) ? uri.getHost() : uri.getHost() + ":" + port();
    }
}
