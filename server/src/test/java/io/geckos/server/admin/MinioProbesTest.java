package io.geckos.server.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.server.MemoryServer;
import io.geckos.server.MemoryServer.Reply;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MinioProbesTest {
    private static final String SIGNED =
            "AWS4-HMAC-SHA256 Credential=minioadmin/20260101/%s/s3/aws4_request, SignedHeaders=host, Signature=0";

    @ParameterizedTest
    @ValueSource(strings = {"live", "ready", "cluster", "cluster/read"})
    void healthIsAnsweredWhereItIsAskedFor(String what) throws IOException {
        try (MemoryServer server = MemoryServer.start("AUTH_ENABLED", "true")) {
            String path = "/minio/health/" + what;
            String body = what.equals("live") ? "live\n" : "ready\n";
            for (Reply get : new Reply[] {server.s3("GET", path), server.admin("GET", path)}) {
                assertEquals(200, get.status());
                assertEquals(body, get.body());
            }
            for (Reply head : new Reply[] {server.s3("HEAD", path), server.admin("HEAD", path)}) {
                assertEquals(200, head.status());
                assertEquals(String.valueOf(body.length()), head.header("content-length"));
                assertEquals("", head.body());
            }
        }
    }

    /** Whoever signs, asks for more than the bare path, or writes, means an object. */
    @Test
    void allElseIsABucketOfThatName() throws IOException {
        try (MemoryServer server = MemoryServer.start()) {
            String path = "/minio/health/live";
            assertEquals(404, server.s3("PUT", path, "Content-Length: 0").status());
            assertEquals(200, server.s3("PUT", "/minio").status());
            assertEquals(200, server.s3("PUT", path, "Content-Length: 0").status());
            assertEquals("0", server.s3("GET", path + "?versionId=null").header("content-length"));
            assertEquals(
                    "0",
                    server.s3("GET", path, "Authorization: " + SIGNED.formatted("us-east-1"))
                            .header("content-length"));
            assertEquals(404, server.s3("GET", path + "/").status());
            assertEquals(404, server.s3("GET", "/minio/health/other").status());
            assertEquals(204, server.s3("DELETE", path).status());
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, /minio/admin/v3/info", "PUT, /minio/admin/v3/add-user?accessKey=a", "POST, /minio/kms/v1/status"})
    void itsAdminApiIsRefusedInWords(String method, String target) throws IOException {
        try (MemoryServer server = MemoryServer.start("AUTH_ENABLED", "true")) {
            Reply s3 = server.s3(method, target, "Authorization: " + SIGNED.formatted(""));
            assertEquals(501, s3.status());
            assertEquals("application/json", s3.header("content-type"));
            assertTrue(s3.body().startsWith("{\"Code\":\"NotImplemented\",\"Message\":\"This is geckos3, "), s3.body());
            Reply admin = server.admin(method, target);
            assertEquals(501, admin.status());
            assertTrue(admin.body().startsWith("{\"error\":\"This is geckos3, "), admin.body());
        }
    }
}
