package io.geckos.it.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.Eventually;
import io.geckos.it.testkit.NoticeSocket;
import io.geckos.it.testkit.Pem;
import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.WireRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** A server with its limits and its heap as packaged, without signatures, and with one bucket. */
final class FloodedServer implements AutoCloseable {
    private static final Pattern MEMORY = Pattern.compile("(?m)^geckos3_client_memory_bytes (\\S+)$");
    private static final int SERVED_MEANWHILE = 20;
    private static final int FEW = 1 << 20;

    private final Path folder;
    private final InetSocketAddress admin;
    private final InetSocketAddress address;
    private final Optional<SSLContext> tls;
    private final Process server;

    private FloodedServer(
            Path folder, InetSocketAddress admin, InetSocketAddress address, Optional<SSLContext> tls, Process server) {
        this.folder = folder;
        this.admin = admin;
        this.address = address;
        this.tls = tls;
        this.server = server;
    }

    static FloodedServer start(Path folder, Map<String, String> environment) throws Exception {
        return start(folder, launch(folder, environment), Optional.empty());
    }

    static FloodedServer startWithTls(Path folder) throws Exception {
        Pem pem = Pem.make(folder, "flood", "EC");
        return start(folder, pem.use(folder, launch(folder, Map.of())), Optional.of(Pem.trust(pem)));
    }

    private static ServerLaunch launch(Path folder, Map<String, String> environment) throws IOException {
        ServerLaunch launch = ServerLaunch.on(folder.resolve("data"))
                .environment("GECKOS3_AUTH_ENABLED", "false")
                .environment("GECKOS3_STORAGE_DURABILITY", "relaxed");
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            launch = launch.environment(variable.getKey(), variable.getValue());
        }
        return launch;
    }

    private static FloodedServer start(Path folder, ServerLaunch launch, Optional<SSLContext> tls) throws Exception {
        InetSocketAddress admin = ServerLaunch.freeAddress();
        String notices = folder.resolve("notices").toString();
        try (NoticeSocket systemd = new NoticeSocket(notices)) {
            Process process = launch.admin(admin)
                    .environment("NOTIFY_SOCKET", notices)
                    .spawn(folder.resolve("out"), folder.resolve("err"));
            FloodedServer started = new FloodedServer(folder, admin, launch.address(), tls, process);
            try {
                assertEquals("READY=1", systemd.next());
                assertEquals(200, started.send(WireRequest.of("PUT", "/flood")).status());
                return started;
            } catch (Exception | AssertionError e) {
                // Nobody else would end it.
                started.close();
                throw e;
            }
        }
    }

    /** Where its bucket is. */
    Path bucket() {
        return folder.resolve("data").resolve("flood");
    }

    InetSocketAddress address() {
        return address;
    }

    InetSocketAddress admin() {
        return admin;
    }

    /** What it is sent by TLS with. */
    SSLContext trust() {
        return tls.orElseThrow();
    }

    void store(String key, byte[] bytes) throws IOException {
        WireRequest put = WireRequest.of("PUT", "/flood/" + key).body(bytes);
        assertEquals(200, send(put).status());
    }

    RawHttp connect() throws IOException {
        if (tls.isEmpty()) {
            return RawHttp.connect(address);
        }
        return RawHttp.over(tls.get().getSocketFactory().createSocket(address.getHostString(), address.getPort()));
    }

    RawHttp.Reply send(WireRequest request) throws IOException {
        try (RawHttp http = connect()) {
            return http.send(request.host(address)).reply(request.method().equals("HEAD"));
        }
    }

    void withstand(int count, String sent) throws Exception {
        withstand(() -> Flood.of(address, count, sent));
    }

    /** Serves others during a flood, and has its memory back after it. */
    void withstand(Supplier<Flood> begin) throws Exception {
        try (Flood flood = begin.get()) {
            for (int served = 0; served < SERVED_MEANWHILE || !flood.isDone(); served++) {
                Eventually.holds("another client is served", this::serves);
            }
        }
        Eventually.holds("the memory is free again", () -> memory() < FEW);
        assertTrue(serves());
        assertEquals(
                "",
                Files.readString(folder.resolve("out"))
                        .replaceAll("(?m)^\\{.*}$", "")
                        .strip());
    }

    private boolean serves() throws IOException {
        assertTrue(server.isAlive(), Files.readString(folder.resolve("err")));
        assertEquals(
                200,
                RawHttp.exchange(admin, WireRequest.of("GET", "/health/live")).status());
        try {
            return send(WireRequest.of("HEAD", "/flood")).status() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    private double memory() throws IOException {
        var memory = MEMORY.matcher(
                RawHttp.exchange(admin, WireRequest.of("GET", "/metrics")).body());
        assertTrue(memory.find());
        return Double.parseDouble(memory.group(1));
    }

    @Override
    public void close() {
        Process _ = server.destroyForcibly().onExit().join();
    }
}
