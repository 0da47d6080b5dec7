package io.geckos.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.server.MemoryServer;
import io.geckos.server.MemoryServer.Reply;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Quotas as operators set them and clients meet them. */
class QuotasApiTest {
    private static final String BOUNDARY = "----form";

    /** What a request for S3 was answered. */
    private record Answer(int status, String body) {
        void requireQuotaExceeded(String whose) {
            assertEquals(403, status, body);
            assertTrue(body.contains("<Code>QuotaExceeded</Code>"), body);
            assertTrue(body.contains("of the " + whose), body);
        }
    }

    private static Answer s3(MemoryServer server, String method, String path, String body, String... headers)
            throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + server.server().port() + path);
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setRequestMethod(method);
        for (int i = 0; i < headers.length; i += 2) {
            connection.setRequestProperty(headers[i], headers[i + 1]);
        }
        if (!method.equals("GET") && !method.equals("DELETE")) {
            connection.setDoOutput(true);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body.getBytes(UTF_8));
            }
        }
        int status = connection.getResponseCode();
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Answer(status, in == null ? "" : new String(in.readAllBytes(), UTF_8));
        }
    }

    private static Answer form(MemoryServer server, String key, String content) throws IOException {
        String body = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\n" + key + "\r\n--"
                + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n" + content + "\r\n--"
                + BOUNDARY + "--\r\n";
        return s3(server, "POST", "/bucket", body, "Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
    }

    private static JsonObject admin(MemoryServer server, String method, String path) throws IOException {
        Reply reply = server.operator(method, "/admin/v1/quotas/" + path);
        assertEquals(200, reply.status(), reply.body());
        return Json.createReader(new StringReader(reply.body())).readObject();
    }

    private static String element(String name, Answer answer) {
        Matcher matcher =
                Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(answer.body());
        assertTrue(matcher.find(), answer.body());
        return matcher.group(1);
    }

    @Test
    void everyKindOfUploadIsRefusedAndLeavesNothing() throws IOException {
        try (MemoryServer server = MemoryServer.start()) {
            assertEquals(200, s3(server, "PUT", "/bucket", "").status());
            assertEquals(200, s3(server, "PUT", "/bucket/six", "sixsix").status());
            String upload = element("UploadId", s3(server, "POST", "/bucket/parts?uploads", ""));
            String part = "/bucket/parts?partNumber=1&uploadId=" + upload;
            assertEquals(200, s3(server, "PUT", part, "fourfour").status());
            JsonObject set = admin(server, "PUT", "buckets/bucket?bytes=10&objects=100");
            assertEquals(10, set.getJsonObject("quota").getInt("bytes"));
            // Parts count while their upload is under way.
            assertEquals(14, set.getJsonObject("used").getInt("bytes"));

            s3(server, "PUT", "/bucket/put", "fives").requireQuotaExceeded("bucket");
            form(server, "form", "fives").requireQuotaExceeded("bucket");
            s3(server, "PUT", "/bucket/copy", "", "x-amz-copy-source", "/bucket/six")
                    .requireQuotaExceeded("bucket");
            String second = "/bucket/parts?partNumber=2&uploadId=" + upload;
            s3(server, "PUT", second, "fives").requireQuotaExceeded("bucket");
            s3(server, "PUT", second, "", "x-amz-copy-source", "/bucket/six").requireQuotaExceeded("bucket");
            String tag = element("ETag", s3(server, "GET", "/bucket/parts?uploadId=" + upload, ""))
                    .replace("&quot;", "\"");
            String completion = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + tag
                    + "</ETag></Part></CompleteMultipartUpload>";
            Answer listing = s3(server, "GET", "/bucket?list-type=2", "");
            assertEquals("1", element("KeyCount", listing));
            assertEquals(
                    14,
                    admin(server, "GET", "buckets/bucket").getJsonObject("used").getInt("bytes"));
            assertEquals(204, s3(server, "DELETE", "/bucket/six", "").status());
            assertEquals(204, form(server, "form", "so").status());
            assertEquals(
                    200,
                    s3(server, "POST", "/bucket/parts?uploadId=" + upload, completion)
                            .status());
        }
    }

    @Test
    void quotasAreSetReadAndRemoved() throws IOException {
        try (MemoryServer server = MemoryServer.start()) {
            assertEquals(200, s3(server, "PUT", "/bucket", "").status());
            assertEquals(
                    0,
                    admin(server, "GET", "buckets/bucket")
                            .getJsonObject("quota")
                            .size());
            admin(server, "PUT", "account?objects=1");
            assertEquals(
                    1, admin(server, "GET", "account").getJsonObject("quota").getInt("objects"));
            assertEquals(200, s3(server, "PUT", "/bucket/a", "a").status());
            s3(server, "PUT", "/bucket/b", "").requireQuotaExceeded("account");
            assertEquals(
                    0, admin(server, "DELETE", "account").getJsonObject("quota").size());
            assertEquals(200, s3(server, "PUT", "/bucket/b", "").status());
            admin(server, "PUT", "buckets/bucket?objects=2");
            JsonObject replaced = admin(server, "PUT", "buckets/bucket?bytes=9223372036854775807");
            assertFalse(replaced.getJsonObject("quota").containsKey("objects"));
            assertEquals(200, s3(server, "PUT", "/bucket/c", "c").status());
            assertEquals(
                    0,
                    admin(server, "DELETE", "buckets/bucket")
                            .getJsonObject("quota")
                            .size());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?bytes=",
                "?bytes=-1",
                "?bytes=+1",
                "?bytes=%2B1",
                "?bytes=1.5",
                "?bytes=1e3",
                "?bytes=%D9%A1",
                "?bytes=9223372036854775808",
                "?objects=x",
                "?bytes=1&objects=",
                "?byte=1",
                "?bytes=1&size=2"
            })
    void whatIsNoQuotaIsRefusedAndChangesNothing(String query) throws IOException {
        try (MemoryServer server = MemoryServer.start()) {
            assertEquals(200, s3(server, "PUT", "/bucket", "").status());
            for (String path : List.of("buckets/bucket", "account")) {
                admin(server, "PUT", path + "?bytes=77");
                Reply reply = server.operator("PUT", "/admin/v1/quotas/" + path + query);
                assertEquals(400, reply.status(), reply.body());
                assertEquals(
                        77, admin(server, "GET", path).getJsonObject("quota").getInt("bytes"));
            }
        }
    }

    @Test
    void onlyTheOperatorSetsQuotasAndOnlyOfBucketsThatAreThere() throws IOException {
        try (MemoryServer server = MemoryServer.start()) {
            for (String method : List.of("GET", "PUT", "DELETE")) {
                assertEquals(
                        401,
                        server.admin(method, "/admin/v1/quotas/account?bytes=1").status());
                assertEquals(
                        404,
                        server.operator(method, "/admin/v1/quotas/buckets/missing?bytes=1")
                                .status());
                assertEquals(
                        404,
                        server.operator(method, "/admin/v1/quotas/buckets/..?bytes=1")
                                .status());
            }
        }
    }
}
