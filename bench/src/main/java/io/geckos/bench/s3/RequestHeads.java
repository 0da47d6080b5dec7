package io.geckos.bench.s3;

import io.geckos.bench.http.Body;
import io.geckos.bench.http.Endpoint;
import io.geckos.bench.http.PercentEncoding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Request line and headers, signed, as bytes ready to send. One for each connection: signing is not safe for several threads. */
public final class RequestHeads {
    private static final Duration EXPIRES = Duration.ofHours(12);
    private static final String CONTENT_SHA256 = "x-amz-content-sha256";
    private static final String STREAMING_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    private final Endpoint endpoint;
    private final Signing signing;
    private final Signer signer;
    private final InstantSource clock;
    private final MessageDigest sha256;

    public RequestHeads(Endpoint endpoint, Signing signing, InstantSource clock) {
        this.endpoint = endpoint;
        this.signing = signing;
        this.signer = new Signer(endpoint.credentials(), endpoint.region());
        this.clock = clock;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The head of a request for {@code path}, which is encoded, while {@code query} is not. */
    public byte[] head(String method, String path, SortedMap<String, String> query, Body body) {
        String head = signing == Signing.PRESIGNED
                ? presigned(method, path, query, body)
                : withHeaders(method, path, query, body);
        return head.getBytes(StandardCharsets.US_ASCII);
    }

    private String presigned(String method, String path, SortedMap<String, String> query, Body body) {
        SortedMap<String, String> headers = new TreeMap<>(Map.of("host", endpoint.host()));
        String signed = signer.presign(new SignedRequest(method, path, query, headers), EXPIRES, clock.instant());
        return lines(method, path + '?' + signed, headers, body).append("\r\n").toString();
    }

    private String withHeaders(String method, String path, SortedMap<String, String> query, Body body) {
        Instant now = clock.instant();
        SortedMap<String, String> headers = new TreeMap<>();
        headers.put("host", endpoint.host());
        headers.put("x-amz-date", Signer.TIMESTAMP.format(now));
        headers.put(CONTENT_SHA256, payload(body));
        if (body instanceof Body.Framed framed) {
            headers.put("content-encoding", "aws-chunked");
            headers.put(
                    "x-amz-decoded-content-length",
                    Long.toString(framed.content().length()));
            headers.put("x-amz-trailer", Body.Framed.TRAILER);
        }
        String authorization = signer.authorization(new SignedRequest(method, path, query, headers), now);
        String target = query.isEmpty() ? path : path + '?' + PercentEncoding.query(query);
        return lines(method, target, headers, body)
                .append("authorization: ")
                .append(authorization)
                .append("\r\n\r\n")
                .toString();
    }

    private String payload(Body body) {
        return switch (body) {
            case Body.Framed framed -> STREAMING_TRAILER;
            case Body.Plain content when signing == Signing.UNSIGNED -> Signer.UNSIGNED_PAYLOAD;
            case Body.Plain content -> sha256(content);
            case Body.Text(String text) ->
                HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.US_ASCII)));
        };
    }

    private String sha256(Body.Plain content) {
        content.slices(sha256::update);
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static StringBuilder lines(String method, String target, SortedMap<String, String> headers, Body body) {
        StringBuilder lines = new StringBuilder(1024)
                .append(method)
                .append(' ')
                .append(target)
                .append(" HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> lines.append(name).append(": ").append(value).append("\r\n"));
        if (method.startsWith("P")) {
            lines.append("content-length: ").append(body.length()).append("\r\n");
        }
        return lines;
    }
}
