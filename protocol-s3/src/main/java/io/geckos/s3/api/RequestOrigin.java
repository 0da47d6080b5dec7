package io.geckos.s3.api;

import java.util.Optional;

/**
 * Where a request comes from.
 *
 * @param address the address of the client
 * @param secure whether the client uses TLS
 * @param tlsVersion the version of TLS as policies write it, such as {@code 1.3}; empty without TLS, and if a proxy ends it
 */
public record RequestOrigin(String address, boolean secure, Optional<String> tlsVersion) {
    /** The origin of a request without TLS. */
    public static RequestOrigin plain(String address) {
        return new RequestOrigin(address, false, Optional.empty());
    }
}
