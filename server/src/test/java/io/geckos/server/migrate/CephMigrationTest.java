package io.geckos.server.migrate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.engine.Storage;
import io.geckos.server.config.CommandLine;
import io.geckos.server.config.Configuration;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From files to a real Ceph cluster and back. */
class CephMigrationTest {
    private static final int PORTS = 41;

    @TempDir
    Path directory;

    private final StringWriter printed = new StringWriter();
    private Process cluster;

    @BeforeEach
    void startCluster() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = Math.min(socket.getLocalPort(), 65_535 - PORTS);
        }
        cluster = new ProcessBuilder(
                        "../storage-rados/src/test/ceph/cluster",
                        directory.resolve("ceph").toString(),
                        String.valueOf(port))
                .redirectErrorStream(true)
                .start();
        BufferedReader output = new BufferedReader(new InputStreamReader(cluster.getInputStream(), UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
            if (line == null) {
                throw new IOException("no cluster: " + said);
            }
            said.append(line).append('\n');
        }
    }

    @AfterEach
    void endCluster() throws IOException, InterruptedException {
        cluster.getOutputStream().close();
        cluster.waitFor();
    }

    private Path files(String name) throws IOException {
        return Files.writeString(
                directory.resolve(name + ".conf"),
                "storage { data-dir = \"" + directory.resolve(name) + "\", durability = relaxed }\n");
    }

    private Path ceph() throws IOException {
        return Files.writeString(directory.resolve("ceph.conf"), """
                storage {
                  type = rados
                  ceph-conf = "%s"
                  meta-pool = meta
                  data-pool = data
                  index-shards = 3
                }
                """.formatted(directory.resolve("ceph/ceph.conf")));
    }

    private static Storage open(Path file) {
        Configuration configuration = new Configuration(CommandLine.parse("-config=" + file), Map.of());
        return configuration.provider().open(configuration.storage());
    }

    private int migrate(Path from, Path to) {
        return MigrateCommand.run(
                List.of(from.toString(), to.toString()),
                new PrintWriter(printed),
                new PrintStream(OutputStream.nullOutputStream()));
    }

    @Test
    void everythingIsTheSameThroughAClusterAndBack() throws IOException {
        Path first = files("first");
        Path last = files("last");
        StoreContents contents;
        try (Storage source = open(first)) {
            SampleStore.fill(source);
            contents = StoreContents.of(source);
        }
        kill(first);
        assertEquals(0, migrate(first, ceph()), printed::toString);
        try (Storage middle = open(ceph())) {
            assertEquals(contents, StoreContents.of(middle));
        }
        assertEquals(0, migrate(ceph(), last), printed::toString);
        try (Storage target = open(last)) {
            assertEquals(contents, StoreContents.of(target));
        }
        assertTrue(printed.toString().contains(" were there already, "), printed::toString);
    }

    /** Begins a migration into the cluster that ends in the middle. */
    private void kill(Path first) throws IOException {
        MigrationProgress progress = new MigrationProgress(
                new PrintWriter(printed),
                new ProgressLine(new PrintStream(OutputStream.nullOutputStream()), false, () -> 0));
        try (Storage source = open(first);
                Storage target = open(ceph())) {
            Migration migration = new Migration(source, new CrashingStorage(target, 400, false), Set.of(), progress);
            assertThrows(CrashingStorage.Crash.class, migration::run);
        }
    }
}
