package io.geckos.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.server.config.CommandLine;
import io.geckos.server.config.Configuration;
import io.geckos.server.config.ConfigurationException;
import io.geckos.server.settings.SettingsReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
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
    void whereNobodyHasToSignAnySignatureIsAsGoodAsNone() throws Exception {
        assertEquals(200, send("PUT", "/mybucket", "").statusCode());
        assertEquals(200, send("PUT", "/mybucket/key", "hello").statusCode());
        String credential = "somebody/20200101/us-east-1/s3/aws4_request";
        HttpResponse<String> signed = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/mybucket/key"))
                        .header(
                                "Authorization",
                                "AWS4-HMAC-SHA256 Credential=" + credential + ", SignedHeaders=host, Signature=0")
                        .build(),
                BodyHandlers.ofString());
        assertEquals("hello", signed.body());
        String presigned = "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=" + credential.replace("/", "%2F")
                + "&X-Amz-Signature=0&response-content-type=text%2Fplain";
        HttpResponse<String> chosen = send("GET", "/mybucket/key" + presigned, "");
        assertEquals("hello", chosen.body());
        assertEquals("text/plain", chosen.headers().firstValue("content-type").orElse(""));
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
    void aClientThatAsksToCloseSeesTheEndAtOnce() throws Exception {
        String answer = getOnce("/nosuchbucket");
        assertTrue(answer.startsWith("HTTP/1.1 404"), answer);
    }

    @Test
    void aTargetInAbsoluteFormIsThePathInIt() throws Exception {
        assertEquals(200, send("PUT", "/mybucket", "").statusCode());
        assertEquals(200, send("PUT", "/mybucket/a//b", "hello").statusCode());
        String object = getOnce("http://localhost:80/mybucket/a//b?versionId=null");
        assertTrue(object.endsWith("\r\nhello"), object);
        String buckets = getOnce("https://localhost");
        assertTrue(buckets.contains("<Name>mybucket</Name>"), buckets);
    }

    /** What the server sends until it closes the connection, for a request that asks it to. */
    private String getOnce(String target) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            String request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void healthIsServedOnTheOtherPort() throws Exception {
        assertEquals("ready\n", admin("/health/ready").body());
        assertEquals("live\n", admin("/health/live").body());
        HttpResponse<String> elsewhere = admin("/mybucket");
        assertEquals(404, elsewhere.statusCode());
        assertTrue(elsewhere.body().startsWith("{\"error\":\"there are GET /health/live"), elsewhere.body());
    }

    @Test
    void requestsAreCountedByOperationAndStatus() throws Exception {
        send("PUT", "/mybucket", "");
        send("PUT", "/mybucket/key", "hello");
        send("GET", "/nosuchbucket/key", "");
        String metrics = admin("/metrics").body();
        assertTrue(
                metrics.contains("geckos3_requests_seconds_count{operation=\"PutObject\",status=\"200\"} 1"), metrics);
        assertTrue(
                metrics.contains("geckos3_requests_seconds_count{operation=\"GetObject\",status=\"404\"} 1"), metrics);
        assertTrue(metrics.contains("geckos3_received_bytes_total 5.0"), metrics);
        assertTrue(metrics.contains("geckos3_storage_up 1"), metrics);
    }

    @Test
    void whatTheStorageTakesAndHoldsIsMeasured() throws Exception {
        send("PUT", "/mybucket", "");
        send("PUT", "/mybucket/key", "hello");
        String metrics = admin("/metrics").body();
        assertTrue(metrics.contains("geckos3_storage_operation_seconds_count{operation=\"put_object\"} 1\n"), metrics);
        assertTrue(
                metrics.contains("geckos3_storage_operation_seconds_bucket{operation=\"put_object\",le=\"+Inf\"} 1\n"),
                metrics);
        assertFalse(metrics.contains("operation=\"rename_object\""), metrics);
        assertTrue(metrics.contains("geckos3_bucket_objects{bucket=\"mybucket\"} 1\n"), metrics);
        assertTrue(metrics.contains("geckos3_bucket_bytes{bucket=\"mybucket\"} 5\n"), metrics);
        assertTrue(metrics.contains("geckos3_usage_complete 1\n"), metrics);
        String usage = asOperator("GET", "/admin/v1/usage");
        String figures =
                "\"objects\":1,\"bytes\":5,\"noncurrentVersions\":0,\"noncurrentBytes\":0,\"deleteMarkers\":0,";
        assertTrue(
                usage.startsWith("{\"complete\":true," + figures + "\"uploads\":0,\"uploadBytes\":0,\"buckets\":["),
                usage);
        assertTrue(usage.contains("{\"bucket\":\"mybucket\"," + figures + "\"uploads\":0,"), usage);
        assertEquals(
                "{\"chores\":[{\"name\":\"housekeeping\",\"running\":false,\"scheduled\":false,\"state\":\"off\","
                        + "\"figures\":{\"rounds\":0},\"problems\":[]},"
                        + "{\"name\":\"lifecycle\",\"running\":false,\"scheduled\":true,\"state\":\"waiting\","
                        + "\"figures\":{},\"problems\":[]},"
                        + "{\"name\":\"usage\",\"running\":false,\"scheduled\":true,\"state\":\"waiting\","
                        + "\"figures\":{},\"problems\":[]}]}",
                asOperator("GET", "/admin/v1/chores"));
    }

    @Test
    void theLogLevelIsReadAndChangedWhileTheServerRuns() throws Exception {
        String before = asOperator("GET", "/admin/v1/log-level");
        try {
            assertEquals("{\"logLevel\":\"fine\"}", asOperator("PUT", "/admin/v1/log-level/fine"));
            assertEquals("{\"logLevel\":\"fine\"}", asOperator("GET", "/admin/v1/log-level"));
            assertTrue(System.getLogger("io.geckos.any").isLoggable(System.Logger.Level.DEBUG));
            assertFalse(System.getLogger("io.helidon.any").isLoggable(System.Logger.Level.INFO), "a library");
            assertEquals("{\"logLevel\":\"severe\"}", asOperator("PUT", "/admin/v1/log-level/ERROR"));
            assertFalse(System.getLogger("io.helidon.any").isLoggable(System.Logger.Level.WARNING));
            assertTrue(asOperator("PUT", "/admin/v1/log-level/loud").contains("allowed are off, severe,"));
        } finally {
            String level = before.replaceAll(".*:\"|\"}", "");
            assertEquals(before, asOperator("PUT", "/admin/v1/log-level/" + level));
        }
        assertFalse(System.getLogger("io.geckos.any").isLoggable(System.Logger.Level.DEBUG));
    }

    @Test
    void whatIsRefusedBeforeItIsUnderstoodIsCountedToo() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("GET /mybucket/key\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
        }
        String metrics = admin("/metrics").body();
        assertTrue(metrics.contains("geckos3_requests_seconds_count{operation=\"none\",status=\"400\"} 1"), metrics);
        admin("/nowhere");
        assertFalse(admin("/metrics").body().contains("status=\"404\""), "the admin port is not S3");
    }

    @Test
    void theAdminApiIsForWhoeverHasTheToken() throws Exception {
        assertEquals(401, admin("/admin/v1/server").statusCode());
        assertEquals(
                401, admin("/admin/v1/server", "Authorization", "Bearer wrong").statusCode());
        HttpResponse<String> answer = admin("/admin/v1/server", "Authorization", "Bearer secret-token");
        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().contains("\"storage.type\":\"memory\""), answer.body());
        assertTrue(answer.body().contains("\"s3\":\"http://127.0.0.1:" + server.port() + "\""), answer.body());
        assertTrue(answer.body().contains("\"admin\":\"http://127.0.0.1:" + server.adminPort() + "\""), answer.body());
        assertTrue(answer.body().contains("\"logLevel\":"), answer.body());
        assertFalse(
                answer.body().contains("secret-token") || answer.body().contains("minioadmin\",\"auth.sec"),
                answer.body());
        assertEquals(
                "{\"requests\":[]}",
                admin("/admin/v1/requests", "Authorization", "Bearer secret-token")
                        .body());
    }

    @Test
    void aPortThatIsTakenIsAnErrorOfConfiguration() {
        ConfigurationException e = assertThrows(
                ConfigurationException.class, () -> start("-auth=false", "-listen=127.0.0.1:" + server.port()));
        assertTrue(e.getMessage().startsWith("listen: cannot listen on 127.0.0.1:" + server.port()), e.getMessage());
        assertTrue(e.getMessage().endsWith("; choose another by -listen, or see who has it: ss -ltnp"), e.getMessage());
        ConfigurationException admin = assertThrows(
                ConfigurationException.class,
                () -> start("-auth=false", "-listen=127.0.0.1:0", "-admin-listen=127.0.0.1:" + server.port()));
        assertTrue(admin.getMessage().endsWith("; set admin.listen"), admin.getMessage());
    }

    @Test
    void anAddressThatCannotBeResolvedIsAnErrorOfConfiguration() {
        ConfigurationException e =
                assertThrows(ConfigurationException.class, () -> open("-auth=false", "-listen=nowhere.invalid:9000"));
        assertTrue(e.getMessage().startsWith("listen: "), e.getMessage());
    }

    /** So that whoever holds an opened server can close it, and none is served that nobody holds. */
    @Test
    void nobodyIsServedBeforeItListensNorAfterItWasClosed() {
        int port = server.port();
        server.close();
        Server opened = open("-auth=false", "-listen=127.0.0.1:" + port);
        assertThrows(ConnectException.class, () -> connect(port));
        opened.close();
        opened.listen();
        assertThrows(ConnectException.class, () -> connect(port));
    }

    private static void connect(int port) throws IOException {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
    }

    private static Server start(String... args) {
        Server server = open(args);
        server.listen();
        return server;
    }

    private static Server open(String... args) {
        Map<String, String> environment = Map.of(
                "GECKOS3_STORAGE_TYPE",
                "memory",
                "GECKOS3_ADMIN_LISTEN",
                "127.0.0.1:0",
                "GECKOS3_LOG_REQUESTS",
                "false",
                "GECKOS3_ADMIN_TOKEN",
                "secret-token");
        Configuration configuration = new Configuration(CommandLine.parse(args), environment);
        return Server.open(SettingsReader.read(configuration), configuration);
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

    private String asOperator(String method, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.adminPort() + path))
                .method(method, BodyPublishers.noBody())
                .header("Authorization", "Bearer secret-token")
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    private HttpResponse<String> admin(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.adminPort() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
