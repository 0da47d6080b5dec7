package io.geckos.bench;

import com.sun.net.httpserver.HttpExchange;
import io.geckos.bench.http.KeyPair;
import io.geckos.bench.http.UriEncoder;
import io.geckos.signer.RequestToSign;
import io.geckos.signer.V4Signer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * A request as {@link FakeS3} got it.
 *
 * @param method in upper case
 * @param path raw
 * @param query raw, empty when there is none
 * @param parameters decoded
 * @param headers names in lower case
 * @param sent the body with its framing, each character a byte
 */
record FakeRequest(
        String method,
        String path,
        String query,
        SortedMap<String, String> parameters,
        SortedMap<String, String> headers,
        String sent) {
    private static final String STREAMING = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    static FakeRequest read(HttpExchange exchange) throws IOException {
        SortedMap<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        String query = exchange.getRequestURI().getRawQuery();
        SortedMap<String, String> parameters = new TreeMap<>();
        for (String parameter : query == null ? new String[0] : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            parameters.put(decoded(parameter.substring(0, equals)), decoded(parameter.substring(equals + 1)));
        }
        return new FakeRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                query == null ? "" : query,
                parameters,
                headers,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
    }

    /** Empty when there is none. */
    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** Whether {@code credentials} would sign it just so, and the body is the one that was signed. */
    boolean isSignedBy(KeyPair credentials) {
        V4Signer signer = new V4Signer(credentials.accessKey(), credentials.secretKey(), "us-east-1", "s3");
        return parameters.containsKey("X-Amz-Signature") ? isPresigned(signer) : isSignedByHeader(signer);
    }

    private boolean isPresigned(V4Signer signer) {
        SortedMap<String, String> own = new TreeMap<>(parameters);
        own.keySet().removeIf(name -> name.startsWith("X-Amz-"));
        SortedMap<String, String> signed = new TreeMap<>();
        signed.put("host", header("host"));
        Instant time = V4Signer.parseTime(parameter("X-Amz-Date"));
        RequestToSign request =
                new RequestToSign(method, path, UriEncoder.query(own), signed, V4Signer.UNSIGNED_PAYLOAD);
        return query.equals(signer.presign(request, parameter("X-Amz-Expires"), time));
    }

    private boolean isSignedByHeader(V4Signer signer) {
        String authorization = header("authorization");
        SortedMap<String, String> signed = new TreeMap<>(headers);
        String names = ";" + authorization.replaceAll(".*SignedHeaders=([^,]*),.*", "$1") + ";";
        signed.keySet().removeIf(name -> !names.contains(";" + name + ";"));
        Instant time = V4Signer.parseTime(header("x-amz-date"));
        String payload = header("x-amz-content-sha256");
        RequestToSign request = new RequestToSign(method, path, UriEncoder.query(parameters), signed, payload);
        return authorization.equals(signer.authorization(request, time)) && isPayload(payload);
    }

    private boolean isPayload(String hash) {
        return hash.equals(V4Signer.UNSIGNED_PAYLOAD)
                || hash.equals(STREAMING)
                || hash.equals(V4Signer.sha256(bytes()));
    }

    /** The body without its framing, whose lengths and checksum must be right. */
    byte[] content() {
        if (!header("x-amz-content-sha256").equals(STREAMING)) {
            return bytes();
        }
        ByteBuffer framed = ByteBuffer.wrap(bytes());
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(framed), 16); size > 0; size = Integer.parseInt(line(framed), 16)) {
            byte[] chunk = new byte[size];
            framed.get(chunk);
            content.writeBytes(chunk);
            check(line(framed).isEmpty(), "chunk without an end");
        }
        CRC32 crc = new CRC32();
        crc.update(content.toByteArray());
        byte[] checksum = ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
        String trailer = header("x-amz-trailer") + ":" + Base64.getEncoder().encodeToString(checksum);
        check(line(framed).equals(trailer), "wrong trailer");
        check(line(framed).isEmpty() && !framed.hasRemaining(), "no end");
        check(header("x-amz-decoded-content-length").equals(Integer.toString(content.size())), "wrong length");
        return content.toByteArray();
    }

    private byte[] bytes() {
        return sent.getBytes(StandardCharsets.ISO_8859_1);
    }

    private String header(String name) {
        return headers.getOrDefault(name, "");
    }

    private static void check(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static String line(ByteBuffer from) {
        StringBuilder line = new StringBuilder();
        for (char c = (char) from.get(); c != '\r'; c = (char) from.get()) {
            line.append(c);
        }
        from.get();
        return line.toString();
    }

    static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
