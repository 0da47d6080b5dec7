package io.geckos.it.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.geckos.s3.api.S3Request;
import io.geckos.s3.routing.Route;
import io.geckos.signer.V4Signer;
import java.util.Map;

/** The ways to put credentials into a request. */
enum SignedRequestFactory {
    NONE,
    HEADER,
    UNSIGNED_PAYLOAD,
    PRESIGNED,
    SIGNED_STREAM,
    UNSIGNED_TRAILER,
    PRESIGNED_TRAILER,
    FORM,
    V2_HEADER,
    V2_PRESIGNED,
    V2_FORM;

    /** The body of every request but forms, as it is before it is framed. */
    static final String DATA = "x".repeat(100);

    private static final String FRAMED = Integer.toHexString(DATA.length()) + "\r\n" + DATA + "\r\n0\r\n\r\n";
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    private static final String TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
    private static final String BOUNDARY = "boundary";
    private static final Map<String, String> VALUES = Map.of("partNumber", "1", "uploadId", "u", "list-type", "2");

    /** Whether it can sign requests of every operation. */
    boolean worksForEveryOperation() {
        return this != NONE && !isForm();
    }

    /** Whether the credentials are fields of a browser's form. */
    boolean isForm() {
        return this == FORM || this == V2_FORM;
    }

    /** A request that means what {@code route} leads to, signed by {@code signer}. */
    S3Request on(Route route, S3RequestSigner signer) {
        Wire wire = wire(route);
        return switch (this) {
            case NONE -> wire.with(DATA);
            case HEADER -> {
                signer.sign(wire, V4Signer.sha256(DATA.getBytes(US_ASCII)));
                yield wire.with(DATA);
            }
            case UNSIGNED_PAYLOAD -> {
                signer.sign(wire, UNSIGNED);
                yield wire.with(DATA);
            }
            case PRESIGNED -> {
                signer.presign(wire, UNSIGNED);
                yield wire.with(DATA);
            }
            case SIGNED_STREAM -> {
                String seed = signer.sign(framed(wire), "STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
                yield wire.with(signer.chunks(seed, DATA.getBytes(US_ASCII)));
            }
            case UNSIGNED_TRAILER -> {
                signer.sign(framed(wire), TRAILER);
                yield wire.with(FRAMED);
            }
            case PRESIGNED_TRAILER -> {
                signer.presign(framed(wire).header("x-amz-content-sha256", TRAILER), TRAILER);
                yield wire.with(FRAMED);
            }
            case FORM, V2_FORM ->
                wire.header("content-type", "multipart/form-data; boundary=" + BOUNDARY)
                        .with(form(signer));
            case V2_HEADER -> {
                signer.signByVersion2(wire);
                yield wire.with(DATA);
            }
            case V2_PRESIGNED -> {
                signer.presignByVersion2(wire);
                yield wire.with(DATA);
            }
        };
    }

    private static Wire wire(Route route) {
        String path = switch (route.scope()) {
            case SERVICE -> "/";
            case BUCKET -> "/bucket";
            case OBJECT -> "/bucket/key";
        };
        Wire wire = new Wire(route.method(), path, "");
        route.query().stream().sorted().forEach(key -> wire.query(key + "=" + VALUES.getOrDefault(key, "")));
        route.headers().forEach(name -> wire.header(name, "/bucket/source"));
        return wire;
    }

    private static Wire framed(Wire wire) {
        return wire.header("x-amz-decoded-content-length", String.valueOf(DATA.length()));
    }

    private String form(S3RequestSigner signer) {
        StringBuilder body = new StringBuilder();
        if (this == V2_FORM) {
            signer.formByVersion2(
                            "{\"expiration\": \"2999-01-01T00:00:00Z\", \"conditions\": [{\"bucket\": \"bucket\"},"
                                    + "{\"key\": \"k\"}]}")
                    .forEach((name, value) -> field(body, name, value));
        } else {
            version4(signer).forEach((name, value) -> field(body, name, value));
        }
        field(body, "key", "k");
        field(body, "file", DATA);
        return body.append("--" + BOUNDARY + "--\r\n").toString();
    }

    private static Map<String, String> version4(S3RequestSigner signer) {
        return signer.form("{\"expiration\": \"2999-01-01T00:00:00Z\", \"conditions\": [{\"bucket\": \"bucket\"},"
                + "{\"key\": \"k\"}, [\"starts-with\", \"$x-amz-algorithm\", \"\"],"
                + "[\"starts-with\", \"$x-amz-credential\", \"\"], [\"starts-with\", \"$x-amz-date\", \"\"]]}");
    }

    private static void field(StringBuilder body, String name, String value) {
        body.append(
                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n");
    }
}
