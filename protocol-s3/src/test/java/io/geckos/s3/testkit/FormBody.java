package io.geckos.s3.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A form as a browser sends it, field by field in order. */
public final class FormBody {
    public static final String BOUNDARY = "----WebKitFormBoundary7MA4YWxkTrZu0gW";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /** A form with {@code key} that the fake authenticator takes for signed by {@code policy}. */
    public static FormBody signed(String key, String policy) {
        return new FormBody()
                .field("key", key)
                .field("x-amz-signature", "valid")
                .field("policy", Base64.getEncoder().encodeToString(policy.getBytes(UTF_8)));
    }

    /** A form with {@code key} and a policy, not yet expired, of these conditions beside those on bucket and key. */
    public static FormBody allowedBy(String key, String... conditions) {
        List<String> all = new ArrayList<>(List.of("{\"bucket\": \"bucket\"}", "[\"starts-with\", \"$key\", \"\"]"));
        all.addAll(List.of(conditions));
        return signed(
                key, "{\"expiration\": \"2999-01-01T00:00:00Z\", \"conditions\": [" + String.join(",", all) + "]}");
    }

    public FormBody field(String name, String value) {
        return part("form-data; name=\"" + name + "\"", value.getBytes(UTF_8));
    }

    public FormBody file(String filename, byte[] content) {
        return part(
                "form-data; name=\"file\"; filename=\"" + filename + "\"\r\nContent-Type: application/x-ignored",
                content);
    }

    public FormBody file(String content) {
        return file("a.txt", content.getBytes(UTF_8));
    }

    public FormBody part(String disposition, byte[] content) {
        return raw("--" + BOUNDARY + "\r\nContent-Disposition: " + disposition + "\r\n\r\n")
                .raw(content)
                .raw("\r\n");
    }

    public FormBody raw(String text) {
        return raw(text.getBytes(UTF_8));
    }

    FormBody raw(byte[] bytes) {
        body.writeBytes(bytes);
        return this;
    }

    /** The body with its last delimiter. */
    public byte[] bytes() {
        return (body.toString(ISO_8859_1) + "--" + BOUNDARY + "--\r\n").getBytes(ISO_8859_1);
    }

    /** Sends it to {@code bucket}. */
    public ServiceReply post(ServiceClient client) {
        return post(client, "/bucket", bytes());
    }

    public static ServiceReply post(ServiceClient client, String uri, byte[] body) {
        Map<String, List<String>> headers = ServiceClient.headers(
                "Content-Type",
                "multipart/form-data; boundary=" + BOUNDARY,
                "Content-Length",
                String.valueOf(body.length));
        return client.exchange("POST", uri, new ByteArrayInputStream(body), headers);
    }
}
