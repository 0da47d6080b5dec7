package io.geckos.s3.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;

/** Writes rules for browsers of other origins. */
public final class CorsDocuments {
    private CorsDocuments() {}

    /** Gives {@code bucket} rules, each of these elements. */
    public static ServiceReply put(ServiceClient client, String... rules) {
        return putTo(client, "/bucket?cors", rules);
    }

    public static ServiceReply putTo(ServiceClient client, String uri, String... rules) {
        byte[] body = document(rules).getBytes(UTF_8);
        return client.send("PUT", uri, body, "x-amz-checksum-crc32", crc32(body));
    }

    public static String document(String... rules) {
        StringBuilder document = new StringBuilder("<CORSConfiguration>");
        for (String rule : rules) {
            document.append("<CORSRule>").append(rule).append("</CORSRule>");
        }
        return document.append("</CORSConfiguration>").toString();
    }

    /** What a rule consists of that allows an origin some methods. */
    public static String allow(String origin, String... methods) {
        StringBuilder rule = new StringBuilder("<AllowedOrigin>" + origin + "</AllowedOrigin>");
        for (String method : methods) {
            rule.append("<AllowedMethod>").append(method).append("</AllowedMethod>");
        }
        return rule.toString();
    }

    private static String crc32(byte[] body) {
        CRC32 crc = new CRC32();
        crc.update(body);
        byte[] bytes = ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
        return Base64.getEncoder().encodeToString(bytes);
    }
}
