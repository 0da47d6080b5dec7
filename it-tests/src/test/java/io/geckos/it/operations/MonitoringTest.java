package io.geckos.it.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.Chores;
import io.geckos.it.testkit.Eventually;
import io.geckos.it.testkit.Pem;
import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerProcess;
import io.geckos.it.testkit.WireRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dashboard, alert rules and documentation speak of what a server really exports. */
class MonitoringTest {
    private static final Pattern NAME = Pattern.compile("\\b(?:geckos3|jvm|process|system)_[a-z_]+");

    @TempDir
    Path data;

    @Test
    void everyMetricThatIsSpokenOfIsExportedAndEveryOneOfOursIsDocumented() throws Exception {
        InetSocketAddress admin = ServerLaunch.freeAddress();
        ServerLaunch launch =
                ServerLaunch.on(data).with("-auth=false").admin(admin).environment("GECKOS3_ADMIN_TOKEN", Chores.TOKEN);
        Set<String> exported;
        try (ServerProcess server = launch.start()) {
            InetSocketAddress address = server.address();
            assertEquals(
                    200,
                    RawHttp.exchange(address, WireRequest.of("PUT", "/bucket")).status());
            assertEquals(
                    200,
                    RawHttp.exchange(
                                    address,
                                    WireRequest.of("PUT", "/bucket/key").body("hello"))
                            .status());
            assertEquals(
                    404,
                    RawHttp.exchange(address, WireRequest.of("GET", "/bucket/none"))
                            .status());
            assertEquals(Double.NaN, value(metrics(admin), "geckos3_storage_damaged_objects"), "nobody has looked");
            assertTrue(shown(admin, "chores")
                    .contains("\"name\":\"scrub\",\"running\":false,\"scheduled\":false," + "\"state\":\"off\""));
            limit(admin, "buckets/bucket");
            limit(admin, "account");
            Chores.finish(admin);
            String metrics = metrics(admin);
            exported = names(metrics);
            assertEquals(0, value(metrics, "geckos3_storage_damaged_objects"), "the scrub has looked");
            assertTrue(value(metrics, "geckos3_storage_file_sync_seconds_count") >= 1, metrics);
            assertTrue(value(metrics, "geckos3_storage_directory_sync_seconds_sum") > 0, metrics);
            double free = value(metrics, "geckos3_storage_disk_free_bytes");
            assertTrue(free > 0 && free < value(metrics, "geckos3_storage_disk_total_bytes"), metrics);
            assertEquals(1, value(metrics, "geckos3_bucket_objects{bucket=\"bucket\"}"), metrics);
            assertEquals(5, value(metrics, "geckos3_bucket_bytes{bucket=\"bucket\"}"), metrics);
            assertEquals(900, value(metrics, "geckos3_bucket_quota_bytes{bucket=\"bucket\"}"), metrics);
            assertTrue(value(metrics, "geckos3_connections") >= 1, metrics);
            String shown = shown(admin, "server");
            String chores = shown(admin, "chores");
            assertTrue(
                    chores.contains(
                            "\"name\":\"housekeeping\",\"running\":false,\"scheduled\":true,\"state\":\"waiting\""),
                    chores);
            assertTrue(chores.contains("\"name\":\"scrub\""), chores);
            assertTrue(shown.matches("(?s).*\"storage\":\\{[^}]*\"disk.free.bytes\":[1-9]\\d+\\W.*"), shown);
        }
        exported.addAll(ofCertificate());
        Set<String> spokenOf = names(Path.of("../packaging/monitoring/dashboard.json"));
        spokenOf.addAll(names(Path.of("../packaging/monitoring/alerts.yaml")));
        assertTrue(spokenOf.size() > 15, spokenOf.toString());
        spokenOf.removeAll(exported);
        assertEquals(Set.of(), spokenOf, "not exported: only " + exported);

        Set<String> documented = names(Path.of("../docs/metrics.md"));
        documented.removeIf(name -> !name.startsWith("geckos3_"));
        Set<String> ours = exported.stream()
                .filter(name -> name.startsWith("geckos3_"))
                .map(name -> name.replaceAll("_seconds_(bucket|count|sum|max)$", "_seconds"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(ours, documented);
    }

    /** What a server exports that speaks TLS. */
    private Set<String> ofCertificate() throws Exception {
        InetSocketAddress admin = ServerLaunch.freeAddress();
        Process server = Pem.make(data, "monitored", "EC")
                .use(data, ServerLaunch.on(data.resolve("secure")).with("-auth=false"))
                .admin(admin)
                .spawn(data.resolve("out"), data.resolve("err"));
        try {
            Eventually.holds("the second listener answers", () -> isReady(admin));
            String metrics = metrics(admin);
            double expiry = value(metrics, "geckos3_certificate_expiry_timestamp_seconds");
            assertTrue(Instant.ofEpochSecond((long) expiry).isAfter(Instant.now()), metrics);
            return names(metrics);
        } finally {
            Eventually.ends(server);
        }
    }

    private static boolean isReady(InetSocketAddress admin) throws IOException {
        try {
            return RawHttp.exchange(admin, WireRequest.of("GET", "/health/ready"))
                            .status()
                    == 200;
        } catch (ConnectException _) {
            return false;
        }
    }

    private static String metrics(InetSocketAddress admin) throws IOException {
        return RawHttp.exchange(admin, WireRequest.of("GET", "/metrics").host(admin))
                .text();
    }

    /** The names of all series. */
    private static Set<String> names(String metrics) {
        return metrics.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[ {]", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String shown(InetSocketAddress admin, String what) throws IOException {
        WireRequest request = WireRequest.of("GET", "/admin/v1/" + what).host(admin);
        return RawHttp.exchange(admin, request.header("authorization", "Bearer " + Chores.TOKEN))
                .text();
    }

    private static void limit(InetSocketAddress admin, String what) throws IOException {
        WireRequest request = WireRequest.of("PUT", "/admin/v1/quotas/" + what + "?bytes=900&objects=90")
                .host(admin)
                .header("authorization", "Bearer " + Chores.TOKEN);
        assertEquals(200, RawHttp.exchange(admin, request).status());
    }

    private static Set<String> names(Path file) throws IOException {
        return NAME.matcher(Files.readString(file))
                .results()
                .map(MatchResult::group)
                .filter(name -> !name.endsWith("_"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static double value(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }
}
