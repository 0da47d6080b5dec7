package io.geckos.it.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.Eventually;
import io.geckos.it.testkit.Pem;
import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerProcess;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each message that {@code docs/troubleshooting.md} quotes is one that the server really prints. */
class TroubleshootingTest {
    private static final Path PAGE = Path.of("../docs/troubleshooting.md");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Za-z]+");

    @TempDir
    Path data;

    @Test
    void quotedMessagesOfTheStartArePrinted() throws Exception {
        Map<String, String> said = serverMessages();
        List<String> rows = rows("\n## At the start\n", "\n\nA data directory");
        assertEquals(said.size(), rows.size(), rows.toString());
        for (String row : rows) {
            for (String message : quoted(row)) {
                String pattern = "\\Q" + message.replace("…", "\\E.*\\Q") + "\\E";
                assertTrue(
                        said.values().stream()
                                .anyMatch(all ->
                                        Pattern.compile(pattern).matcher(all).find()),
                        () -> message + " is said by none of " + said);
            }
        }
    }

    /** Messages by fault; one fault for each row of the page. */
    private Map<String, String> serverMessages() throws Exception {
        Map<String, String> said = new TreeMap<>();
        // The launcher prevents this case, so the source is searched.
        said.put("encoding", Files.readString(Path.of("../server/src/main/java/io/geckos/server/Main.java")));
        said.put("no JDK", Files.readString(Path.of("../.mvn/jdk.sh")));
        InetSocketAddress everywhere =
                new InetSocketAddress("0.0.0.0", ServerLaunch.freeAddress().getPort());
        said.put("open", stderrOf(launch("open").at(everywhere)));
        said.put("anonymous", stderrOf(launch("open").at(everywhere).with("-auth=false")));
        said.put("minio", stderrOf(launch("minio").environment("MINIO_ROOT_USER", "me")));
        ServerLaunch one = launch("port");
        said.put("one port", stderrOf(one.with("-admin-listen=:" + one.address().getPort())));
        said.put(
                "format",
                stderrOf(launch("yaml")
                        .with("-config=" + Files.writeString(data.resolve("yaml.conf"), "limits:\n  requests: 5"))));
        said.put(
                "colon",
                stderrOf(launch("colon")
                        .with("-config=" + Files.writeString(data.resolve("colon.conf"), "listen = 127.0.0.1:9000"))));
        said.put(
                "unknown",
                stderrOf(launch("flag").with("-no-such-flag"))
                        + stderrOf(launch("variable").environment("GECKOS3_NO_SUCH", "x"))
                        + stderrOf(launch("key")
                                .with("-config=" + Files.writeString(data.resolve("geckos3.conf"), "no-such = 1"))));
        said.put("not a directory", stderrOf(ServerLaunch.on(data.resolve("geckos3.conf"))));
        Path format = Files.createDirectories(data.resolve("layout/.geckos3")).resolve("format.json");
        Files.writeString(format, "{\"layout\":99}");
        said.put("layout", stderrOf(launch("layout")));
        String pem = Files.writeString(
                        data.resolve("pem"), Pem.make(data, "only", "EC").certificate())
                .toString();
        said.put(
                "TLS",
                stderrOf(launch("tls")
                        .environment("GECKOS3_TLS_CERTIFICATE", pem)
                        .environment("GECKOS3_TLS_KEY", pem)));
        Path keys = Files.createDirectories(data.resolve("keys/.geckos3")).resolve("keys.conf");
        Files.writeString(keys, "auth.access-key = minioadmin\nauth.secret-key = minioadmin\n");
        said.put("default keys", stderrOf(launch("keys").environment("GECKOS3_AUTH_GENERATE_KEYS", "true")));
        ServerLaunch lonely = launch("served")
                .environment("NOTIFY_SOCKET", data.resolve("nobody").toString())
                .adminByDefault();
        try (ServerSocket _ = take(9001);
                ServerProcess server = lonely.start()) {
            said.put("locked", stderrOf(launch("served")));
            said.put("port", stderrOf(launch("another").at(server.address())));
            Eventually.holds("systemd is missed", () -> server.stderr().contains("NOTIFY_SOCKET"));
            said.put("admin port", server.stderr());
            said.put("systemd", server.stderr());
        }
        return said;
    }

    /** What needs a disk that fails, or a file system that tests do not have, is looked for in the code. */
    @Test
    void otherMessagesAreInTheCode() throws Exception {
        StringBuilder code = new StringBuilder();
        for (String module : List.of("server", "protocol-s3", "storage-fs")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    code.append(Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", ""));
                }
            }
        }
        List<String> rows = new ArrayList<>(rows("\n\nA data directory", "\n## While it runs\n"));
        rows.addAll(rows("\n## While it runs\n", "\n## From clients\n"));
        assertTrue(rows.size() > 10, rows.toString());
        for (String row : rows) {
            for (String message : quoted(row)) {
                for (String part : message.split(" ?… ?", -1)) {
                    assertTrue(code.indexOf(part) >= 0, "not in the code: " + part);
                }
            }
        }
    }

    private static List<String> quoted(String row) {
        return QUOTED.matcher(row.split("\\|", -1)[1])
                .results()
                .map(quoted -> quoted.group(1))
                .toList();
    }

    private ServerLaunch launch(String directory) throws IOException {
        return ServerLaunch.on(data.resolve(directory));
    }

    private static String stderrOf(ServerLaunch launch) throws Exception {
        return launch.runToExit().stderr();
    }

    /** Occupies a port; one that is in use already serves as well. */
    private static ServerSocket take(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (BindException _) {
            // Another process uses it.
        }
        return socket;
    }

    @Test
    void codesThatClientsSeeAreOnesThatAreAnswered() throws Exception {
        List<String> known = new ArrayList<>();
        for (Object error : Class.forName("io.geckos.s3.wire.S3Error").getEnumConstants()) {
            known.add(error.toString());
        }
        List<String> unknown = new ArrayList<>();
        int rows = 0;
        for (String row : rows("\n## From clients\n", "\n## What to send")) {
            var code = CODE.matcher(row.split("\\|", -1)[1].replace("`", "").strip());
            if (code.lookingAt()) {
                rows++;
                if (!known.contains(code.group())) {
                    unknown.add(code.group());
                }
            }
        }
        assertTrue(rows > 5, "only " + rows);
        assertEquals(List.of(), unknown);
    }

    /** Of the table between two texts, without its head. */
    private static List<String> rows(String from, String to) throws IOException {
        String section = Files.readString(PAGE).split(Pattern.quote(from), 2)[1].split(Pattern.quote(to), 2)[0];
        return section.lines().filter(line -> line.startsWith("|")).skip(2).toList();
    }
}
