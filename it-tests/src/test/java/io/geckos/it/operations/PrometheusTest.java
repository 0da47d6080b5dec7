package io.geckos.it.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.Chores;
import io.geckos.it.testkit.ClientHome;
import io.geckos.it.testkit.Eventually;
import io.geckos.it.testkit.Pem;
import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerProcess;
import io.geckos.it.testkit.WireRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus itself makes of the dashboard and of the alert rules; {@link MonitoringTest} looks at names only. */
class PrometheusTest {
    private static final Path ALERT_TESTS = Path.of("../packaging/monitoring/alerts_test.yaml");
    private static final Path DASHBOARD = Path.of("../packaging/monitoring/dashboard.json");

    private static final Pattern ALERT = Pattern.compile("alert: (\\w+)");
    private static final Pattern FIRES = Pattern.compile("alertname: (\\w+)\n +eval_time: \\w+\n +exp_alerts:\n");
    private static final Pattern IS_SILENT = Pattern.compile("alertname: (\\w+), eval_time: \\w+, exp_alerts: \\[]");

    /** What an alert looks for, without what it then makes of that. */
    private static final Pattern SELECTOR =
            Pattern.compile("\\b((?:geckos3_|jvm_|process_|up\\b)[a-z0-9_]*(?:\\{[^}]*})?)");

    private static final Pattern EXPRESSION = Pattern.compile("expr: (.*)");
    private static final Pattern TARGET =
            Pattern.compile("\"expr\": \"((?:[^\"\\\\]|\\\\.)*)\",\\s*\"legendFormat\": \"([^\"]*)\"");
    private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)}}");

    @TempDir
    Path folder;

    @Test
    void everyAlertFiresWhenItShouldAndOtherwiseDoesNot() throws Exception {
        String rules = Files.readString(Prometheus.RULES);
        String tests = Files.readString(ALERT_TESTS);
        assertFalse(found(ALERT, rules).isEmpty(), rules);
        assertEquals(found(ALERT, rules), found(FIRES, tests));
        assertEquals(found(ALERT, rules), found(IS_SILENT, tests));
        Process promtool = new ProcessBuilder(
                        ClientHome.program("/usr/bin/promtool"), "test", "rules", ALERT_TESTS.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, promtool.waitFor(), said);
    }

    /** One server refuses somebody and does its chores, the other has a certificate: so there is something of all. */
    @Test
    void dashboardAndAlertsFindWhatTheyLookForInARunningServer() throws Exception {
        InetSocketAddress admin = ServerLaunch.freeAddress();
        ServerLaunch launch = ServerLaunch.on(folder.resolve("data"))
                .with("-auth=false")
                .environment("GECKOS3_LIMITS_REQUESTS", "2")
                .environment("GECKOS3_ADMIN_TOKEN", Chores.TOKEN)
                .admin(admin);
        InetSocketAddress other = ServerLaunch.freeAddress();
        Process secure = Pem.make(folder, "monitored", "EC")
                .use(folder, ServerLaunch.on(folder.resolve("other")).with("-auth=false"))
                .admin(other)
                .spawn(folder.resolve("out"), folder.resolve("err"));
        try (ServerProcess server = launch.start();
                Prometheus prometheus = Prometheus.start(folder, admin, other)) {
            beBusy(server.address());
            Chores.finish(admin);
            String rules = Files.readString(Prometheus.RULES);
            for (String expression : found(EXPRESSION, rules)) {
                for (String selector : found(SELECTOR, expression)) {
                    prometheus.awaitSeries(selector);
                }
            }
            dashboardShows(prometheus);
            String state = prometheus.get("/api/v1/rules").body();
            assertEquals(found(ALERT, rules).size(), state.split("\"health\":\"ok\"", -1).length - 1, state);
            assertFalse(state.contains("\"state\":\"firing\""), state);
        } finally {
            Eventually.ends(secure);
        }
    }

    private static void dashboardShows(Prometheus prometheus) throws Exception {
        String dashboard = Files.readString(DASHBOARD);
        List<MatchResult> targets = TARGET.matcher(dashboard).results().toList();
        assertTrue(!targets.isEmpty() && targets.size() == dashboard.split("\"expr\"", -1).length - 1, dashboard);
        for (MatchResult target : targets) {
            String expression = target.group(1)
                    .replace("\\\"", "\"")
                    .replace("$__rate_interval", "1m")
                    .replace("$instance", ".*");
            for (String series : prometheus.awaitSeries(expression)) {
                for (String label : found(LEGEND, target.group(2))) {
                    assertTrue(series.contains('"' + label + "\":"), expression + " has no " + label + ": " + series);
                }
            }
        }
    }

    /** As many slow requests as are served at once, and one more. */
    private static void beBusy(InetSocketAddress address) throws IOException {
        try (RawHttp first = RawHttp.connect(address);
                RawHttp second = RawHttp.connect(address)) {
            assertEquals(
                    200,
                    first.send(WireRequest.of("PUT", "/bucket").host(address))
                            .reply()
                            .status());
            assertEquals(
                    404,
                    first.send(WireRequest.of("GET", "/bucket/none").host(address))
                            .reply()
                            .status());
            for (RawHttp slow : List.of(first, second)) {
                slow.send("PUT /bucket/key HTTP/1.1\r\nhost: h\r\nexpect: 100-continue\r\ncontent-length: 5\r\n\r\n");
                assertEquals(100, slow.reply().status());
            }
            assertEquals(
                    503,
                    RawHttp.exchange(address, WireRequest.of("GET", "/bucket")).status());
            for (RawHttp slow : List.of(first, second)) {
                assertEquals(200, slow.send("hello").reply().status());
            }
        }
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
