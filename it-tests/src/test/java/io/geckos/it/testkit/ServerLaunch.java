package io.geckos.it.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * How a test starts the packaged server: by the launcher at the top of the source tree, as a user does. The launcher ends in
 * exec, so the child process is the server itself. Immutable; {@code with} and {@code environment} answer changed copies.
 */
public record ServerLaunch(
        Path dataDir, InetSocketAddress address, List<String> flags, Map<String, String> environment) {
    private static final Path LAUNCHER =
            Path.of("..", "geckos3").toAbsolutePath().normalize();
    private static final String ADMIN = "GECKOS3_ADMIN_LISTEN";
    private static final int EXIT_SECONDS = 60;
    private static final int FIRST_PORT = 10_000;
    private static final int PORTS = 20_000;
    private static final int TRIES = 1_000;

    static {
        prepare();
    }

    /** What the launcher builds or records, it does and tells of before anybody looks at what a server prints. */
    private static void prepare() {
        try {
            Process process = new ProcessBuilder(LAUNCHER.toString(), "-version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(LAUNCHER + " does not start");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A server on this data directory and free ports of the loopback address, the second listener's too, with every other
     * setting at its default.
     */
    public static ServerLaunch on(Path dataDir) throws IOException {
        List<String> flags = List.of("-data-dir=" + dataDir);
        return new ServerLaunch(dataDir, freeAddress(), flags, Map.of()).admin(freeAddress());
    }

    /** One of several servers on a cluster, as {@link #on} otherwise. Those with the same namespace serve the same buckets. */
    public static ServerLaunch onCluster(Path configuration, String namespace) throws IOException {
        return new ServerLaunch(Path.of("none"), freeAddress(), List.of(), Map.of())
                .admin(freeAddress())
                .with("-set", "storage.type=rados", "-set", "storage.ceph-conf=" + configuration)
                .with("-set", "storage.meta-pool=meta", "-set", "storage.data-pool=data")
                .with("-set", "storage.namespace=" + namespace, "-set", "storage.index-shards=3");
    }

    /** Where health, metrics and the admin API are served. */
    public ServerLaunch admin(InetSocketAddress admin) {
        return environment(ADMIN, admin.getHostString() + ":" + admin.getPort());
    }

    /** The second listener's default address, which may well be taken. */
    public ServerLaunch adminByDefault() {
        Map<String, String> all = new HashMap<>(environment);
        all.remove(ADMIN);
        return new ServerLaunch(dataDir, address, flags, all);
    }

    public ServerLaunch with(String... more) {
        List<String> all = new ArrayList<>(flags);
        all.addAll(List.of(more));
        return new ServerLaunch(dataDir, address, all, environment);
    }

    public ServerLaunch environment(String name, String value) {
        Map<String, String> all = new HashMap<>(environment);
        all.put(name, value);
        return new ServerLaunch(dataDir, address, flags, all);
    }

    public ServerLaunch at(InetSocketAddress other) {
        return new ServerLaunch(dataDir, other, flags, environment);
    }

    /** Starts the server and waits until it answers requests. */
    public ServerProcess start() throws IOException, InterruptedException {
        return ServerProcess.start(this);
    }

    /** Starts a server that is expected to end by itself. */
    public Exit runToExit() throws IOException, InterruptedException {
        return awaitExit(this::spawn);
    }

    private interface Spawn {
        Process into(Path stdout, Path stderr) throws IOException;
    }

    private static Exit awaitExit(Spawn spawn) throws IOException, InterruptedException {
        Path out = Files.createTempFile("geckos3-", ".out");
        Path err = Files.createTempFile("geckos3-", ".err");
        try {
            Process process = spawn.into(out, err);
            if (!process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("did not end within " + EXIT_SECONDS + " s: " + process.info());
            }
            return new Exit(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** Runs the launcher with these arguments and nothing else; it is expected to end by itself. */
    public static Exit run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(List.of(arguments));
        return awaitExit((out, err) -> start(command, environment, out, err));
    }

    /** What a server left behind that ended by itself. */
    public record Exit(int code, String stdout, String stderr) {}

    public Process spawn(Path stdout, Path stderr) throws IOException {
        // As in a terminal: what a shell runs in the background is told to ignore SIGINT, and so is all that it starts.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.add(LAUNCHER.toString());
        command.add("-listen=" + address.getHostString() + ":" + address.getPort());
        command.addAll(flags);
        return start(command, environment, stdout, stderr);
    }

    private static Process start(List<String> command, Map<String, String> environment, Path stdout, Path stderr)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(stdout.toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(stderr.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("S3LITE_") || name.startsWith("GECKOS3_"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /**
     * An address of the loopback interface where nobody listens. Chosen by chance below the ports that systems give to outgoing
     * connections, so that none of those takes it before the server does.
     */
    public static InetSocketAddress freeAddress() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int port = FIRST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
            try (ServerSocket _ = new ServerSocket(port)) {
                return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            } catch (BindException _) {
                // Somebody else's: another one.
            }
        }
        throw new IOException("no free port of " + PORTS + " from " + FIRST_PORT);
    }
}
