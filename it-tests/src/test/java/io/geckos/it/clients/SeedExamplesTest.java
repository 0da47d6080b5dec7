package io.geckos.it.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.ClientHome;
import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerProcess;
import io.geckos.it.testkit.WireRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The usage examples of the original geckos3, unchanged but for the endpoint, against the server with its default keys. */
class SeedExamplesTest {
    private static final Path GO_MODULE = Path.of("clients", "go");

    @TempDir
    static Path data;

    private static ServerProcess server;

    @TempDir
    Path directory;

    private ClientHome home;

    @BeforeAll
    static void start() throws Exception {
        server = ServerLaunch.on(data).start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void enter() throws Exception {
        home = new ClientHome(directory).write("file.txt", "Hello, S3!");
    }

    @Test
    void awsCommandLineVersion1() throws Exception {
        assertTrue(home.run("aws", "--version").startsWith("aws-cli/1."));
        runsTheCommandLineExample();
    }

    @Test
    void awsCommandLineVersion2() throws Exception {
        home.search(Path.of("/usr/bin"));
        assertTrue(home.run("aws", "--version").startsWith("aws-cli/2."));
        runsTheCommandLineExample();
    }

    private void runsTheCommandLineExample() throws Exception {
        String output = home.copy("seed/aws-cli.sh", server.endpoint()).run("bash", "-e", "aws-cli.sh");
        assertTrue(output.contains("file.txt\n"), output);
        assertEquals("Hello, S3!", Files.readString(home.file("downloaded.txt")));
        assertFalse(Files.exists(data.resolve("mybucket")));
    }

    @Test
    void boto3() throws Exception {
        String output = home.copy("seed/python-boto3.py", server.endpoint()).run("python3", "python-boto3.py");
        assertEquals("file.txt\n", output);
        assertEquals("Hello, S3!", Files.readString(home.file("downloaded.txt")));
        assertFalse(Files.exists(data.resolve("mybucket")));
    }

    @Test
    void goSdkVersion2() throws Exception {
        Files.copy(GO_MODULE.resolve("go.mod"), home.file("go.mod"));
        Files.copy(GO_MODULE.resolve("go.sum"), home.file("go.sum"));
        home.set("AWS_REGION", "us-east-1").set("HOME", Objects.requireNonNull(System.getenv("HOME")));
        String output = home.copy("seed/main.go", server.endpoint()).run("go", "run", ".");
        assertEquals("file.txt\n", output);
        assertEquals("Hello, S3!", Files.readString(data.resolve("mybucket/file.txt")));
        RawHttp.exchange(
                server.address(), WireRequest.of("DELETE", "/mybucket/file.txt").sign(server.address()));
        RawHttp.exchange(server.address(), WireRequest.of("DELETE", "/mybucket").sign(server.address()));
    }

    @Test
    void javaScriptSdkVersion2() throws Exception {
        // Awaits at top level and calls require, which only Node's prompt allows at once: so require is given to a
        // module.
        home.write(
                "require.mjs",
                "import {createRequire} from 'module'; globalThis.require = createRequire(import.meta.url)");
        String output = home.copy("seed/javascript.mjs", server.endpoint())
                .run("node", "--import", "./require.mjs", "javascript.mjs");
        assertTrue(output.contains("file.txt\n"), output);
        assertFalse(Files.exists(data.resolve("mybucket")));
    }
}
