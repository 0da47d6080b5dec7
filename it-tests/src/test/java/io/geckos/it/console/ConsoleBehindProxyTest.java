package io.geckos.it.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.it.testkit.Proxy;
import io.geckos.it.testkit.ServerLaunch;
import jakarta.json.JsonString;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console where browsers reach the S3 port through the nginx of {@code docs/proxies.md}. */
class ConsoleBehindProxyTest {
    @TempDir
    static Path folder;

    @Test
    void uploadAndSharedLinkGoThroughTheProxy() throws Exception {
        InetSocketAddress address = ServerLaunch.freeAddress();
        String endpoint = "http://127.0.0.1:" + address.getPort();
        ServerLaunch launch = ServerLaunch.on(folder.resolve("data")).environment("GECKOS3_CONSOLE_S3", endpoint);
        try (ConsoleVisitor visitor = ConsoleVisitor.start(folder, launch)) {
            InetSocketAddress s3 = visitor.server().address();
            try (Proxy _ = Proxy.startAt(address, Proxy.Kind.NGINX, folder, s3, s3.getPort())) {
                visitor.open();
                visitor.createBucket("shared", false);
                visitor.upload(Files.writeString(folder.resolve("a b+ü.txt"), "content"));
                visitor.browser().click("//button[.='a b+ü.txt']");
                visitor.browser().click("//dialog//button[.='Share']");
                String link = visitor.valueOf("Link");
                assertEquals(endpoint, link.substring(0, endpoint.length()));
                try (HttpClient http = HttpClient.newHttpClient()) {
                    HttpResponse<String> answer = http.send(
                            HttpRequest.newBuilder(URI.create(link)).build(), HttpResponse.BodyHandlers.ofString());
                    assertEquals("content", answer.body());
                }
                // Nothing went past the proxy.
                assertEquals(
                        endpoint,
                        ((JsonString)
                                        visitor.browser()
                                                .script(
                                                        "return [...new Set(performance.getEntriesByType('resource').map((it) => new URL(it.name).origin).filter((it) => it !== location.origin))].join()"))
                                .getString());
            }
        }
    }
}
