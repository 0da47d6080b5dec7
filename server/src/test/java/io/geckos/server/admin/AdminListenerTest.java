package io.geckos.server.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.server.MemoryServer;
import io.geckos.server.MemoryServer.Reply;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the second listener speaks HTTP, and whom it answers. */
class AdminListenerTest {
    @Test
    void headAnswersAsGetWithoutItsBody() throws IOException {
        try (MemoryServer server = MemoryServer.start()) {
            for (String path : List.of("/health/live", "/health/ready", "/admin/v1/server", "/nowhere")) {
                Reply get = server.operator("GET", path);
                Reply head = server.operator("HEAD", path);
                assertEquals(get.status(), head.status(), path);
                assertEquals(get.header("content-length"), head.header("content-length"), path);
                assertEquals(get.header("content-type"), head.header("content-type"), path);
                assertEquals("", head.body(), path);
            }
            assertEquals(200, server.admin("HEAD", "/metrics").status());
        }
    }

    /** Every answer of these tests ends with its connection. */
    @Test
    void aBodyIsNotTakenForTheNextRequest() throws IOException {
        try (MemoryServer server = MemoryServer.start()) {
            Reply reply = server.admin("POST", "/health/live", "Content-Length: 1000000");
            assertEquals(405, reply.status());
            assertEquals("close", reply.header("connection"));
        }
    }

    /** An answer may have a secret that was just made, or names that anybody has chosen. */
    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/metrics", "/admin/v1/server", "/nowhere/<script>"})
    void browsersNeitherKeepNorRunAnswers(String path) throws IOException {
        try (MemoryServer server = MemoryServer.start()) {
            Reply reply = server.operator("GET", path);
            assertEquals("no-store", reply.header("cache-control"));
            assertEquals("nosniff", reply.header("x-content-type-options"));
            assertEquals("default-src 'none'; frame-ancestors 'none'", reply.header("content-security-policy"));
            assertEquals("same-origin", reply.header("cross-origin-resource-policy"));
            assertEquals("", reply.header("access-control-allow-origin"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST   | /health/live            | GET, HEAD",
                "PUT    | /health/ready           | GET, HEAD",
                "DELETE | /metrics                | GET, HEAD",
                "POST   | /admin/v1/server        | GET, HEAD",
                "OPTIONS| /admin/v1/requests      | GET, HEAD",
                "GET    | /admin/v1/log-level/info| PUT",
                "HEAD   | /admin/v1/log-level/info| PUT"
            })
    void aWrongMethodIsToldWhichThereAre(String method, String path, String allowed) throws IOException {
        try (MemoryServer server = MemoryServer.start()) {
            Reply reply = server.operator(method, path);
            assertEquals(405, reply.status());
            assertEquals(allowed, reply.header("allow"));
        }
    }

    @Test
    void whoHasNoTokenIsToldHowToSendIt() throws IOException {
        try (MemoryServer server = MemoryServer.start()) {
            for (Reply reply : List.of(
                    server.admin("GET", "/admin/v1/server"),
                    server.admin("GET", "/admin/v1/server", "Authorization: Basic c2VjcmV0LXRva2Vu"),
                    server.admin("GET", "/admin/v1/server", "Authorization: Bearer"),
                    server.admin("GET", "/admin/v1/server", "Authorization: Bearersecret-token"),
                    server.admin("GET", "/metrics", "Authorization: Bearer wrong"))) {
                assertEquals(401, reply.status());
                assertEquals("Bearer realm=\"geckos3 admin\"", reply.header("www-authenticate"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer secret-token", "bearer secret-token", "BEARER  secret-token"})
    void theNameOfTheSchemeMayBeWrittenInAnyCase(String authorization) throws IOException {
        try (MemoryServer server = MemoryServer.start()) {
            assertEquals(
                    200,
                    server.admin("GET", "/admin/v1/server", "Authorization: " + authorization)
                            .status());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 200",
        "127.0.0.1:9001, 200",
        "192.0.2.7, 200",
        "[::1]:9001, 200",
        "[2001:db8::1], 200",
        "localhost, 200",
        "LocalHost.:9001, 200",
        "storage.example.com:9001, 200",
        "STORAGE.example.com., 200",
        "attacker.example, 421",
        "attacker.example:9001, 421",
        "localhost.attacker.example, 421",
        "127.0.0.1.attacker.example, 421",
        "127.0.0.1@attacker.example, 400",
        "notlocalhost, 421",
        "other.storage.example.com, 421",
        "example.com, 421"
    })
    void onlyAddressesAndConfiguredNamesAreAnswered(String host, int status) throws IOException {
        try (MemoryServer server = MemoryServer.start("ADMIN_HOSTS", "storage.example.com,geckos3")) {
            for (String path : List.of("/health/live", "/metrics")) {
                Reply reply = server.admin("GET", path, "Host: " + host);
                assertEquals(status, reply.status(), path);
                assertTrue(status != 421 || reply.body().contains("admin.hosts"), reply.body());
            }
        }
    }

    @Test
    void metricsNameBucketsToThoseWhoMayKnow() throws IOException {
        String bearer = "Authorization: Bearer " + MemoryServer.TOKEN;
        String proxied = "X-Forwarded-For: 192.0.2.7";
        try (MemoryServer server = withBucket("loopback")) {
            assertTrue(names(server.admin("GET", "/metrics")));
            List<String> byProxy =
                    List.of(proxied, "Forwarded: for=192.0.2.7", "Via: 1.1 proxy", "X-Real-IP: 192.0.2.7");
            for (String header : byProxy) {
                assertFalse(names(server.admin("GET", "/metrics", header)), header);
            }
            assertTrue(names(server.admin("GET", "/metrics", proxied, bearer)));
        }
        try (MemoryServer server = withBucket("token")) {
            Reply without = server.admin("GET", "/metrics");
            assertFalse(names(without));
            assertFalse(without.body().contains("bucket=\""), without.body());
            assertTrue(without.body().contains("\ngeckos3_bucket_objects 0\n"), without.body());
            assertTrue(names(server.admin("GET", "/metrics", bearer)));
        }
        try (MemoryServer server = withBucket("everyone")) {
            assertTrue(names(server.admin("GET", "/metrics", proxied)));
        }
    }

    private static MemoryServer withBucket(String bucketMetrics) throws IOException {
        MemoryServer server = MemoryServer.start("ADMIN_BUCKET_METRICS", bucketMetrics);
        assertEquals(200, server.s3("PUT", "/secret-name").status());
        return server;
    }

    private static boolean names(Reply metrics) {
        assertEquals(200, metrics.status());
        return metrics.body().contains("secret-name");
    }
}
