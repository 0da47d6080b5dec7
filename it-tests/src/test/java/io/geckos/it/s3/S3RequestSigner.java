package io.geckos.it.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.signer.RequestToSign;
import io.geckos.signer.V2Signer;
import io.geckos.signer.V4Signer;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Signs a {@link Wire} in each way that clients have, at one time and with one key pair, which is the right one or not. */
final class S3RequestSigner {
    static final String ID = "AKIDEXAMPLE";
    static final String SECRET = "secret-of-the-example";
    private static final String VALID_SECONDS = "600";

    private final String id;
    private final Instant now;
    private final V4Signer version4;
    private final V2Signer version2;

    /** A signer with the access key of the example. */
    S3RequestSigner(String secret, Instant now) {
        this(ID, secret, now);
    }

    S3RequestSigner(String id, String secret, Instant now) {
        this.id = id;
        this.now = now;
        version4 = new V4Signer(id, secret, "us-east-1", "s3");
        version2 = new V2Signer(id, secret);
    }

    /** Signs in the header, over every header there is; returns the signature. */
    String sign(Wire wire, String payload) {
        wire.header("x-amz-date", V4Signer.formatTime(now)).header("x-amz-content-sha256", payload);
        RequestToSign parts = parts(wire, RequestToSign.canonicalQuery(wire.query()), payload);
        wire.header("authorization", version4.authorization(parts, now));
        return version4.signature(parts, now);
    }

    /** Signs in the query, over every header there is. */
    void presign(Wire wire, String payload) {
        wire.replaceQuery(version4.presign(parts(wire, wire.query(), payload), VALID_SECONDS, now));
    }

    private static RequestToSign parts(Wire wire, String query, String payload) {
        return new RequestToSign(wire.method(), wire.path(), query, wire.headers(), payload);
    }

    /** The fields of a form: its policy, and its signature. */
    Map<String, String> form(String policy) {
        String encoded = Base64.getEncoder().encodeToString(policy.getBytes(UTF_8));
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("policy", encoded);
        fields.put("x-amz-algorithm", V4Signer.ALGORITHM);
        fields.put("x-amz-credential", version4.credential(now));
        fields.put("x-amz-date", V4Signer.formatTime(now));
        fields.put("x-amz-signature", version4.sign(encoded, now));
        return fields;
    }

    /** Frames {@code data} in one signed chunk after {@code seed}, and the last chunk. */
    byte[] chunks(String seed, byte[] data) {
        String first = version4.chunkSignature(seed, data, now);
        String last = version4.chunkSignature(first, new byte[0], now);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes((Integer.toHexString(data.length) + ";chunk-signature=" + first + "\r\n").getBytes(UTF_8));
        out.writeBytes(data);
        out.writeBytes(("\r\n0;chunk-signature=" + last + "\r\n\r\n").getBytes(UTF_8));
        return out.toByteArray();
    }

    /** Signs in the header by Version 2. */
    void signByVersion2(Wire wire) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC));
        wire.header("date", date).header("authorization", version2.authorization(text(wire, date)));
    }

    /** Signs in the query by Version 2. */
    void presignByVersion2(Wire wire) {
        String expires = String.valueOf(now.getEpochSecond() + Long.parseLong(VALID_SECONDS));
        String signature = version2.sign(text(wire, expires));
        wire.query("AWSAccessKeyId=" + id).query("Expires=" + expires).query("Signature=" + V4Signer.encode(signature));
    }

    /** The fields of a form that is signed by Version 2. */
    Map<String, String> formByVersion2(String policy) {
        String encoded = Base64.getEncoder().encodeToString(policy.getBytes(UTF_8));
        return Map.of("policy", encoded, "AWSAccessKeyId", id, "signature", version2.sign(encoded));
    }

    private static String text(Wire wire, String date) {
        return V2Signer.stringToSign(wire.method(), date, wire.path(), wire.query(), wire.headers());
    }
}
