package io.geckos.it.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.geckos.it.testkit.Proxy;
import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerProcess;
import jakarta.json.JsonString;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console where browsers reach it, and the S3 port, through the nginx of {@code docs/proxies.md}. */
class ConsoleBehindProxyTest {
    private static final String ORIGINS =
            "return [...new Set(performance.getEntriesByType('resource').map((it) => new URL(it.name).origin))].sort().join()";

    @TempDir
    static Path folder;

    @Test
    void everythingGoesThroughTheProxy() throws Exception {
        InetSocketAddress s3 = ServerLaunch.freeAddress();
        InetSocketAddress console = ServerLaunch.freeAddress();
        InetSocketAddress admin = ServerLaunch.freeAddress();
        ServerLaunch launch = ServerLaunch.on(folder.resolve("data"))
                .environment("GECKOS3_CONSOLE_S3", origin(s3))
                .environment("GECKOS3_CONSOLE_ORIGIN", origin(console))
                .admin(admin);
        try (ServerProcess server = launch.start();
                Proxy _ = Proxy.startForConsole(s3, console, folder, server.address(), admin.getPort());
                BrowserSession browser = BrowserSession.start(folder.resolve("downloads"))) {
            ConsoleVisitor visitor = new ConsoleVisitor(server, browser, origin(console) + "/");
            visitor.open();
            visitor.createBucket("shared", false);
            visitor.upload(Files.writeString(folder.resolve("a b+ü.txt"), "content"));
            browser.click("//button[.='a b+ü.txt']");
            browser.click("//dialog//button[.='Share']");
            String link = visitor.valueOf("Link");
            assertEquals(origin(s3), link.substring(0, origin(s3).length()));
            assertEquals("content", get(link).body());
            browser.click("(//dialog//button[@aria-label='Close'])[last()]");
            browser.click("//dialog//button[@aria-label='Close']");
            browser.click("//header//a[.='Server']");
            browser.await("//h3[.='Latency']");
            String[] origins =
                    ((JsonString) browser.script(ORIGINS)).getString().split(",", -1);
            assertEquals(Set.of(origin(s3), origin(console)), Set.of(origins), "nothing went past the proxy");
            for (String path : new String[] {"metrics", "health/ready", "admin/", "consoles"}) {
                assertEquals(404, get(visitor.console() + path).statusCode(), path);
            }
            assertNotEquals(200, get(visitor.console() + "admin/v1/server").statusCode());
        }
    }

    private static String origin(InetSocketAddress address) {
        return "http://127.0.0.1:" + address.getPort();
    }

    private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
