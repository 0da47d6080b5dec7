package io.geckos.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole server, in this process, on a storage engine that keeps everything in memory. */
class ServerTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private Server server;

    @BeforeEach
    void start() {
        server = start("-auth=false", "-listen=127.0.0.1:0");
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void objectsGoInAndComeOut() throws Exception {
        assertEquals(200, send("PUT", "/mybucket", "").statusCode());
        HttpResponse<String> put = send("PUT", "/mybucket/a//b", "hello");
        assertEquals(200, put.statusCode());
        HttpResponse<String> get = send("GET", "/mybucket/a//b", "");
        assertEquals("hello", get.body());
        assertEquals(put.headers().firstValue("etag"), get.headers().firstValue("etag"));
        assertEquals(404, send("GET", "/mybucket/a/b", "").statusCode());
    }

    @Test
    void everyAnswerCarriesARequestIdOfItsOwn() throws Exception {
        String first = requestId(send("GET", "/nosuchbucket", ""));
        String second = requestId(send("GET", "/nosuchbucket", ""));
        assertTrue(!first.isEmpty() && !first.equals(second), first + " " + second);
    }

    @Test
    void theS3PortServesNothingButS3() throws Exception {
        HttpResponse<String> health = send("GET", "/health/live", "");
        assertEquals(404, health.statusCode());
        assertTrue(health.body().contains("<Code>NoSuchBucket</Code>"), health.body());
    }

    @Test
    void healthIsServedOnTheOtherPort() throws Exception {
        assertEquals("ready\n", admin("/health/ready").body());
        assertEquals("live\n", admin("/health/live").body());
        assertEquals(404, admin("/mybucket").statusCode());
    }

    @Test
    void aPortThatIsTakenIsAnErrorOfConfiguration() {
        ConfigurationException e = assertThrows(
                ConfigurationException.class, () -> start("-auth=false", "-listen=127.0.0.1:" + server.port()));
        assertTrue(e.getMessage().startsWith("listen: cannot listen on 127.0.0.1:" + server.port()), e.getMessage());
    }

    private static Server start(String... args) {
        Map<String, String> environment = Map.of(
                "GECKOS3_STORAGE_TYPE",
                "memory",
                "GECKOS3_ADMIN_LISTEN",
                "127.0.0.1:0",
                "GECKOS3_LOG_REQUESTS",
                "false");
        Configuration configuration = new Configuration(CommandLine.parse(args), environment);
        return Server.start(SettingsReader.read(configuration), configuration.provider());
    }

    private static String requestId(HttpResponse<String> response) {
        String id = response.headers().firstValue("x-amz-request-id").orElse("");
        assertTrue(response.body().contains("<RequestId>" + id + "</RequestId>"), response.body());
        return id;
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        var publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        return client.send(HttpRequest.newBuilder(uri).method(method, publisher).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> admin(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.adminPort() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
