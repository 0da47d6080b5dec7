package io.geckos.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS Signature Version 4 as a client makes it, over a target as given, so a signed target is written in its canonical
 * encoding, and over header values with one character for each byte. The {@code with} methods make signers that are wrong in one thing.
 */
record WireSigner(String accessKey, String secretKey, Instant time, String region, String service) {
    private static final Set<String> SIGNED = Set.of(
            "host",
            "content-md5",
            "content-disposition",
            "content-encoding",
            "content-language",
            "cache-control",
            "expires");

    private static final String EMPTY = sha256(new byte[0]);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    static WireSigner now() {
        return new WireSigner(WireRequest.ACCESS_KEY, WireRequest.SECRET_KEY, Instant.now(), "us-east-1", "s3");
    }

    WireSigner by(String otherAccessKey, String otherSecretKey) {
        return new WireSigner(otherAccessKey, otherSecretKey, time, region, service);
    }

    WireSigner at(Instant otherTime) {
        return new WireSigner(accessKey, secretKey, otherTime, region, service);
    }

    WireSigner in(String otherRegion, String otherService) {
        return new WireSigner(accessKey, secretKey, time, otherRegion, otherService);
    }

    String stamp() {
        return STAMP.format(time);
    }

    private String scope() {
        return String.join("/", stamp().substring(0, 8), region, service, "aws4_request");
    }

    /** Adds the header form, over all headers that have to be signed. */
    WireRequest sign(WireRequest request) {
        request.header("x-amz-date", stamp()).header("x-amz-content-sha256", request.payload());
        return request.header(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=" + accessKey + "/" + scope() + ", SignedHeaders=" + names(request)
                        + ", Signature=" + signature(request, request.query(), request.payload()));
    }

    /** The same request with the query form, over the same headers, of a payload that is not signed. */
    WireRequest presign(WireRequest request, String expires) {
        String query = (request.query().isEmpty() ? "" : request.query() + "&")
                + "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
                + (accessKey + "/" + scope()).replace("/", "%2F") + "&X-Amz-Date=" + stamp() + "&X-Amz-Expires="
                + expires
                + "&X-Amz-SignedHeaders=" + names(request).replace(";", "%3B");
        String payload = request.headers().getOrDefault("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
        return request.to(request.path() + "?" + query + "&X-Amz-Signature=" + signature(request, query, payload));
    }

    /** The signature of a chunk that follows one with the signature {@code previous}. */
    String chunk(String previous, String data) {
        return hmacHex(String.join(
                "\n", "AWS4-HMAC-SHA256-PAYLOAD", stamp(), scope(), previous, EMPTY, sha256(data.getBytes(UTF_8))));
    }

    private String signature(WireRequest request, String query, String payload) {
        String sorted = Arrays.stream(query.split("&", -1))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.contains("=") ? pair : pair + "=")
                .sorted()
                .collect(Collectors.joining("&"));
        String headers = request.headers().entrySet().stream()
                .filter(header -> isSigned(header.getKey()))
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
        String canonical =
                String.join("\n", request.method(), request.path(), sorted, headers, names(request), payload);
        return hmacHex(String.join("\n", "AWS4-HMAC-SHA256", stamp(), scope(), sha256(canonical.getBytes(ISO_8859_1))));
    }

    private static String names(WireRequest request) {
        return request.headers().keySet().stream().filter(WireSigner::isSigned).collect(Collectors.joining(";"));
    }

    private static boolean isSigned(String name) {
        return SIGNED.contains(name) || name.startsWith("x-amz-");
    }

    private String hmacHex(String text) {
        byte[] key = ("AWS4" + secretKey).getBytes(UTF_8);
        for (String part : scope().split("/", -1)) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, text));
    }

    static String sha256(byte[] bytes) {
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
