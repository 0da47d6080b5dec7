package io.geckos.it.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A running server that answered its first request. Closing it kills it, and the end of the test's own process does too. */
public final class ServerProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(60);

    private final ServerLaunch launch;
    private final Process process;
    private final Path stdout;
    private final Path stderr;
    private final Thread killer;

    private ServerProcess(ServerLaunch launch) throws IOException {
        this.launch = launch;
        stdout = Files.createTempFile("geckos3-", ".out");
        stderr = Files.createTempFile("geckos3-", ".err");
        process = launch.spawn(stdout, stderr);
        killer = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(killer);
    }

    static ServerProcess start(ServerLaunch launch) throws IOException, InterruptedException {
        ServerProcess server = new ServerProcess(launch);
        try {
            server.awaitFirstAnswer();
            return server;
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    private void awaitFirstAnswer() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!answers()) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the server ended with " + process.exitValue() + ": " + stderr());
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("no answer within " + START.toSeconds() + " s: " + stderr());
            }
        }
    }

    private boolean answers() {
        try (RawHttp http = RawHttp.connect(address())) {
            return http.send(WireRequest.of("GET", "/").host(address())).reply().status() > 0;
        } catch (IOException _) {
            return false;
        }
    }

    public InetSocketAddress address() {
        return launch.address();
    }

    public URI endpoint() {
        return URI.create(
                "http://" + address().getHostString() + ":" + address().getPort());
    }

    public Path dataDir() {
        return launch.dataDir();
    }

    public long pid() {
        return process.pid();
    }

    /** SIGKILL, and waits until the process is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM, without waiting. */
    public void terminate() {
        process.destroy();
    }

    /** Waits for the end of the process and answers its exit code. */
    public int awaitExit() throws InterruptedException {
        if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the server still runs after " + STOP.toSeconds() + " s");
        }
        return process.exitValue();
    }

    /** Starts the same server again, on the same directory and port, after it ended. */
    public ServerProcess restart() throws IOException, InterruptedException {
        awaitExit();
        return start(launch);
    }

    public String stdout() throws IOException {
        return Files.readString(stdout);
    }

    public String stderr() throws IOException {
        return Files.readString(stderr);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
            if (!killer.isAlive()) {
                Runtime.getRuntime().removeShutdownHook(killer);
            }
            Files.deleteIfExists(stdout);
            Files.deleteIfExists(stderr);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
