package io.geckos.it.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.Proxy;
import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.RawHttp.Reply;
import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerProcess;
import io.geckos.it.testkit.WireRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that speak HTTP/1.0, to both listeners. */
class Http10ClientsTest {
    @TempDir
    Path data;

    @TempDir
    Path folder;

    /** nginx with {@code proxy_pass} and nothing else: HTTP/1.0, {@code Connection: close}, and its upstream's name as Host. */
    @Test
    void nginxWithItsDefaults() throws Exception {
        try (ServerProcess server = ServerLaunch.on(data).start();
                Proxy proxy = Proxy.startNginx(folder, server.address())) {
            // Signed for the name that nginx calls the server by.
            InetSocketAddress address = InetSocketAddress.createUnresolved(
                    "127.0.0.1", server.address().getPort());
            assertEquals(
                    200,
                    send(proxy, WireRequest.of("PUT", "/bucket").sign(address)).status());
            String large = "x".repeat(900_000);
            assertEquals(
                    200,
                    send(proxy, WireRequest.of("PUT", "/bucket/key").body(large).sign(address))
                            .status());
            assertEquals(
                    large,
                    send(proxy, WireRequest.of("GET", "/bucket/key").sign(address))
                            .body());
            Reply list =
                    send(proxy, WireRequest.of("GET", "/bucket?list-type=2").sign(address));
            assertEquals("key", list.element("Key"));
            assertEquals(
                    404,
                    send(proxy, WireRequest.of("HEAD", "/bucket/none").sign(address))
                            .status());
            assertEquals(
                    204,
                    send(proxy, WireRequest.of("DELETE", "/bucket/key").sign(address))
                            .status());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl -sS -f -0", "wget -q -O -", "ab -q -l -n 50 -c 5", "ab -q -l -k -n 50 -c 5"})
    void clients(String client) throws Exception {
        InetSocketAddress admin = ServerLaunch.freeAddress();
        ServerLaunch launch = ServerLaunch.on(data).with("-auth=false").admin(admin);
        try (ServerProcess server = launch.start()) {
            RawHttp.exchange(server.address(), WireRequest.of("PUT", "/bucket"));
            RawHttp.exchange(
                    server.address(), WireRequest.of("PUT", "/bucket/key").body("hello"));
            String bucket = "http://127.0.0.1:" + server.address().getPort() + "/bucket";
            check(client, run(client, bucket + "/key"), "hello");
            check(client, run(client, bucket), "</ListBucketResult>");
            String second = "http://127.0.0.1:" + admin.getPort();
            check(client, run(client, second + "/health/live"), "");
            check(client, run(client, second + "/metrics"), "geckos3_requests_running");
        }
    }

    private static void check(String client, String output, String content) {
        if (client.startsWith("ab")) {
            assertTrue(output.contains("Complete requests:      50"), output);
            assertTrue(output.contains("Failed requests:        0"), output);
            assertTrue(!output.contains("Non-2xx"), output);
        } else {
            assertTrue(output.contains(content), output);
        }
    }

    private String run(String client, String url) throws Exception {
        Path output = Files.createTempFile(folder, "client", ".out");
        Process process = new ProcessBuilder((client + " " + url).split(" ", -1))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), client + " did not end");
            assertEquals(0, process.exitValue(), () -> read(output));
            return Files.readString(output);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static Reply send(Proxy proxy, WireRequest request) throws IOException {
        try (RawHttp http = RawHttp.connect(proxy.address())) {
            return http.send(request).reply(request.method().equals("HEAD"));
        }
    }
}
