package io.geckos.s3.api;

import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * A request as it was on the wire, freed of the HTTP server it came through.
 *
 * @param id names the request in answers and logs
 * @param rawPath as sent, percent-encoding and all, without the query
 * @param rawQuery as sent, without {@code ?}; empty if there was none
 * @param headers values in order of arrival, by lower-case name; must not change any more
 * @param body the body with transfer encoding undone and any other framing untouched; nothing is read, and no
 *     {@code 100 Continue} sent, before its first read
 * @param remoteAddress of the client, as the server decided it
 * @param secure whether it came by TLS
 * @param memory what it may have in use
 */
public record S3Request(
        String id,
        String method,
        String rawPath,
        String rawQuery,
        Map<String, List<String>> headers,
        InputStream body,
        String remoteAddress,
        boolean secure,
        RequestMemory memory) {
    /** The same request with another body. */
    public S3Request withBody(InputStream other) {
        return new S3Request(id, method, rawPath, rawQuery, headers, other, remoteAddress, secure, memory);
    }

    /** The host it was sent to, port and all; empty if it does not say. */
    public String host() {
        return String.join("", headers.getOrDefault("host", List.of()));
    }

    /** The address of what it asks for, as the client knows it, without the query; the path alone if it names no host. */
    public String url() {
        return host().isEmpty() ? rawPath : (secure ? "https://" : "http://") + host() + rawPath;
    }
}
