package io.geckos.it.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.Eventually;
import io.geckos.it.testkit.Proxy;
import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerProcess;
import io.geckos.it.testkit.WireRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The client's address behind the proxies of {@code docs/proxies.md}, which are at 127.0.0.1, and what clients try to change it. */
class TrustedProxyTest {
    private static final String FRIEND = "127.0.0.2";
    private static final String STRANGER = "127.0.0.3";
    private static final String POLICY = """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/address",
               "Condition": {"IpAddress": {"aws:SourceIp": "127.0.0.2"}}},
              {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/secure",
               "Condition": {"Bool": {"aws:SecureTransport": "true"}}}]}
            """;

    @TempDir
    Path data;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void policiesAndTheLogSeeTheClientOfTheProxy(Proxy.Kind kind) throws Exception {
        InetSocketAddress admin = ServerLaunch.freeAddress();
        ServerLaunch launch = ServerLaunch.on(data).admin(admin).environment("GECKOS3_TRUSTED_PROXIES", "127.0.0.1");
        try (ServerProcess server = launch.start();
                Proxy proxy = Proxy.start(kind, folder, server.address(), admin.getPort())) {
            fill(server.address());
            assertEquals(200, get(proxy.address(), FRIEND, "address"));
            assertEquals(403, get(proxy.address(), STRANGER, "address"));
            Eventually.holds(
                    "the log has the client", () -> server.stdout().contains("\"remote\":\"" + STRANGER + "\""));
            forgeries(proxy.address());
            forgeries(server.address());
            // The proxy itself is believed.
            assertEquals(200, get(server.address(), "127.0.0.1", "address", "x-forwarded-for", FRIEND));
            assertEquals(200, get(server.address(), "127.0.0.1", "secure", "x-forwarded-proto", "https"));
        }
    }

    private static void fill(InetSocketAddress server) throws IOException {
        for (WireRequest request : new WireRequest[] {
            WireRequest.of("PUT", "/bucket"),
            WireRequest.of("PUT", "/bucket/address").body("by address"),
            WireRequest.of("PUT", "/bucket/secure").body("by TLS"),
            WireRequest.of("PUT", "/bucket?policy").body(POLICY)
        }) {
            assertTrue(RawHttp.exchange(server, request.sign(server)).status() < 300, request.method());
        }
    }

    private static void forgeries(InetSocketAddress to) throws IOException {
        String[] names = {"x-forwarded-for", "X-Forwarded-For", "forwarded", "x-real-ip", "x-client-ip"};
        for (String name : names) {
            for (String value : new String[] {FRIEND, FRIEND + ", 127.0.0.1", "for=" + FRIEND + ";proto=https"}) {
                assertEquals(403, get(to, STRANGER, "address", name, value), name + ": " + value);
            }
        }
        // Proxies drop headers that this one names.
        assertEquals(403, get(to, STRANGER, "address", "connection", "x-forwarded-for, x-forwarded-proto"));
        assertEquals(403, get(to, STRANGER, "secure", "x-forwarded-proto", "https"));
        assertEquals(403, get(to, STRANGER, "secure", "x-forwarded-proto", "https\r\nx-forwarded-proto: https"));
        assertEquals(403, get(to, STRANGER, "secure", "x-forwarded-for", FRIEND + "\r\nx-forwarded-proto: https"));
        assertEquals(403, get(to, STRANGER, "address", "x-forwarded-for", "x\r\nx-forwarded-for: " + FRIEND));
    }

    /** Asks without credentials; {@code header} is a name and a value. */
    private static int get(InetSocketAddress to, String from, String key, String... header) throws IOException {
        WireRequest request = WireRequest.of("GET", "/bucket/" + key).host(to);
        if (header.length > 0) {
            request.header(header[0], header[1]);
        }
        try (RawHttp http = RawHttp.connect(to, InetAddress.getByName(from))) {
            return http.send(request).reply().status();
        }
    }
}
