package io.geckos.it.gateways;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.it.testkit.ServerLaunch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A Ceph cluster of the test's own, whose daemons can be killed, frozen, cut off from the network, and brought back. Closing it
 * ends them, and the end of the test's process does too.
 */
final class CephDaemons implements AutoCloseable {
    private static final Path SCRIPT = Path.of("..", "storage-rados", "src", "test", "ceph", "cluster");

    private final Path directory;
    private final Process process;
    private final BufferedReader output;

    /** Starts a cluster with that many monitors and OSDs: 1, or 3 that keep each byte three times. */
    CephDaemons(int count) throws IOException {
        directory = Files.createTempDirectory("geckos3-ceph-");
        String port = String.valueOf(ServerLaunch.freeAddress().getPort());
        process = new ProcessBuilder(SCRIPT.toString(), directory.toString(), port, String.valueOf(count))
                .redirectErrorStream(true)
                .start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        await("ready");
    }

    private void await(String answer) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); !answer.equals(line); line = output.readLine()) {
            if (line == null) {
                close();
                throw new IOException("no cluster: " + said);
            }
            said.append(line).append('\n');
        }
    }

    Path configuration() {
        return directory.resolve("ceph.conf");
    }

    /** Kills a daemon, such as {@code osd.0} or {@code mon.0}, without warning. */
    void crash(String daemon) throws IOException {
        tell("crash " + daemon);
    }

    /** Starts a daemon that was killed. */
    void start(String daemon) throws IOException {
        tell("start " + daemon);
    }

    /** Stops a daemon by SIGSTOP: its connections stay open, and nobody answers. */
    void freeze(String daemon) throws IOException {
        tell("freeze " + daemon);
    }

    /** Lets a frozen daemon go on. */
    void thaw(String daemon) throws IOException {
        tell("thaw " + daemon);
    }

    /** Cuts the network of a daemon: no packet reaches its address or leaves it. Only root may do so. */
    void cut(String daemon) throws IOException {
        tell("cut " + daemon);
    }

    /** Undoes {@link #cut}. */
    void heal(String daemon) throws IOException {
        tell("heal " + daemon);
    }

    private void tell(String command) throws IOException {
        process.getOutputStream().write((command + "\n").getBytes(UTF_8));
        process.getOutputStream().flush();
        await("done");
    }

    /** What a command of Ceph prints. */
    String ask(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CEPH_CONF", configuration().toString());
        Process asked = builder.start();
        String answer = new String(asked.getInputStream().readAllBytes(), UTF_8);
        asked.waitFor();
        return answer;
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            process.waitFor();
            if (Files.notExists(directory)) {
                return;
            }
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted((a, b) -> b.compareTo(a))
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
