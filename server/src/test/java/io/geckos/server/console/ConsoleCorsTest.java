package io.geckos.server.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.geckos.s3.api.RequestOrigin;
import io.geckos.s3.api.S3Request;
import io.geckos.s3.api.S3Response;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleCorsTest {
    private static final Set<String> HOSTS =
            Set.of("localhost", "127.0.0.1", "[::1]", "192.0.2.7", "198.51.100.9", "geckos3");

    private static final ConsoleCors BY_ADDRESS = new ConsoleCors(Optional.empty(), HOSTS::contains, () -> 9001);

    private static S3Response answer(ConsoleCors cors, String method, String host, Map<String, String> headers) {
        Map<String, List<String>> all = new HashMap<>(Map.of("host", List.of(host)));
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        S3Request request = new S3Request(
                "id",
                method,
                "/b/k",
                "",
                all,
                InputStream.nullInputStream(),
                RequestOrigin.plain("127.0.0.1"),
                _ -> true);
        return cors.answer(
                request,
                _ -> new S3Response(
                        418,
                        Map.of("Access-Control-Allow-Origin", "https://rule.example", "x", "y"),
                        new S3Response.Body.Empty(),
                        S3Response.Facts.of(Optional.empty(), Optional.empty())));
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:9001, localhost:9000, true",
        "http://localhost:9001, 127.0.0.1:9000, true",
        "http://[::1]:9001, 127.0.0.1:9000, true",
        "http://192.0.2.7:9001, 192.0.2.7:9000, true",
        "http://geckos3:9001, geckos3:9000, true",
        "http://198.51.100.9:9001, 192.0.2.7:9000, false",
        "http://198.51.100.9:9001, 127.0.0.1:9000, false",
        "http://localhost:9001, 192.0.2.7:9000, false",
        "http://attacker.example:9001, attacker.example:9000, false",
        "http://attacker.example:9001, 127.0.0.1:9000, false",
        "http://localhost:9002, localhost:9000, false",
        "http://localhost, localhost:9000, false",
        "https://localhost:9001, localhost:9000, false",
        "http://localhost:9001/, localhost:9000, false",
        "http://u@localhost:9001, localhost:9000, false",
        "null, localhost:9000, false"
    })
    void onlyTheSecondListenerByTheSameHostIsTheConsole(String origin, String host, boolean allowed) {
        S3Response answer = answer(BY_ADDRESS, "GET", host, Map.of("origin", origin));
        assertEquals(418, answer.status());
        assertEquals(allowed ? origin : "https://rule.example", answer.headers().get("Access-Control-Allow-Origin"));
        assertEquals("y", answer.headers().get("x"));
    }

    @Test
    void preflightIsAnsweredWithoutTheService() {
        S3Response answer = answer(
                BY_ADDRESS,
                "OPTIONS",
                "localhost:9000",
                Map.of(
                        "origin",
                        "http://localhost:9001",
                        "access-control-request-headers",
                        "authorization,x-amz-date"));
        assertEquals(200, answer.status());
        assertEquals("authorization,x-amz-date", answer.headers().get("Access-Control-Allow-Headers"));
        assertEquals("GET, HEAD, PUT, POST, DELETE", answer.headers().get("Access-Control-Allow-Methods"));
        assertNull(answer.headers().get("Access-Control-Allow-Credentials"));
    }

    @Test
    void preflightOfAnotherOriginIsLeftToTheService() {
        Map<String, String> headers = Map.of("origin", "http://attacker.example:9001");
        assertEquals(
                418, answer(BY_ADDRESS, "OPTIONS", "localhost:9000", headers).status());
    }

    @Test
    void behindProxyOnlyTheConfiguredOriginIsTheConsole() {
        ConsoleCors cors = new ConsoleCors(Optional.of("https://console.example.com"), HOSTS::contains, () -> 9001);
        for (String origin : List.of("https://console.example.com", "http://localhost:9001")) {
            S3Response answer = answer(cors, "OPTIONS", "s3.example.com", Map.of("origin", origin));
            assertEquals(origin.startsWith("https:") ? 200 : 418, answer.status(), origin);
        }
    }

    @Test
    void withoutConsoleNoOriginIs() {
        ConsoleCors none = new ConsoleCors(Optional.empty(), HOSTS::contains, () -> 0);
        for (String origin : List.of("http://localhost:0", "http://localhost", "http://localhost:9001")) {
            assertEquals(
                    418,
                    answer(none, "OPTIONS", "localhost:9000", Map.of("origin", origin))
                            .status(),
                    origin);
        }
    }
}
