package io.geckos.server.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.server.MemoryServer;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The sample answers in {@code docs/operations.md} have the members that answers have. */
class AdminSamplesTest {
    private static final Path PAGE = Path.of("../docs/operations.md");
    private static final Pattern SAMPLE =
            Pattern.compile("admin ([A-Z]+) '?([^'\\n]+)'?\\n```\\n\\n```json\\n(.*?)```", Pattern.DOTALL);

    /** Members whose own members depend on the configuration, the storage and the chore. */
    private static final Set<String> OPEN = Set.of("configuration", "storage", "figures");

    @Test
    void samplesHaveTheMembersOfAnswers() throws IOException {
        Map<String, JsonObject> samples = new LinkedHashMap<>();
        SAMPLE.matcher(Files.readString(PAGE))
                .results()
                .forEach(match -> samples.put(match.group(1) + " " + match.group(2), json(match.group(3))));
        try (MemoryServer server = MemoryServer.start();
                Socket slow = new Socket(
                        InetAddress.getLoopbackAddress(), server.server().port())) {
            fill(server, slow);
            Map<String, JsonObject> answers = new LinkedHashMap<>();
            answers.put("GET server", answer(server, "GET", "server"));
            answers.put("GET requests", answer(server, "GET", "requests"));
            answers.put("GET history", answer(server, "GET", "history"));
            answers.put("GET usage", answer(server, "GET", "usage"));
            answers.put("GET usage-history/buckets/photos", history(server));
            JsonObject uploads = answer(server, "GET", "uploads?sizes=true&limit=1");
            answers.put("GET uploads?sizes=true", uploads);
            answers.put(
                    "DELETE uploads?bucket=photos&key=2026/film.mp4&upload=0192f0c4a1b2c3d4",
                    answer(
                            server,
                            "DELETE",
                            "uploads?bucket=bucket&key=a&upload="
                                    + uploads.getJsonArray("uploads")
                                            .getJsonObject(0)
                                            .getString("upload")));
            answers.put("GET refusals?user=user/backup&limit=10", RefusalsApiTest.ofUser("monday", "limit=10"));
            answers.put(
                    "PUT quotas/buckets/photos?bytes=10000000000&objects=1000000",
                    answer(server, "PUT", "quotas/buckets/bucket?bytes=1&objects=1"));
            answers.put("PUT quotas/account?bytes=50000000000", answer(server, "PUT", "quotas/account?bytes=5"));
            answers.put("GET chores", answer(server, "GET", "chores"));
            answers.put("GET log-level", answer(server, "GET", "log-level"));
            assertEquals(answers.keySet(), samples.keySet());
            answers.forEach((what, answer) ->
                    assertEquals(members(answer, ""), members(Objects.requireNonNull(samples.get(what)), ""), what));
        }
    }

    /** Two uploads, a chore that was done, and a request that is under way. */
    private static void fill(MemoryServer server, Socket slow) throws IOException {
        assertEquals(200, server.s3("PUT", "/bucket").status());
        assertEquals(200, server.s3("POST", "/bucket/a?uploads").status());
        assertEquals(200, server.s3("POST", "/bucket/b?uploads").status());
        answer(server, "POST", "chores/housekeeping/start");
        slow.getOutputStream()
                .write("PUT /bucket/key HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\n".getBytes(US_ASCII));
        while (answer(server, "GET", "requests").getJsonArray("requests").isEmpty()) {
            Thread.onSpinWait();
        }
    }

    /** What is kept of a bucket, once there is a sample. */
    private static JsonObject history(MemoryServer server) throws IOException {
        answer(server, "POST", "chores/usage/start");
        while (true) {
            JsonObject history = answer(server, "GET", "usage-history/buckets/bucket");
            if (!history.getJsonObject("hours").getJsonArray("samples").isEmpty()) {
                return history;
            }
            Thread.onSpinWait();
        }
    }

    private static JsonObject answer(MemoryServer server, String method, String what) throws IOException {
        MemoryServer.Reply reply = server.operator(method, "/admin/v1/" + what);
        assertEquals(200, reply.status(), reply.body());
        return json(reply.body());
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }

    /** The paths of all members and the types of their values; of an array, those of its first element. */
    private static Set<String> members(JsonValue value, String path) {
        Set<String> members = new TreeSet<>();
        switch (value) {
            case JsonObject object ->
                object.forEach((name, member) -> {
                    members.add(path + name + " " + type(member));
                    if (!OPEN.contains(name)) {
                        members.addAll(members(member, path + name + "."));
                    }
                });
            case JsonArray array when !array.isEmpty() -> members.addAll(members(array.getFirst(), path));
            default -> {}
        }
        return members;
    }

    private static String type(JsonValue value) {
        return value.equals(JsonValue.TRUE) || value.equals(JsonValue.FALSE)
                ? "BOOLEAN"
                : value.getValueType().name();
    }
}
