package io.geckos.it.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerProcess;
import io.geckos.it.testkit.WireRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manifest in packaging/kubernetes starts a server, asks what it answers, and keeps a Secret left empty from opening it. */
class KubernetesManifestTest {
    private static final Pattern VALUE = Pattern.compile("\\{name: ((?:GECKOS3|S3LITE)_\\w+), value: \"?([^\"}]+)\"?}");
    private static final Pattern SECRET = Pattern.compile("- name: ((?:GECKOS3|S3LITE)_\\w+)\n\\s+valueFrom");
    private static final Pattern PROBE = Pattern.compile("httpGet: \\{path: (\\S+), port: admin}");

    @TempDir
    Path data;

    @Test
    void probesAreAnsweredByAServerWithItsEnvironment() throws Exception {
        int port = ServerLaunch.freeAddress().getPort();
        ServerLaunch launch = ServerLaunch.on(data);
        for (Map.Entry<String, String> each :
                environment("a-long-random-string").entrySet()) {
            launch = launch.environment(each.getKey(), each.getValue().replace(":9001", ":" + port));
        }
        List<String> probes =
                PROBE.matcher(manifest()).results().map(probe -> probe.group(1)).toList();
        assertEquals(List.of("/health/live", "/health/ready"), probes);
        try (ServerProcess server = launch.start()) {
            for (String path : probes) {
                InetSocketAddress admin = new InetSocketAddress(server.address().getAddress(), port);
                assertEquals(
                        200,
                        RawHttp.exchange(admin, WireRequest.of("GET", path)).status(),
                        path);
            }
        }
    }

    @Test
    void secretLeftEmptyIsRefused() throws Exception {
        assertTrue(manifest().contains("secret-key: \"\""));
        ServerLaunch launch = ServerLaunch.on(data).at(new InetSocketAddress("0.0.0.0", 0));
        for (Map.Entry<String, String> each : environment("").entrySet()) {
            launch = launch.environment(each.getKey(), each.getValue());
        }
        ServerLaunch.Exit exit = launch.runToExit();
        assertNotEquals(0, exit.code());
        assertTrue(exit.stderr().contains("secret"), exit.stderr());
    }

    private static Map<String, String> environment(String secrets) throws IOException {
        Map<String, String> environment = VALUE.matcher(manifest())
                .results()
                .collect(Collectors.toMap(each -> each.group(1), each -> each.group(2)));
        assertEquals(2, environment.size(), environment.toString());
        List<String> secret = SECRET.matcher(manifest())
                .results()
                .map(KubernetesManifestTest::name)
                .toList();
        assertEquals(List.of("S3LITE_ACCESS_KEY", "S3LITE_SECRET_KEY", "GECKOS3_ADMIN_TOKEN"), secret);
        secret.forEach(name -> environment.put(name, secrets));
        environment.put("S3LITE_ACCESS_KEY", "myaccesskey");
        return environment;
    }

    private static String name(MatchResult secret) {
        return secret.group(1);
    }

    private static String manifest() throws IOException {
        return Files.readString(Path.of("..", "packaging", "kubernetes", "geckos3.yaml"));
    }
}
