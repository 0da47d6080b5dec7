package io.geckos.it.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerProcess;
import io.geckos.it.testkit.WireRequest;
import io.geckos.it.testkit.WireSigner;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The admin API of a server without {@code admin.token}, asked with root's signature. */
class AdminSignatureTest {
    @TempDir
    static Path folder;

    private static InetSocketAddress admin;
    private static ServerProcess server;

    @BeforeAll
    static void start() throws Exception {
        admin = ServerLaunch.freeAddress();
        server = ServerLaunch.on(folder)
                .admin(admin)
                .environment("GECKOS3_AUTH_ACCOUNTS", "123456789012:alt:altaccesskey:altsecretkey")
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static WireSigner signer() {
        return WireSigner.now().in("us-east-1", "admin");
    }

    private static WireRequest request(String method, String target) {
        return WireRequest.of(method, target).host(admin);
    }

    private static int status(WireRequest request) throws IOException {
        try (RawHttp http = RawHttp.connect(admin)) {
            return http.send(request).reply().status();
        }
    }

    @Test
    void rootSignsForReadingAndChanging() throws Exception {
        assertEquals(200, status(signer().sign(request("GET", "/admin/v1/server"))));
        assertEquals(200, status(signer().sign(request("GET", "/admin/v1/uploads?limit=1&sizes=true"))));
        assertEquals(200, status(signer().sign(request("PUT", "/admin/v1/log-level/info"))));
    }

    @Test
    void signatureForSomethingElseDoesNotCount() throws Exception {
        assertEquals(401, status(signer().in("us-east-1", "s3").sign(request("GET", "/admin/v1/server"))));
        assertEquals(401, status(signer().in("us-east-1", "iam").sign(request("GET", "/admin/v1/server"))));
        assertEquals(
                401, status(signer().sign(request("GET", "/admin/v1/usage")).to("/admin/v1/server")));
        assertEquals(
                401, status(signer().sign(request("GET", "/admin/v1/uploads")).to("/admin/v1/uploads?limit=1")));
        WireRequest forAnother = request("GET", "/admin/v1/server").header("host", "localhost:1");
        assertEquals(401, status(signer().sign(forAnother).header("host", "localhost")));
        assertEquals(401, status(signer().presign(request("GET", "/admin/v1/server"), "60")));
    }

    @Test
    void rootOfAnotherAccountIsNoOperator() throws Exception {
        WireSigner alt = signer().by("altaccesskey", "altsecretkey");
        assertEquals(403, status(alt.sign(request("GET", "/admin/v1/server"))));
        assertEquals(403, status(alt.sign(request("GET", "/admin/v1/accounts"))));
        assertEquals(403, status(alt.sign(request("POST", "/admin/v1/accounts?name=evil"))));
        assertEquals(403, status(alt.sign(request("DELETE", "/admin/v1/quotas/accounts/123456789012"))));
        assertEquals(200, status(signer().sign(request("GET", "/admin/v1/accounts"))));
    }

    @Test
    void signatureOfAnotherTimeOrKeyDoesNotCount() throws Exception {
        Instant old = Instant.now().minus(Duration.ofMinutes(16));
        assertEquals(401, status(signer().at(old).sign(request("GET", "/admin/v1/server"))));
        assertEquals(401, status(signer().by("minioadmin", "wrong").sign(request("GET", "/admin/v1/server"))));
        assertEquals(401, status(signer().by("nobody", "minioadmin").sign(request("GET", "/admin/v1/server"))));
        assertEquals(401, status(request("GET", "/admin/v1/server")));
    }
}
