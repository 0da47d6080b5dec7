package io.geckos.bench.s3;

import io.geckos.bench.http.KeyPair;
import io.geckos.bench.http.UriEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests by AWS Signature Version 4 for the service {@code s3}, in a header or in the query. Signs all given
 * headers.
 *
 * <p>Not safe for use by several threads: each connection has its own.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html">Authenticating Requests</a>
 */
public final class RequestSigner {
    public static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";
    public static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final HexFormat HEX = HexFormat.of();

    private final KeyPair credentials;
    private final String region;
    private final Mac mac;
    private final MessageDigest sha256;
    private String signingDate = "";
    private byte[] signingKey = {};

    public RequestSigner(KeyPair credentials, String region) {
        this.credentials = credentials;
        this.region = region;
        try {
            mac = Mac.getInstance("HmacSHA256");
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }

    /**
     * The value of the Authorization header.
     *
     * @param request the request; its headers, in lower case, must include {@code host}, {@code x-amz-date} and
     *     {@code x-amz-content-sha256}
     */
    public String authorization(SigningInput request, Instant time) {
        String payload = request.headers().getOrDefault("x-amz-content-sha256", UNSIGNED_PAYLOAD);
        String signature = signature(request, payload, time);
        return ALGORITHM + " Credential=" + credentials.accessKey() + '/' + scope(time) + ",SignedHeaders="
                + signedHeaders(request) + ",Signature=" + signature;
    }

    /** The query of a presigned URL that is valid for {@code expires}. The payload is not signed. */
    public String presign(SigningInput request, Duration expires, Instant time) {
        SortedMap<String, String> query = new TreeMap<>(request.query());
        query.put("X-Amz-Algorithm", ALGORITHM);
        query.put("X-Amz-Credential", credentials.accessKey() + '/' + scope(time));
        query.put("X-Amz-Date", TIMESTAMP.format(time));
        query.put("X-Amz-Expires", Long.toString(expires.toSeconds()));
        query.put("X-Amz-SignedHeaders", signedHeaders(request));
        SigningInput presigned = new SigningInput(request.method(), request.path(), query, request.headers());
        return UriEncoder.query(query) + "&X-Amz-Signature=" + signature(presigned, UNSIGNED_PAYLOAD, time);
    }

    private String signature(SigningInput request, String payload, Instant time) {
        String toSign = ALGORITHM
                + '\n'
                + TIMESTAMP.format(time)
                + '\n'
                + scope(time)
                + '\n'
                + HEX.formatHex(sha256.digest(utf8(canonical(request, payload))));
        return HEX.formatHex(hmac(signingKey(date(time)), toSign));
    }

    private static String canonical(SigningInput request, String payload) {
        StringBuilder canonical = new StringBuilder(512)
                .append(request.method())
                .append('\n')
                .append(request.path())
                .append('\n')
                .append(UriEncoder.query(request.query()))
                .append('\n');
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            canonical
                    .append(header.getKey())
                    .append(':')
                    .append(header.getValue())
                    .append('\n');
        }
        return canonical
                .append('\n')
                .append(signedHeaders(request))
                .append('\n')
                .append(payload)
                .toString();
    }

    private static String signedHeaders(SigningInput request) {
        return String.join(";", request.headers().keySet());
    }

    private String scope(Instant time) {
        return date(time) + '/' + region + "/s3/aws4_request";
    }

    private static String date(Instant time) {
        return TIMESTAMP.format(time).substring(0, 8);
    }

    /** The signing key of a day. It is kept, because deriving it takes four HMACs. */
    private byte[] signingKey(String date) {
        if (!date.equals(signingDate)) {
            byte[] key = hmac(utf8("AWS4" + credentials.secretKey()), date);
            for (String part : new String[] {region, "s3", "aws4_request"}) {
                key = hmac(key, part);
            }
            signingDate = date;
            signingKey = key;
        }
        return signingKey;
    }

    private byte[] hmac(byte[] key, String text) {
        try {
            mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC takes any key", e);
        }
        return mac.doFinal(utf8(text));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
