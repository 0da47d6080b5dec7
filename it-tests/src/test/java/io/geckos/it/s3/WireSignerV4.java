package io.geckos.it.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.s3.api.RequestMemory;
import io.geckos.s3.api.S3Request;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests as a client does, in each way there is; {@code path} and {@code query} are as they will be sent. */
final class WireSignerV4 {
    static final String ID = "AKIDEXAMPLE";
    static final String SECRET = "secret-of-the-example";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final String id;
    private final String stamp;
    private final String scope;
    private final byte[] key;
    private final V2Signer version2;

    /** Signs with {@code secret}, which is the right one or not. */
    WireSignerV4(String secret, Instant now) {
        this(ID, secret, now);
    }

    /** Signs with another access key. */
    WireSignerV4(String id, String secret, Instant now) {
        this.id = id;
        stamp = STAMP.format(now);
        String date = stamp.substring(0, 8);
        scope = date + "/us-east-1/s3/aws4_request";
        byte[] signing = hmac(("AWS4" + secret).getBytes(UTF_8), date);
        for (String part : List.of("us-east-1", "s3", "aws4_request")) {
            signing = hmac(signing, part);
        }
        key = signing;
        version2 = new V2Signer(id, secret, now);
    }

    /** Signs by Version 2 with the same secret. */
    V2Signer version2() {
        return version2;
    }

    /** Adds what makes a request signed in its headers; returns the signature. */
    String sign(Wire wire, String payload) {
        wire.header("x-amz-date", stamp).header("x-amz-content-sha256", payload);
        String names = String.join(";", wire.headers().keySet());
        String signature = signature(canonical(wire, names, payload));
        wire.header(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=" + id + "/" + scope + ", SignedHeaders=" + names + ", Signature="
                        + signature);
        return signature;
    }

    /** Adds what makes a request signed in its query. */
    void presign(Wire wire, String payload) {
        String names = String.join(";", wire.headers().keySet());
        wire.query("X-Amz-Algorithm=AWS4-HMAC-SHA256")
                .query("X-Amz-Credential=" + encode(id + "/" + scope))
                .query("X-Amz-Date=" + stamp)
                .query("X-Amz-Expires=600")
                .query("X-Amz-SignedHeaders=" + encode(names));
        wire.query("X-Amz-Signature=" + signature(canonical(wire, names, payload)));
    }

    /** The fields that sign a form's policy, and the policy. */
    Map<String, String> form(String policy) {
        String encoded = Base64.getEncoder().encodeToString(policy.getBytes(UTF_8));
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("policy", encoded);
        fields.put("x-amz-algorithm", "AWS4-HMAC-SHA256");
        fields.put("x-amz-credential", id + "/" + scope);
        fields.put("x-amz-date", stamp);
        fields.put("x-amz-signature", hex(hmac(key, encoded)));
        return fields;
    }

    /** Frames {@code data} in one signed chunk after {@code seed}, and the last chunk. */
    byte[] chunks(String seed, byte[] data) {
        String first = chunkSignature(seed, data);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes((Integer.toHexString(data.length) + ";chunk-signature=" + first + "\r\n").getBytes(UTF_8));
        out.writeBytes(data);
        out.writeBytes(("\r\n0;chunk-signature=" + chunkSignature(first, new byte[0]) + "\r\n\r\n").getBytes(UTF_8));
        return out.toByteArray();
    }

    private String chunkSignature(String previous, byte[] data) {
        return hex(hmac(
                key,
                String.join(
                        "\n", "AWS4-HMAC-SHA256-PAYLOAD", stamp, scope, previous, sha256(new byte[0]), sha256(data))));
    }

    private static String canonical(Wire wire, String names, String payload) {
        String query = wire.query().isEmpty()
                ? ""
                : Arrays.stream(wire.query().split("&", -1))
                        .map(parameter -> parameter.contains("=") ? parameter : parameter + "=")
                        .sorted()
                        .collect(Collectors.joining("&"));
        StringBuilder headers = new StringBuilder();
        wire.headers()
                .forEach((name, value) ->
                        headers.append(name).append(':').append(value).append('\n'));
        return String.join("\n", wire.method(), wire.path(), query, headers, names, payload);
    }

    private String signature(String canonical) {
        return hex(hmac(key, String.join("\n", "AWS4-HMAC-SHA256", stamp, scope, sha256(canonical.getBytes(UTF_8)))));
    }

    static String sha256(byte[] bytes) {
        try {
            return hex(MessageDigest.getInstance("SHA-256").digest(bytes));
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

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20").replace("*", "%2A");
    }

    /** A request that is being put together. */
    static final class Wire {
        private final String method;
        private final String path;
        private String query;
        private final Map<String, String> headers = new TreeMap<>(Map.of("host", "localhost:9000"));

        Wire(String method, String path, String query) {
            this.method = method;
            this.path = path;
            this.query = query;
        }

        String method() {
            return method;
        }

        String path() {
            return path;
        }

        String query() {
            return query;
        }

        Wire query(String parameter) {
            query = query.isEmpty() ? parameter : query + "&" + parameter;
            return this;
        }

        /** By lower-case name, in order. */
        Map<String, String> headers() {
            return headers;
        }

        Wire header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        /** The request as a server hands it to the protocol. */
        S3Request with(byte[] body) {
            header("content-length", String.valueOf(body.length));
            Map<String, List<String>> lines = new TreeMap<>();
            headers.forEach((name, value) -> lines.put(name, List.of(value)));
            return new S3Request(
                    "REQUEST",
                    method,
                    path,
                    query,
                    lines,
                    new ByteArrayInputStream(body),
                    "127.0.0.1",
                    false,
                    RequestMemory.UNLIMITED);
        }

        S3Request with(String body) {
            return with(body.getBytes(ISO_8859_1));
        }
    }
}
