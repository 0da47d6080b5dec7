package io.geckos.it.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Follows the section about engines of docs/migrate.md: its configuration files and its commands, with other paths, on a real
 * cluster.
 */
class MigratePageTest {
    private static final Pattern FILE = Pattern.compile(" *# /etc/geckos3/([a-z]+\\.conf)\n((?: +[a-z].*\n)+)");
    private static final Pattern COMMAND = Pattern.compile("sudo -u geckos3 geckos3 (.*)");

    @TempDir
    Path folder;

    @Test
    void everyCommandEndsWellAndObjectsAreThere() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "migrate.md"));
        String section = page.substring(page.indexOf("## Between engines"), page.indexOf("## From the original"));
        Path data = Files.createDirectory(folder.resolve("data"));
        Process cluster = startCluster();
        try {
            FILE.matcher(section).results().forEach(file -> write(file.group(1), file.group(2)));
            try (ServerProcess server =
                    ServerLaunch.on(data).with("-auth=false").start()) {
                String bucket = "http://127.0.0.1:" + server.address().getPort() + "/mybucket";
                put(bucket, "");
                put(bucket + "/cat.jpg", "meow");
            }
            List<String> commands = COMMAND.matcher(section)
                    .results()
                    .map(command -> command.group(1).replace("/etc/geckos3", folder.toString()))
                    .toList();
            assertEquals(4, commands.size(), commands::toString);
            for (String command : commands) {
                if (command.endsWith("rados.conf " + folder.resolve("files.conf"))) {
                    // The page goes back into an empty directory.
                    Files.move(data, folder.resolve("before"));
                }
                ServerLaunch.Exit exit = ServerLaunch.run(Map.of(), command.split(" ", -1));
                assertEquals(0, exit.code(), () -> command + ": " + exit);
            }
            assertEquals("meow", Files.readString(data.resolve("mybucket/cat.jpg")));
        } finally {
            cluster.getOutputStream().close();
            cluster.waitFor();
        }
    }

    private Process startCluster() throws IOException {
        Process process = new ProcessBuilder(
                        "../storage-rados/src/test/ceph/cluster",
                        folder.resolve("ceph").toString(),
                        String.valueOf(ServerLaunch.freeAddress().getPort()))
                .redirectErrorStream(true)
                .start();
        BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
            if (line == null) {
                throw new IOException("no cluster: " + said);
            }
            said.append(line).append('\n');
        }
        return process;
    }

    /** The cluster of the test has another configuration, other pools and no users. */
    private void write(String name, String content) {
        String here = content.replace("/var/lib/geckos3", "\"" + folder.resolve("data") + "\"")
                .replace("client.geckos3", "client.admin");
        String cluster = name.equals("rados.conf")
                ? "storage { ceph-conf = \"%s\", meta-pool = meta, data-pool = data }\n"
                        .formatted(folder.resolve("ceph/ceph.conf"))
                : "";
        try {
            Files.writeString(folder.resolve(name), here + cluster);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(String url, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertEquals(
                    200,
                    client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode());
        }
    }
}
