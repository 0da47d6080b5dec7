package io.geckos.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.name.Principal;
import io.geckos.domain.security.Identity;
import io.geckos.domain.security.KeyHolder;
import io.geckos.s3.api.RequestMemory;
import io.geckos.s3.api.RequestOrigin;
import io.geckos.s3.api.S3Request;
import io.geckos.s3.api.S3Response;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestLogTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void theSeedsFieldsComeFirst() {
        assertTrue(
                line("/mybucket/file.txt")
                        .startsWith(
                                "{\"timestamp\":\"2024-01-15T10:30:00Z\",\"method\":\"PUT\",\"path\":\"/mybucket/file.txt\","
                                        + "\"status\":200,\"duration_ms\":15,\"bytes\":1024,\"request_id\":\"ID\""),
                out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void whoSentARequestAndWhatDecidedIsNamed() {
        JsonObject json =
                Json.createReader(new StringReader(line("/bucket/key"))).readObject();
        assertEquals("key", json.getString("access_key"));
        assertEquals("user/alice", json.getString("user"));
        assertEquals("000000000000", json.getString("account"));
        assertEquals("policy:home/Uploads", json.getString("decided"));
    }

    @Test
    void hostilePathsStayInTheirLineAndTheirString() {
        String path = "/b/\r\n{\"x\":1}\u001b[31m\"\\\u2028";
        String line = line(path);
        assertEquals(1, line.strip().lines().count());
        assertFalse(line.contains("\u001b"));
        JsonObject json = Json.createReader(new StringReader(line)).readObject();
        assertEquals(path, json.getString("path"));
    }

    @Test
    void nothingIsLostAtTheEnd() {
        RequestLog log = new RequestLog(out);
        for (int i = 0; i < 20_000; i++) {
            log.add(entry("/" + i));
        }
        log.close();
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(20_000, lines.size());
        assertTrue(lines.getLast().contains("\"/19999\""), lines.getLast());
    }

    @Test
    void aTraceOfTheClientIsHandedOnIfItIsOne() {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        RequestLog log = new RequestLog(out);
        log.add(entry("/traced", Map.of("traceparent", List.of(trace))));
        log.add(entry("/untraced", Map.of("traceparent", List.of("anything"))));
        log.close();
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertTrue(lines.getFirst().contains("\"trace\":\"" + trace + "\""), lines.getFirst());
        assertFalse(lines.getLast().contains("trace\":"), lines.getLast());
    }

    private String line(String path) {
        RequestLog log = new RequestLog(out);
        log.add(entry(path));
        log.close();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static FinishedRequest entry(String path) {
        return entry(path, Map.of());
    }

    private static FinishedRequest entry(String path, Map<String, List<String>> headers) {
        var alice = new Identity.Known(
                new Principal("canonical", "owner"), "key", new KeyHolder.User("AIDAALICE", "alice"));
        var facts = new S3Response.Facts(
                Optional.of("PutObject"), Optional.of(alice), Optional.of("policy:home/Uploads"), Optional.empty());
        var request = new S3Request(
                "ID",
                "PUT",
                path,
                "",
                headers,
                InputStream.nullInputStream(),
                RequestOrigin.plain("127.0.0.1"),
                RequestMemory.UNLIMITED);
        return new FinishedRequest(Instant.parse("2024-01-15T10:30:00Z"), 15_900_000, request, 200, 1024, 0, facts);
    }
}
