package io.geckos.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A request as bytes for the wire, with the target written as given. {@link #sign} adds the header form of AWS Signature
 * Version 4 over the target as given, so a signed target is written in its canonical encoding.
 */
final class WireRequest {
    static final String ACCESS_KEY = "minioadmin";
    static final String SECRET_KEY = "minioadmin";

    private static final DateTimeFormatter AMZ_DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final String method;
    private final String target;
    private final Map<String, String> headers = new TreeMap<>();
    private byte[] body = new byte[0];
    private String payloadHash = sha256(body);

    private WireRequest(String method, String target) {
        this.method = method;
        this.target = target;
    }

    static WireRequest of(String method, String target) {
        return new WireRequest(method, target);
    }

    String method() {
        return method;
    }

    WireRequest header(String lowerCaseName, String value) {
        headers.put(lowerCaseName, value);
        return this;
    }

    WireRequest host(InetSocketAddress address) {
        headers.putIfAbsent("host", address.getHostString() + ":" + address.getPort());
        return this;
    }

    /** A body sent with its length and signed with its hash. */
    WireRequest body(byte[] bytes) {
        body = bytes;
        payloadHash = sha256(bytes);
        return header("content-length", String.valueOf(bytes.length));
    }

    WireRequest body(String text) {
        return body(text.getBytes(UTF_8));
    }

    /** A body that the test sends itself, after the head, in whatever framing its own headers declare. */
    WireRequest unsignedBody() {
        payloadHash = "UNSIGNED-PAYLOAD";
        return this;
    }

    WireRequest sign(InetSocketAddress address) {
        return sign(address, ACCESS_KEY, SECRET_KEY);
    }

    WireRequest sign(InetSocketAddress address, String accessKey, String secretKey) {
        String date = AMZ_DATE.format(Instant.now());
        host(address).header("x-amz-date", date).header("x-amz-content-sha256", payloadHash);
        StringBuilder canonical = new StringBuilder();
        StringJoiner names = new StringJoiner(";");
        headers.forEach((name, value) -> {
            if (name.equals("host") || name.startsWith("x-amz-")) {
                names.add(name);
                canonical.append(name).append(':').append(value).append('\n');
            }
        });
        String scope = date.substring(0, 8) + "/us-east-1/s3/aws4_request";
        String request = String.join(
                "\n", method, path(), canonicalQuery(), canonical.toString(), names.toString(), payloadHash);
        String toSign = String.join("\n", "AWS4-HMAC-SHA256", date, scope, sha256(request.getBytes(UTF_8)));
        byte[] key = ("AWS4" + secretKey).getBytes(UTF_8);
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        return header(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=" + accessKey + "/" + scope + ", SignedHeaders=" + names + ", Signature="
                        + HexFormat.of().formatHex(hmac(key, toSign)));
    }

    private String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    private String canonicalQuery() {
        int query = target.indexOf('?');
        if (query < 0) {
            return "";
        }
        StringJoiner sorted = new StringJoiner("&");
        Arrays.stream(target.substring(query + 1).split("&", -1))
                .map(pair -> pair.contains("=") ? pair : pair + "=")
                .sorted()
                .forEach(sorted::add);
        return sorted.toString();
    }

    /** The head and the body. */
    byte[] bytes() {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
