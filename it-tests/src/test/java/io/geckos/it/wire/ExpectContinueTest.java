package io.geckos.it.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.RawHttp.Reply;
import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerProcess;
import io.geckos.it.testkit.WireRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that waits for 100 Continue sends its body only once the server knows that it wants it. */
class ExpectContinueTest {
    @TempDir
    Path data;

    @Test
    void theInvitationComesAfterAuthenticationAndOnlyIfTheBodyIsWanted() throws Exception {
        try (ServerProcess server = ServerLaunch.on(data).start()) {
            RawHttp.exchange(server.address(), WireRequest.of("PUT", "/bucket").sign(server.address()));

            invites(server, put("/bucket/key").sign(server.address()));
            refuses(server, put("/bucket/key").host(server.address()), 403, "AccessDenied");
            refuses(server, put("/bucket/key").sign(server.address(), "nobody", "secret"), 403, "InvalidAccessKeyId");
            refuses(
                    server,
                    put("/bucket/key").sign(server.address(), "minioadmin", "wrong"),
                    403,
                    "SignatureDoesNotMatch");
            refuses(server, put("/missing/key").sign(server.address()), 404, "NoSuchBucket");
            refuses(server, put("/bucket/key?torrent").sign(server.address()), 501, "NotImplemented");
        }
    }

    private static WireRequest put(String target) {
        return WireRequest.of("PUT", target)
                .header("expect", "100-continue")
                .header("content-length", "5")
                .unsignedBody();
    }

    private static void invites(ServerProcess server, WireRequest put) throws Exception {
        try (RawHttp http = RawHttp.connect(server.address())) {
            assertEquals(100, http.send(put).reply().status());
            assertEquals(200, http.send("hello").reply().status());
        }
    }

    private static void refuses(ServerProcess server, WireRequest put, int status, String code) throws Exception {
        try (RawHttp http = RawHttp.connect(server.address())) {
            Reply reply = http.send(put).reply();
            assertEquals(status, reply.status());
            assertEquals(code, reply.code());
        }
    }
}
