package io.geckos.s3.api;

import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * A request as it was sent, in a form that does not depend on the HTTP server.
 *
 * @param id the request id in answers and logs
 * @param rawPath the path as sent, with its percent-encoding, without the query
 * @param rawQuery the query as sent, without {@code ?}; empty if there was none
 * @param headers values in order of arrival, by lower-case name; must not change any more
 * @param body the body without its transfer encoding, but with any other framing; no byte is read, and no
 *     {@code 100 Continue} sent, before its first read
 * @param origin where it comes from
 * @param memory the memory that it may use
 */
public record S3Request(
        String id,
        String method,
        String rawPath,
        String rawQuery,
        Map<String, List<String>> headers,
        InputStream body,
        RequestOrigin origin,
        RequestMemory memory) {
    /** A copy with another body. */
    public S3Request withBody(InputStream other) {
        return new S3Request(id, method, rawPath, rawQuery, headers, other, origin, memory);
    }

    /** The address of the client. */
    public String remoteAddress() {
        return origin.address();
    }

    /** Tells whether the client uses TLS. */
    public boolean secure() {
        return origin.secure();
    }

    /** The {@code Host} header, with its port; empty if there is none. */
    public String host() {
        return String.join("", headers.getOrDefault("host", List.of()));
    }

    /** The URL of the request as the client knows it, without the query. Only the path if the request names no host. */
    public String url() {
        return host().isEmpty() ? rawPath : (secure() ? "https://" : "http://") + host() + rawPath;
    }
}
