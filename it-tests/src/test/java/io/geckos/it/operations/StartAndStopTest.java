package io.geckos.it.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.Eventually;
import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.RawHttp.Reply;
import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerLaunch.Exit;
import io.geckos.it.testkit.ServerProcess;
import io.geckos.it.testkit.WireRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How the process begins and ends, seen from the shell that started it. */
class StartAndStopTest {
    private static final int CANNOT_START = 1;
    private static final int BAD_CONFIGURATION = 2;
    private static final int OUT_OF_MEMORY = 3;
    private static final int KILLED = 137;
    private static final int TERMINATED = 143;

    @TempDir
    Path data;

    /** One line that names the cause, the code the documentation has for it, nothing on stdout, no stack trace. */
    private static void refuses(int code, ServerLaunch launch, String... words) throws Exception {
        Exit exit = launch.runToExit();
        assertEquals(code, exit.code(), exit.stderr());
        assertEquals(1, exit.stderr().lines().count(), exit.stderr());
        assertTrue(exit.stderr().startsWith("geckos3: "), exit.stderr());
        for (String word : words) {
            assertTrue(exit.stderr().contains(word), exit.stderr());
        }
        assertEquals("", exit.stdout());
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort());
            Path missing = data.resolve("missing");
            refuses(BAD_CONFIGURATION, ServerLaunch.on(missing).at(address), "listen", port);
            refuses(
                    BAD_CONFIGURATION,
                    ServerLaunch.on(missing).with("-admin-listen=127.0.0.1:" + port),
                    "admin.listen",
                    port);
            assertFalse(Files.exists(missing), "a start that failed left something behind");
        }
    }

    @Test
    void aDataDirectoryIsServedByOneServerAtATime() throws Exception {
        try (ServerProcess _ = ServerLaunch.on(data).start()) {
            refuses(CANNOT_START, ServerLaunch.on(data), data.toString());
        }
        ServerLaunch.on(data).start().close();
    }

    @Test
    void aDataDirectoryThatCannotBeWrittenIsNamed() throws Exception {
        refuses(CANNOT_START, ServerLaunch.on(Path.of("/proc/self")), "/proc/self");
        Path file = Files.createFile(data.resolve("file"));
        refuses(CANNOT_START, ServerLaunch.on(file), file + " is a file");
        refuses(CANNOT_START, ServerLaunch.on(file.resolve("below")), file + " is a file");
        refuses(CANNOT_START, ServerLaunch.on(file).with("-check-config"), file + " is a file");
    }

    @Test
    void anInstallationThatIsBrokenEndsTheStart() throws Exception {
        Path broken = data.resolve("broken/io/geckos/server/http/S3HttpHandler.class");
        Files.createDirectories(broken.getParent());
        Files.createFile(broken);
        refuses(
                CANNOT_START,
                ServerLaunch.on(data.resolve("data"))
                        .environment("GECKOS3_JAVA_OPTS", "--patch-module=io.geckos.server=" + data.resolve("broken")),
                "ClassFormatError");
    }

    @Test
    void badConfigurationIsNamedByKeyAndValue() throws Exception {
        refuses(BAD_CONFIGURATION, ServerLaunch.on(data).with("-auth=perhaps"), "auth", "perhaps", "true");
        refuses(BAD_CONFIGURATION, ServerLaunch.on(data).with("-no-such-flag"), "-no-such-flag");
        refuses(
                BAD_CONFIGURATION,
                ServerLaunch.on(data).environment("GECKOS3_LIMITS_REQUESTS", "many"),
                "limits.requests",
                "many");
        refuses(
                BAD_CONFIGURATION,
                ServerLaunch.on(data).environment("GECKOS3_NO_SUCH_KEY", "x"),
                "GECKOS3_NO_SUCH_KEY");
        Path config = data.resolve("geckos3.conf");
        refuses(BAD_CONFIGURATION, ServerLaunch.on(data).with("-config=" + config), config.toString());
        Files.writeString(config, "limits { conections = 5 }");
        refuses(
                BAD_CONFIGURATION,
                ServerLaunch.on(data).with("-config=" + config),
                "limits.conections",
                "limits.connections");
        Files.writeString(config, "limits { connections = ");
        refuses(BAD_CONFIGURATION, ServerLaunch.on(data).with("-config=" + config), config.toString());
        assertFalse(Files.exists(data.resolve(".geckos3")), "a refused start left something behind");
    }

    @Test
    void theDefaultSecretIsServedOnLoopbackOnly() throws Exception {
        ServerLaunch everywhere = ServerLaunch.on(data)
                .at(new InetSocketAddress("0.0.0.0", ServerLaunch.freeAddress().getPort()));
        refuses(BAD_CONFIGURATION, everywhere, "secret-key", "listen");
    }

    @Test
    void aPairOfKeysIsMadeAtTheFirstStartAndKept() throws Exception {
        ServerLaunch launch = ServerLaunch.on(data).environment("GECKOS3_AUTH_GENERATE_KEYS", "true");
        Path file = data.resolve(".geckos3/keys.conf");
        try (ServerProcess server = launch.start()) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            assertEquals(200, signed(server, file).status());
            assertEquals(403, signed(server, "minioadmin", "minioadmin").status());
            server.terminate();
            assertEquals(0, server.awaitExit());
            assertTrue(server.stderr().contains(file.toString()), server.stderr());
            String secret = key(file, "auth.secret-key");
            assertFalse((server.stdout() + server.stderr()).contains(secret), "the secret was printed");
            try (ServerProcess again = server.restart()) {
                assertEquals(secret, key(file, "auth.secret-key"));
                assertEquals(200, signed(again, file).status());
            }
        }
    }

    private static Reply signed(ServerProcess server, Path file) throws IOException {
        return signed(server, key(file, "auth.access-key"), key(file, "auth.secret-key"));
    }

    private static Reply signed(ServerProcess server, String accessKey, String secret) throws IOException {
        return RawHttp.exchange(server.address(), WireRequest.of("GET", "/").sign(server.address(), accessKey, secret));
    }

    private static String key(Path file, String name) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(name + " = "))
                .map(line -> line.substring(name.length() + 3))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void secretsAppearNowhereInTheOutput() throws Exception {
        try (ServerProcess server = ServerLaunch.on(data)
                .environment("S3LITE_SECRET_KEY", "do-not-print-me")
                .start()) {
            RawHttp.exchange(
                    server.address(),
                    WireRequest.of("PUT", "/bucket").sign(server.address(), "minioadmin", "do-not-print-me"));
            server.terminate();
            assertEquals(0, server.awaitExit());
            assertFalse(server.stdout().contains("do-not-print-me"));
            assertFalse(server.stderr().contains("do-not-print-me"));
        }
    }

    @Test
    void onTerminationRunningRequestsFinishAndTheExitCodeIsZero() throws Exception {
        try (ServerProcess server = ServerLaunch.on(data).with("-auth=false").start()) {
            send(server, "PUT", "/bucket");
            try (RawHttp http = RawHttp.connect(server.address())) {
                http.send("PUT /bucket/late HTTP/1.1\r\nhost: h\r\nexpect: 100-continue\r\ncontent-length: 10\r\n\r\n");
                assertEquals(100, http.reply().status());
                http.send("first");
                server.terminate();
                Eventually.holds("new connections are refused", () -> isRefused(server));
                assertEquals(200, http.send("later").reply().status());
            }
            assertEquals(0, server.awaitExit());
            try (ServerProcess again = server.restart()) {
                assertEquals("firstlater", send(again, "GET", "/bucket/late").text());
            }
        }
    }

    @Test
    void requestsThatAStopCutsOffAreToldOfAndLogged() throws Exception {
        ServerLaunch launch = ServerLaunch.on(data).with("-auth=false", "-set", "shutdown-timeout=1s");
        try (ServerProcess server = launch.start()) {
            send(server, "PUT", "/bucket");
            try (RawHttp _ = unfinished(server)) {
                server.terminate();
                assertEquals(0, server.awaitExit());
            }
            assertEquals(
                    "geckos3: stopping: waiting up to 1s for 1 request; a second signal ends them at once\n",
                    server.stderr());
            String last = server.stdout().lines().toList().getLast();
            assertTrue(last.contains("\"path\":\"/bucket/late\",\"status\":400"), last);
        }
    }

    @Test
    void aSecondSignalEndsTheServerAtOnce() throws Exception {
        ServerLaunch launch = ServerLaunch.on(data).with("-auth=false", "-set", "shutdown-timeout=1h");
        try (ServerProcess server = launch.start()) {
            send(server, "PUT", "/bucket");
            try (RawHttp _ = unfinished(server)) {
                server.terminate();
                Eventually.holds("it waits", () -> server.stderr().contains("waiting up to 3600s for 1 request"));
                Eventually.holds("new connections are refused", () -> isRefused(server));
                server.terminate();
                assertEquals(TERMINATED, server.awaitExit());
            }
            String last = server.stdout().lines().toList().getLast();
            assertTrue(last.contains("\"path\":\"/bucket/late\",\"status\":503"), last);
        }
    }

    /** A request of which half the body has come, on the connection it came by. */
    private static RawHttp unfinished(ServerProcess server) throws IOException {
        RawHttp http = RawHttp.connect(server.address());
        http.send("PUT /bucket/late HTTP/1.1\r\nhost: h\r\nexpect: 100-continue\r\ncontent-length: 10\r\n\r\n");
        assertEquals(100, http.reply().status());
        return http.send("first");
    }

    /** A certificate in a pipe holds up the start, and lets the test know how far it is. */
    @Test
    @Timeout(60)
    void askedToEndWhileItStartsTheServerDoesSo() throws Exception {
        Path pipe = data.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        ServerLaunch launch = ServerLaunch.on(data.resolve("data"))
                .environment("GECKOS3_TLS_CERTIFICATE", pipe.toString())
                .environment("GECKOS3_TLS_KEY", pipe.toString());
        Path err = data.resolve("err");
        Process server = launch.spawn(data.resolve("out"), err);
        try (OutputStream _ = Files.newOutputStream(pipe)) {
            server.destroy();
            assertEquals(0, server.waitFor(), Files.readString(err));
            assertEquals("", Files.readString(err));
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    @Test
    void theEndIsToldByTheExitCode() throws Exception {
        Exit exit = ServerLaunch.on(data)
                .environment("GECKOS3_JAVA_OPTS", "-XX:AOTMode=off -Xms2m -Xmn1m -Xmx2m")
                .runToExit();
        assertEquals(OUT_OF_MEMORY, exit.code(), exit.stderr());
        try (ServerProcess server = ServerLaunch.on(data).start()) {
            server.kill();
            assertEquals(KILLED, server.awaitExit());
            try (ServerProcess again = server.restart()) {
                assertEquals(
                        0,
                        new ProcessBuilder("sh", "-c", "kill -INT " + again.pid())
                                .start()
                                .waitFor());
                assertEquals(0, again.awaitExit());
            }
        }
    }

    @Test
    void theLogHasTheIdOfEveryAnswerAndTheTraceOfTheClient() throws Exception {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        try (ServerProcess server = ServerLaunch.on(data).start()) {
            Reply denied = RawHttp.exchange(
                    server.address(), WireRequest.of("GET", "/traced/key").header("traceparent", trace));
            RawHttp.connect(server.address()).finish().untilClosed();
            Reply cut;
            try (RawHttp http = RawHttp.connect(server.address())) {
                cut = http.send("PUT /traced/short HTTP/1.1\r\nhost: h\r\ncontent-length: 9\r\n\r\nbroken")
                        .finish()
                        .reply();
            }
            Reply malformed;
            try (RawHttp http = RawHttp.connect(server.address())) {
                malformed =
                        http.send("GET /traced?X-Amz-Signature=secret\r\n\r\n").reply();
            }
            server.terminate();
            assertEquals(0, server.awaitExit());
            List<String> lines = server.stdout().lines().toList();
            String line = line(lines, denied);
            assertTrue(line.contains("\"trace\":\"" + trace + "\"") && line.contains("\"status\":403"), line);
            assertTrue(line(lines, malformed).contains("\"status\":400"), lines.toString());
            assertTrue(line(lines, cut).contains("\"status\":403"), lines.toString());
            assertTrue(server.stderr().contains("request " + cut.header("x-amz-request-id") + ": "), server.stderr());
            assertEquals(
                    1,
                    lines.stream().filter(it -> it.contains("\"status\":400")).count(),
                    "who closes has asked for nothing: " + lines);
            assertFalse(server.stdout().contains("secret"), "a signature was logged");
        }
    }

    private static String line(List<String> lines, Reply reply) {
        String id = "\"request_id\":\"" + reply.header("x-amz-request-id") + "\"";
        assertEquals(reply.header("x-amz-request-id"), reply.element("RequestId"));
        return lines.stream().filter(it -> it.contains(id)).findFirst().orElseThrow();
    }

    @Test
    void everyRequestIsALineOfJsonOnStdout() throws Exception {
        try (ServerProcess server = ServerLaunch.on(data).with("-auth=false").start()) {
            send(server, "PUT", "/logged");
            send(server, "GET", "/logged/missing");
            server.terminate();
            assertEquals(0, server.awaitExit());
            String last = server.stdout().lines().toList().getLast();
            assertTrue(
                    last.matches(
                            "\\{\"timestamp\":\"[^\"]+Z\",\"method\":\"GET\",\"path\":\"/logged/missing\",\"status\":404,"
                                    + "\"duration_ms\":\\d+,\"bytes\":\\d+,.*}"),
                    last);
        }
    }

    private static Reply send(ServerProcess server, String method, String target) throws IOException {
        return RawHttp.exchange(server.address(), WireRequest.of(method, target));
    }

    private static boolean isRefused(ServerProcess server) {
        try (RawHttp http = RawHttp.connect(server.address())) {
            http.send("GET / HTTP/1.1\r\nhost: h\r\n\r\n").reply();
            return false;
        } catch (IOException _) {
            return true;
        }
    }
}
