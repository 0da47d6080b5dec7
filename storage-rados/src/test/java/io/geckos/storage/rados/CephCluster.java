package io.geckos.storage.rados;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.engine.Storage;
import io.geckos.storage.rados.data.UploadMemory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real cluster for all tests of this process: {@code src/test/ceph/cluster} starts it when the first one asks, and ends it
 * when this process ends, however it does. Each namespace is like a cluster of its own.
 */
public final class CephCluster {
    /** For as many uploads as tests make. */
    public static final UploadMemory MEMORY = new UploadMemory(1L << 30);

    private static final AtomicInteger NAMESPACES = new AtomicInteger();
    private static final int PORTS = 41;

    private final Path directory;
    private final Process process;
    private final BufferedReader output;

    private CephCluster() throws IOException {
        directory = Files.createTempDirectory("geckos3-ceph-");
        process = new ProcessBuilder("src/test/ceph/cluster", directory.toString(), String.valueOf(freePorts()))
                .redirectErrorStream(true)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::end));
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        await("ready");
    }

    private void await(String answer) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); !answer.equals(line); line = output.readLine()) {
            if (line == null) {
                throw new IOException("no cluster: " + said);
            }
            said.append(line).append('\n');
        }
    }

    /** Does something while the cluster does not answer. */
    public void whileFrozen(Runnable action) throws IOException {
        tell("freeze osd.0");
        try {
            action.run();
        } finally {
            tell("thaw osd.0");
        }
    }

    /** Runs the command {@code ceph}. */
    void ceph(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("ceph", "-c", configuration().toString()));
        command.addAll(List.of(arguments));
        Process ceph = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(ceph.getInputStream().readAllBytes(), UTF_8);
        if (ceph.waitFor() != 0) {
            throw new IOException(command + ": " + said);
        }
    }

    private void tell(String command) throws IOException {
        process.getOutputStream().write((command + "\n").getBytes(UTF_8));
        process.getOutputStream().flush();
        await("done");
    }

    private static final class Holder {
        private static final CephCluster ONE = start();

        private static CephCluster start() {
            try {
                return new CephCluster();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The cluster, which is started by the first call. */
    public static CephCluster get() {
        return Holder.ONE;
    }

    private static int freePorts() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Math.min(socket.getLocalPort(), 65_535 - PORTS);
        }
    }

    private void end() {
        try {
            process.getOutputStream().close();
            process.waitFor();
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted((a, b) -> b.compareTo(a))
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException | InterruptedException e) {
            process.destroy();
        }
    }

    public Path configuration() {
        return directory.resolve("ceph.conf");
    }

    /** Settings of the engine, for a namespace that nothing is in. */
    public Map<String, String> newSettings() {
        Map<String, String> settings = new HashMap<>();
        settings.put(RadosSettings.CONFIGURATION, configuration().toString());
        settings.put(RadosSettings.META_POOL, "meta");
        settings.put(RadosSettings.DATA_POOL, "data");
        settings.put(RadosSettings.NAMESPACE, "test-" + NAMESPACES.incrementAndGet());
        settings.put(RadosSettings.SHARDS, "3");
        return settings;
    }

    /** Opens the engine. */
    public Storage open(Map<String, String> settings) {
        return new RadosStorageProvider().open(settings);
    }
}
