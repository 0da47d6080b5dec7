package io.geckos.signer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs by AWS Signature Version 4: requests in a header or in the query, chunks, and any text. It does not check its
 * input, because tests also sign invalid requests.
 *
 * <p>Not safe for use by several threads.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html">Authenticating Requests</a>
 */
public final class V4Signer {
    public static final String ALGORITHM = "AWS4-HMAC-SHA256";
    public static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final HexFormat HEX = HexFormat.of();

    private final String accessKey;
    private final String secretKey;
    private final String region;
    private final String service;
    private final Mac mac;
    private final MessageDigest sha256 = newSha256();
    private String keyDate = "";
    private byte[] key = {};

    /** A signer for one key pair, and for one service in one region: of S3 it is {@code s3}. */
    public V4Signer(String accessKey, String secretKey, String region, String service) {
        this.accessKey = accessKey;
        this.secretKey = secretKey;
        this.region = region;
        this.service = service;
        try {
            mac = Mac.getInstance("HmacSHA256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }

    /** A time as {@code x-amz-date} writes it. */
    public static String formatTime(Instant time) {
        return STAMP.format(time);
    }

    /** The time that {@link #formatTime} wrote. */
    public static Instant parseTime(String stamp) {
        return Instant.from(STAMP.parse(stamp));
    }

    /** The SHA-256 of bytes, in hexadecimal. */
    public static String sha256(byte[] bytes) {
        return HEX.formatHex(newSha256().digest(bytes));
    }

    /** Percent-encodes everything but the unreserved characters of RFC 3986. */
    public static String encode(String text) {
        return URLEncoder.encode(text, UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /** The credential: the access key, and the scope of its signatures for the day of {@code time}. */
    public String credential(Instant time) {
        return accessKey + '/' + scope(formatTime(time));
    }

    /** The value of the Authorization header. */
    public String authorization(RequestToSign request, Instant time) {
        return ALGORITHM + " Credential=" + credential(time) + ", SignedHeaders=" + request.signedHeaderNames()
                + ", Signature=" + signature(request, time);
    }

    /**
     * The query of a presigned URL: that of the request as it is, and the parameters of the signature behind it.
     *
     * @param expires the seconds for which the URL is valid, as they are to be written
     */
    public String presign(RequestToSign request, String expires, Instant time) {
        String query = (request.query().isEmpty() ? "" : request.query() + '&')
                + "X-Amz-Algorithm=" + ALGORITHM + "&X-Amz-Credential=" + encode(credential(time)) + "&X-Amz-Date="
                + formatTime(time) + "&X-Amz-Expires=" + encode(expires) + "&X-Amz-SignedHeaders="
                + encode(request.signedHeaderNames());
        RequestToSign presigned = request.withQuery(RequestToSign.canonicalQuery(query));
        return query + "&X-Amz-Signature=" + signature(presigned, time);
    }

    /** The signature of a request, in hexadecimal. */
    public String signature(RequestToSign request, Instant time) {
        return signature(request.canonicalRequest(), time);
    }

    /** The signature of a canonical request that has one character for each byte. */
    public String signature(String canonical, Instant time) {
        String stamp = formatTime(time);
        byte[] hash = sha256.digest(canonical.getBytes(ISO_8859_1));
        return sign(String.join("\n", ALGORITHM, stamp, scope(stamp), HEX.formatHex(hash)), time);
    }

    /** The signature of a chunk that follows a chunk or a request with the signature {@code previous}. */
    public String chunkSignature(String previous, byte[] data, Instant time) {
        String stamp = formatTime(time);
        return sign(
                String.join(
                        "\n", ALGORITHM + "-PAYLOAD", stamp, scope(stamp), previous, sha256(new byte[0]), sha256(data)),
                time);
    }

    /** The signature of trailers, {@code name:value} and a line feed each, behind the last chunk's {@code previous}. */
    public String trailerSignature(String previous, byte[] trailers, Instant time) {
        String stamp = formatTime(time);
        return sign(String.join("\n", ALGORITHM + "-TRAILER", stamp, scope(stamp), previous, sha256(trailers)), time);
    }

    /** Signs any text, such as the Base64 policy of a form, with the key of the day of {@code time}. Answers hexadecimal. */
    public String sign(String text, Instant time) {
        return HEX.formatHex(hmac(key(formatTime(time).substring(0, 8)), text));
    }

    private String scope(String stamp) {
        return stamp.substring(0, 8) + '/' + region + '/' + service + "/aws4_request";
    }

    /** The signing key of a day. It is kept, because it takes four HMACs to derive. */
    private byte[] key(String date) {
        if (!date.equals(keyDate)) {
            byte[] derived = ("AWS4" + secretKey).getBytes(UTF_8);
            for (String part : new String[] {date, region, service, "aws4_request"}) {
                derived = hmac(derived, part);
            }
            keyDate = date;
            key = derived;
        }
        return key;
    }

    private byte[] hmac(byte[] with, String text) {
        try {
            mac.init(new SecretKeySpec(with, mac.getAlgorithm()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC takes any key", e);
        }
        return mac.doFinal(text.getBytes(ISO_8859_1));
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
