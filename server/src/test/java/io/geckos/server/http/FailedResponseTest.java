package io.geckos.server.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.s3.api.S3Request;
import io.geckos.s3.api.S3Response;
import io.geckos.s3.api.S3Response.Body;
import io.geckos.server.config.CommandLine;
import io.geckos.server.config.Configuration;
import io.geckos.server.connection.IdleConnectionWatchdog;
import io.geckos.server.settings.SettingsReader;
import io.geckos.server.settings.TrustedProxies;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that fail when they are sent. Their next request shows that nothing but their heads was sent where none may be. */
class FailedResponseTest {
    private static final S3Response.Facts FACTS = S3Response.Facts.of(Optional.of("GetObject"), Optional.empty());

    private final List<Integer> finished = new CopyOnWriteArrayList<>();
    private final IdleConnectionWatchdog watchdog = new IdleConnectionWatchdog();
    private WebServer web;

    @BeforeEach
    void start() {
        Configuration configuration = new Configuration(
                CommandLine.parse(new String[0]),
                Map.of("GECKOS3_LISTEN", "127.0.0.1:0", "GECKOS3_AUTH_ENABLED", "false"));
        CompletableFuture<S3HttpHandler> exchange = CompletableFuture.completedFuture(new S3HttpHandler(
                FailedResponseTest::answer,
                (request, failure) -> document(request, 500, request.rawPath().equals("/twice")),
                new InFlightRequests(),
                request -> finished.add(request.status()),
                TrustedProxies.NONE));
        web = HttpListeners.s3(SettingsReader.read(configuration), watchdog, exchange)
                .web();
        watchdog.start();
        web.start();
    }

    @AfterEach
    void stop() {
        web.stop();
        watchdog.close();
    }

    private static S3Response answer(S3Request request) {
        return switch (request.rawPath()) {
            case "/fine" -> document(request, 200, false);
            case "/body" ->
                new S3Response(
                        200,
                        Map.of("ETag", "\"old\""),
                        new Body.Streamed(_ -> {
                            throw new IllegalStateException("of this test");
                        }),
                        FACTS);
            default -> document(request, 200, true);
        };
    }

    private static S3Response document(S3Request request, int status, boolean broken) {
        Map<String, String> headers = broken ? Map.of("ETag", "\"old\"", "x-a", "a\r\nb") : Map.of("x-a", "a");
        Body body = request.method().equals("HEAD")
                ? new Body.Empty()
                : new Body.Bytes(ByteBuffer.wrap("<Error/>".getBytes(ISO_8859_1)));
        return new S3Response(status, headers, body, FACTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /header", "HEAD /header", "GET /body"})
    void anotherAnswerTakesThePlaceOfOneThatCannotBeSent(String request) throws Exception {
        String answers = send(request + " HTTP/1.1\r\nHost: h\r\n\r\n"
                + "HEAD /fine HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        assertTrue(answers.startsWith("HTTP/1.1 500 "), answers);
        assertFalse(answers.contains("old"), answers);
        String body = request.startsWith("HEAD") ? "" : "<Error/>";
        assertEquals(body, answers.substring(answers.indexOf("\r\n\r\n") + 4, answers.lastIndexOf("HTTP/1.1 200 ")));
        assertEquals(List.of(500, 200), finished);
    }

    @Test
    void noAnswerToHeadHasABody() throws Exception {
        for (String head : List.of(
                "HEAD /twice HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
                "HEAD /fine HTTP/1.1\r\nHost: h\r\nConnection: close\r\nno colon\r\n\r\n",
                "HEAD /fine HTTP/1.1\r\nHost: h\r\nConnection: close\r\nHost: i\r\n\r\n",
                "HEAD /fine HTTP/9.1\r\nHost: h\r\nConnection: close\r\n\r\n",
                "HEAD fine HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")) {
            String answer = send(head);
            assertTrue(answer.startsWith("HTTP/1.1 4") || answer.startsWith("HTTP/1.1 5"), head + answer);
            assertTrue(answer.endsWith("\r\n\r\n"), head + answer);
        }
    }

    private String send(String requests) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), web.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(requests.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
