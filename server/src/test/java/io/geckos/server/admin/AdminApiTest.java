package io.geckos.server.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.server.MemoryServer;
import io.geckos.server.MemoryServer.Reply;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an operator is told, and can do. */
class AdminApiTest {
    @Test
    void settingsAreTypedAndAddressesAreThoseThatAreBound() throws IOException {
        try (MemoryServer server = MemoryServer.start(
                "ADMIN_HOSTS", "a.example, b.example", "LIMITS_MINIMUM_RATE", "2KiB", "AUTH_ACCESS_KEY", "123456")) {
            JsonObject answer = get(server, "server");
            JsonObject settings = answer.getJsonObject("configuration");
            assertEquals(10_000, settings.getInt("limits.connections"));
            assertEquals(2048, settings.getInt("limits.minimum-rate"));
            assertEquals("PT1M15S", settings.getString("limits.idle-timeout"));
            assertEquals(JsonValue.FALSE, settings.get("auth.enabled"));
            assertEquals("123456", settings.getString("auth.access-key"));
            assertEquals("(not shown)", settings.getString("auth.secret-key"));
            assertEquals(List.of(), settings.getJsonArray("base-domains"));
            assertEquals(
                    List.of("a.example", "b.example"),
                    settings.getJsonArray("admin.hosts").getValuesAs(JsonString::getString));
            JsonObject addresses = answer.getJsonObject("addresses");
            assertEquals("http://127.0.0.1:" + server.server().port(), addresses.getString("s3"));
            assertEquals("http://127.0.0.1:" + server.server().adminPort(), addresses.getString("admin"));
            assertFalse(Instant.parse(answer.getString("started")).isAfter(Instant.now()));
        }
    }

    @Test
    void choresAreStartedAndStopped() throws IOException {
        try (MemoryServer server = MemoryServer.start()) {
            JsonObject before = get(server, "chores").getJsonArray("chores").getJsonObject(0);
            assertEquals("housekeeping", before.getString("name"));
            assertEquals("off", before.getString("state"));
            assertFalse(before.containsKey("finished"));
            assertFalse(server.admin("GET", "/metrics").body().contains("geckos3_chore_last_finished"));
            Reply started = server.operator("POST", "/admin/v1/chores/housekeeping/start");
            assertEquals(200, started.status());
            Instant finished = Instant.parse(get(server, "chores/housekeeping").getString("finished"));
            assertEquals(finished, Instant.parse(json(started).getString("finished")));
            String metrics = server.admin("GET", "/metrics").body();
            assertTrue(
                    metrics.contains("\ngeckos3_chore_last_finished_timestamp_seconds{chore=\"housekeeping\"} "
                            + finished.getEpochSecond() + "\n"),
                    metrics);
            assertTrue(metrics.contains("\ngeckos3_chore_scheduled{chore=\"housekeeping\"} 0\n"), metrics);
            assertEquals(
                    409,
                    server.operator("POST", "/admin/v1/chores/housekeeping/stop")
                            .status());
            assertEquals(
                    404, server.operator("POST", "/admin/v1/chores/none/start").status());
            assertEquals(
                    401,
                    server.admin("POST", "/admin/v1/chores/housekeeping/start").status());
        }
    }

    @Test
    void uploadsOfAllBucketsAreListedInPagesAndAborted() throws IOException {
        try (MemoryServer server = MemoryServer.start()) {
            List<String> begun = new ArrayList<>();
            for (String bucket : List.of("first", "second", "third")) {
                assertEquals(200, server.s3("PUT", "/" + bucket).status());
                for (String key : bucket.equals("second") ? List.<String>of() : List.of("a", "b%20c", "d")) {
                    assertEquals(
                            200,
                            server.s3("POST", "/" + bucket + "/" + key + "?uploads")
                                    .status());
                    begun.add(bucket + "/" + key.replace("%20", " "));
                }
            }
            for (int limit = 1; limit <= begun.size() + 1; limit++) {
                assertEquals(begun, listed(server, "limit=" + limit));
            }
            assertEquals(begun.subList(3, 6), listed(server, "bucket=third&limit=2"));
            JsonObject one = uploads(server, "bucket=first&sizes=true").get(1);
            assertEquals(0, one.getInt("parts"));
            assertEquals(0, one.getInt("bytes"));
            assertFalse(Instant.parse(one.getString("initiated")).isAfter(Instant.now()));
            String abort = "/admin/v1/uploads?bucket=first&key=b%20c&upload=" + one.getString("upload");
            assertEquals(401, server.admin("DELETE", abort).status());
            assertEquals(
                    "b c",
                    json(server.operator("DELETE", abort))
                            .getJsonObject("aborted")
                            .getString("key"));
            assertEquals(404, server.operator("DELETE", abort).status());
            assertEquals(List.of("first/a", "first/d"), listed(server, "bucket=first"));
        }
    }

    @Test
    void whatUploadsCannotBeAskedForIsSaid() throws IOException {
        try (MemoryServer server = MemoryServer.start()) {
            for (String query : List.of("limit=0", "limit=1001", "limit=x", "after=x", "after=%2F")) {
                assertEquals(
                        400,
                        server.operator("GET", "/admin/v1/uploads?" + query).status(),
                        query);
            }
            assertEquals(
                    404, server.operator("GET", "/admin/v1/uploads?bucket=none").status());
            assertEquals(
                    404, server.operator("GET", "/admin/v1/uploads?bucket=NO").status());
            assertEquals(
                    400,
                    server.operator("DELETE", "/admin/v1/uploads?bucket=none").status());
            assertEquals(
                    404,
                    server.operator("DELETE", "/admin/v1/uploads?bucket=none&key=k&upload=u")
                            .status());
        }
    }

    @Test
    void runningRequestsShowWhatTheyDoAndHowFarTheyAre() throws IOException {
        try (MemoryServer server = MemoryServer.start()) {
            assertEquals(200, server.s3("PUT", "/bucket").status());
            try (Socket socket =
                    new Socket(InetAddress.getLoopbackAddress(), server.server().port())) {
                socket.getOutputStream()
                        .write("PUT /bucket/a%20key HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n12345"
                                .getBytes(US_ASCII));
                JsonObject request = json(server.operator("GET", "/admin/v1/requests"));
                while (request.getJsonArray("requests").isEmpty()
                        || first(request).getInt("receivedBytes") < 5) {
                    Thread.onSpinWait();
                    request = json(server.operator("GET", "/admin/v1/requests"));
                }
                assertEquals("PutObject", first(request).getString("operation"));
                assertEquals("bucket", first(request).getString("bucket"));
                assertEquals("a key", first(request).getString("key"));
                assertEquals("127.0.0.1", first(request).getString("remote"));
                assertEquals(5, first(request).getInt("receivedBytes"));
                assertEquals(0, first(request).getInt("sentBytes"));
                assertTrue(first(request).getInt("ageMillis") >= 0);
                assertFalse(Instant.parse(first(request).getString("began")).isAfter(Instant.now()));
            }
        }
    }

    @Test
    void theProcessIsMeasuredUnderTheUsualNames() throws IOException {
        try (MemoryServer server = MemoryServer.start()) {
            String metrics = server.admin("GET", "/metrics").body();
            for (String name : Set.of(
                    "process_cpu_seconds_total",
                    "process_resident_memory_bytes",
                    "process_open_fds",
                    "process_max_fds",
                    "process_start_time_seconds")) {
                assertTrue(metrics.matches("(?s).*\n" + name + " [1-9][0-9.E]*\n.*"), name + " of " + metrics);
            }
            assertTrue(metrics.contains("\ngeckos3_build_info{java=\"" + Runtime.version()), metrics);
        }
    }

    private static JsonObject first(JsonObject requests) {
        return requests.getJsonArray("requests").getJsonObject(0);
    }

    /** Of all pages. */
    private static List<JsonObject> uploads(MemoryServer server, String query) throws IOException {
        List<JsonObject> all = new ArrayList<>();
        String after = "";
        do {
            JsonObject page = json(server.operator("GET", "/admin/v1/uploads?" + query + after));
            all.addAll(page.getJsonArray("uploads").getValuesAs(JsonObject.class));
            after = page.containsKey("next") ? "&after=" + page.getString("next") : "";
        } while (!after.isEmpty());
        return all;
    }

    private static List<String> listed(MemoryServer server, String query) throws IOException {
        return uploads(server, query).stream()
                .map(upload -> upload.getString("bucket") + "/" + upload.getString("key"))
                .toList();
    }

    private static JsonObject get(MemoryServer server, String what) throws IOException {
        return json(server.operator("GET", "/admin/v1/" + what));
    }

    private static JsonObject json(Reply reply) {
        assertEquals(200, reply.status(), reply.body());
        return Json.createReader(new StringReader(reply.body())).readObject();
    }
}
