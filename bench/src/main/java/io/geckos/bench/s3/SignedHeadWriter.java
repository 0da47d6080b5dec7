package io.geckos.bench.s3;

import io.geckos.bench.http.BodySource;
import io.geckos.bench.http.Endpoint;
import io.geckos.bench.http.KeyPair;
import io.geckos.bench.http.UriEncoder;
import io.geckos.signer.RequestToSign;
import io.geckos.signer.V4Signer;
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

/**
 * Writes signed request lines and headers as bytes. Each connection needs its own, because signing is not safe for
 * several threads.
 */
public final class SignedHeadWriter {
    private static final String EXPIRES = Long.toString(Duration.ofHours(12).toSeconds());
    private static final String CONTENT_SHA256 = "x-amz-content-sha256";
    private static final String STREAMING_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    private final Endpoint endpoint;
    private final SigningMode signing;
    private final V4Signer signer;
    private final InstantSource clock;
    private final MessageDigest sha256;

    public SignedHeadWriter(Endpoint endpoint, SigningMode signing, InstantSource clock) {
        this.endpoint = endpoint;
        this.signing = signing;
        KeyPair keys = endpoint.credentials();
        this.signer = new V4Signer(keys.accessKey(), keys.secretKey(), endpoint.region(), "s3");
        this.clock = clock;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The head of a request for {@code path}, which is encoded, while {@code query} is not. */
    public byte[] head(String method, String path, SortedMap<String, String> query, BodySource body) {
        String head = signing == SigningMode.PRESIGNED
                ? presigned(method, path, query, body)
                : withHeaders(method, path, query, body);
        return head.getBytes(StandardCharsets.US_ASCII);
    }

    private String presigned(String method, String path, SortedMap<String, String> query, BodySource body) {
        SortedMap<String, String> headers = new TreeMap<>(Map.of("host", endpoint.host()));
        RequestToSign request =
                new RequestToSign(method, path, UriEncoder.query(query), headers, V4Signer.UNSIGNED_PAYLOAD);
        String signed = signer.presign(request, EXPIRES, clock.instant());
        return lines(method, path + '?' + signed, headers, body).append("\r\n").toString();
    }

    private String withHeaders(String method, String path, SortedMap<String, String> query, BodySource body) {
        Instant now = clock.instant();
        SortedMap<String, String> headers = new TreeMap<>();
        headers.put("host", endpoint.host());
        headers.put("x-amz-date", V4Signer.formatTime(now));
        String payload = payload(body);
        headers.put(CONTENT_SHA256, payload);
        if (body instanceof BodySource.Framed framed) {
            headers.put("content-encoding", "aws-chunked");
            headers.put(
                    "x-amz-decoded-content-length",
                    Long.toString(framed.content().length()));
            headers.put("x-amz-trailer", BodySource.Framed.TRAILER);
        }
        String encoded = UriEncoder.query(query);
        String authorization = signer.authorization(new RequestToSign(method, path, encoded, headers, payload), now);
        String target = query.isEmpty() ? path : path + '?' + encoded;
        return lines(method, target, headers, body)
                .append("authorization: ")
                .append(authorization)
                .append("\r\n\r\n")
                .toString();
    }

    private String payload(BodySource body) {
        return switch (body) {
            case BodySource.Framed framed -> STREAMING_TRAILER;
            case BodySource.Plain content when signing == SigningMode.UNSIGNED -> V4Signer.UNSIGNED_PAYLOAD;
            case BodySource.Plain content -> sha256(content);
            case BodySource.Text(String text) -> V4Signer.sha256(text.getBytes(StandardCharsets.US_ASCII));
        };
    }

    private String sha256(BodySource.Plain content) {
        content.slices(sha256::update);
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static StringBuilder lines(
            String method, String target, SortedMap<String, String> headers, BodySource body) {
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
