package io.geckos.it.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.it.s3.WireSignerV4.Wire;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests by Signature Version 2 as a client does. */
final class V2Signer {
    private static final Set<String> SUBRESOURCES = Set.of(
            "acl",
            "accelerate",
            "analytics",
            "cors",
            "delete",
            "inventory",
            "lifecycle",
            "location",
            "logging",
            "metrics",
            "notification",
            "object-lock",
            "partNumber",
            "policy",
            "replication",
            "requestPayment",
            "restore",
            "select",
            "tagging",
            "torrent",
            "uploadId",
            "uploads",
            "versionId",
            "versioning",
            "versions",
            "website");

    private final String id;
    private final String secret;
    private final Instant now;

    V2Signer(String id, String secret, Instant now) {
        this.id = id;
        this.secret = secret;
        this.now = now;
    }

    /** Adds what makes a request signed in its headers. */
    void sign(Wire wire) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC));
        wire.header("date", date);
        wire.header("authorization", "AWS " + id + ":" + signature(text(wire, date)));
    }

    /** Adds what makes a request signed in its query. */
    void presign(Wire wire) {
        String expires = String.valueOf(now.getEpochSecond() + 600);
        String signature = signature(text(wire, expires));
        wire.query("AWSAccessKeyId=" + id)
                .query("Expires=" + expires)
                .query("Signature=" + WireSignerV4.encode(signature));
    }

    /** The fields that sign a form's policy, and the policy. */
    Map<String, String> form(String policy) {
        String encoded = Base64.getEncoder().encodeToString(policy.getBytes(UTF_8));
        return Map.of("policy", encoded, "AWSAccessKeyId", id, "signature", signature(encoded));
    }

    private static String text(Wire wire, String date) {
        StringBuilder headers = new StringBuilder();
        wire.headers().forEach((name, value) -> {
            if (name.startsWith("x-amz-")) {
                headers.append(name).append(':').append(value).append('\n');
            }
        });
        String subresources = Arrays.stream(wire.query().split("&", -1))
                .map(parameter -> parameter.endsWith("=") ? parameter.substring(0, parameter.length() - 1) : parameter)
                .filter(parameter -> SUBRESOURCES.contains(parameter.split("=", -1)[0]))
                .sorted()
                .collect(Collectors.joining("&"));
        String type = wire.headers().getOrDefault("content-type", "");
        return String.join("\n", wire.method(), "", type, date, headers + wire.path())
                + (subresources.isEmpty() ? "" : "?" + subresources);
    }

    private String signature(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
