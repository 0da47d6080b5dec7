package io.geckos.it.clients;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.ClientHome;
import io.geckos.it.testkit.Eventually;
import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerProcess;
import io.geckos.it.testkit.WireRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each client of {@code clients/clients.txt} does its job with its defaults, as a process of its own. The property
 * {@code clients} says which: {@code ci}, {@code all}, or the name of one. Leaves the table of docs/clients.md in
 * {@code target/clients.md}.
 */
class ClientsTest {
    private static final int LARGE_MEBIBYTES = 100;
    private static final Pattern VERSION = Pattern.compile("^version: (.*)$", Pattern.MULTILINE);
    private static final List<String> TABLE = new ArrayList<>();

    @TempDir
    static Path files;

    /** One for all settings that a client needs. */
    private static final Map<String, ServerProcess> SERVERS = new HashMap<>();

    @TempDir
    Path directory;

    static List<Client> clients() throws IOException {
        return Client.read(System.getProperty("clients", "ci"));
    }

    @BeforeAll
    static void start() throws Exception {
        Files.writeString(files.resolve("small.txt"), "Hello, S3!\n");
        byte[] block = new byte[1 << 20];
        Random random = new Random(100);
        try (var large = Files.newOutputStream(files.resolve("large.bin"))) {
            for (int i = 0; i < LARGE_MEBIBYTES; i++) {
                random.nextBytes(block);
                large.write(block);
            }
        }
        for (String settings :
                new TreeSet<>(clients().stream().map(Client::settings).toList())) {
            ServerLaunch launch = ServerLaunch.on(files.resolve("data" + SERVERS.size()));
            for (String setting : settings.isEmpty() ? new String[0] : settings.split(" ")) {
                launch = launch.with("-set", setting);
            }
            SERVERS.put(settings, launch.start());
        }
    }

    private static ServerProcess server(Client client) {
        return requireNonNull(SERVERS.get(client.settings()));
    }

    @AfterAll
    static void stop() throws IOException {
        for (ServerProcess server : SERVERS.values()) {
            server.close();
        }
        Files.write(Path.of("target/clients.md"), TABLE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clients")
    void doesItsJob(Client client) throws Exception {
        try {
            String version = run(client);
            TABLE.add(row(client, version, "works"));
        } catch (AssertionError e) {
            TABLE.add(row(client, "", "**fails**"));
            throw e;
        }
    }

    private String run(Client client) throws Exception {
        ServerProcess server = server(client);
        String printed = home(client).run("bash", "-euc", client.command());
        assertFalse(Files.exists(server.dataDir().resolve(client.bucket())), "the bucket is still there");
        Eventually.stagingIsEmpty(server.dataDir());
        String failed = log(client, "\"status\":5\\d\\d.*").collect(Collectors.joining("\n"));
        assertEquals("", failed, "the server failed or refused what the client does by default");
        assertTrue(operations(client).contains("CreateBucket"), "the bucket was not made by a request");
        var version = VERSION.matcher(printed);
        assertTrue(version.find(), "no version in " + printed);
        return version.group(1);
    }

    private ClientHome home(Client client) throws IOException {
        ServerProcess server = server(client);
        for (String name : List.of("small.txt", "large.bin")) {
            Files.createLink(directory.resolve(name), files.resolve(name));
        }
        return new ClientHome(directory)
                .search(ClientHome.installed(client.commands()))
                .set("CLIENTS", Client.PROGRAMS.toString())
                .set("S3_CLIENTS", ClientHome.installed("").toString())
                .set(
                        "JAVA",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .set("S3_ENDPOINT", server.endpoint().toString())
                .set("S3_HOST", requireNonNull(server.endpoint().getAuthority()))
                .set("BUCKET", client.bucket())
                .set("AWS_ACCESS_KEY_ID", WireRequest.ACCESS_KEY)
                .set("AWS_SECRET_ACCESS_KEY", WireRequest.SECRET_KEY)
                .set("AWS_REGION", "us-east-1")
                .set("LC_ALL", "C.UTF-8");
    }

    private static String row(Client client, String version, String result) throws IOException {
        return String.join(
                " | ",
                "| " + client.name(),
                version,
                client.job(),
                client.runsIn(),
                operations(client),
                result,
                LocalDate.now(ZoneOffset.UTC) + " |");
    }

    /** The operations that this client asked for, in the order of their names. */
    private static String operations(Client client) throws IOException {
        return log(client, ".*\"operation\":\"(\\w+)\"").distinct().sorted().collect(Collectors.joining(", "));
    }

    /** Of each request to the client's bucket, what the last group of this expression finds in its log line. */
    private static Stream<String> log(Client client, String expression) throws IOException {
        String path = "\"path\":\"/" + client.bucket() + "(?:[/?][^\"]*)?\",";
        return Pattern.compile(path + expression)
                .matcher(server(client).stdout())
                .results()
                .map(result -> result.group(result.groupCount()));
    }
}
