package io.geckos.it.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.Chores;
import io.geckos.it.testkit.Eventually;
import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerProcess;
import io.geckos.it.testkit.WireRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new master key for all that is there, as {@code docs/sealing.md} has it step by step. */
class MasterKeyRotationTest {
    @TempDir
    Path directory;

    @Test
    void whatWasSealedByTheOldKeyIsReadWithoutItAfterRewrap() throws Exception {
        RawHttp.Reply before;
        use("key-1");
        try (ServerProcess server = launch().start()) {
            exchange(server, WireRequest.of("PUT", "/bucket"));
            exchange(server, WireRequest.of("PUT", "/bucket/key").body("hello"));
            before = exchange(server, WireRequest.of("GET", "/bucket/key"));
        }
        use("key-2", "key-1");
        InetSocketAddress admin = ServerLaunch.freeAddress();
        try (ServerProcess _ = launch().admin(admin).start()) {
            assertEquals(200, Chores.send(admin, "POST", "rewrap/start").status());
            Eventually.holds(
                    "rewrap has finished",
                    () -> Chores.send(admin, "GET", "rewrap").text().contains("\"finished\":"));
            String report = Chores.send(admin, "GET", "rewrap").text();
            assertTrue(report.contains("\"key.key-1\":0,\"key.key-2\":1"), report);
        }
        use("key-2");
        try (ServerProcess server = launch().start()) {
            RawHttp.Reply after = exchange(server, WireRequest.of("GET", "/bucket/key"));
            assertEquals("hello", after.text());
            for (String header : List.of("etag", "last-modified", "x-amz-server-side-encryption")) {
                assertEquals(before.header(header), after.header(header), header);
            }
        }
    }

    private ServerLaunch launch() throws IOException {
        return ServerLaunch.on(directory.resolve("data"))
                .with(
                        "-auth=false",
                        "-set",
                        "encryption.master-keys=" + directory.resolve("keys"),
                        "-set",
                        "encryption.default=AES256")
                .environment("GECKOS3_ADMIN_TOKEN", Chores.TOKEN);
    }

    /** Writes a file of keys, the newest first. */
    private void use(String... names) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String name : names) {
            byte[] key = new byte[32];
            key[0] = (byte) name.hashCode();
            lines.append(name)
                    .append(':')
                    .append(Base64.getEncoder().encodeToString(key))
                    .append('\n');
        }
        Path file = directory.resolve("keys");
        Files.writeString(file, lines);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static RawHttp.Reply exchange(ServerProcess server, WireRequest request) throws IOException {
        RawHttp.Reply reply = RawHttp.exchange(server.address(), request);
        assertEquals(200, reply.status(), reply.text());
        return reply;
    }
}
