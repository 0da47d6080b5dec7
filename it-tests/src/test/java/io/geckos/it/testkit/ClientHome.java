package io.geckos.it.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A home directory of someone who uses the server with the clients that {@code it-tests/clients/install} installs. Clients find
 * nothing there but what the test puts there, and they run in it as processes of their own.
 */
public final class ClientHome {
    private static final Path CLIENTS = Path.of(Objects.requireNonNullElse(
            System.getenv("S3_CLIENTS"), System.getProperty("user.home") + "/.cache/geckos3/clients"));
    private static final long SECONDS = 240;

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private String path = "";

    public ClientHome(Path directory) {
        this.directory = directory;
        set("HOME", directory.toString());
        set("NODE_PATH", CLIENTS.resolve("node/node_modules").toString());
        search(installed("python/bin"));
    }

    /** A path in the directory of installed clients; an absolute one as it is. */
    public static Path installed(String path) {
        return CLIENTS.resolve(path);
    }

    public ClientHome set(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Sets the directory where commands are looked for first. */
    public ClientHome search(Path commands) {
        path = commands + ":" + System.getenv("PATH") + ":" + CLIENTS.resolve("tools/bin");
        return set("PATH", path);
    }

    public Path file(String name) {
        return directory.resolve(name);
    }

    public ClientHome write(String name, String text) throws IOException {
        Files.writeString(file(name), text);
        return this;
    }

    /** Copies a program of the test resources, with the seed's endpoint replaced by the server's. */
    public ClientHome copy(String resource, URI endpoint) throws IOException {
        try (InputStream in = Objects.requireNonNull(ClientHome.class.getResourceAsStream("/" + resource), resource)) {
            String text = new String(in.readAllBytes(), UTF_8);
            return write(
                    Path.of(resource).getFileName().toString(),
                    text.replace("http://localhost:9000", endpoint.toString()));
        }
    }

    /** Runs a command to its successful end and answers what it printed, errors too. */
    public String run(String... command) throws IOException, InterruptedException {
        require(command[0]);
        Path output = Files.createTempFile(directory, "output-", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(environment);
        // A shell resolves the command on our PATH; ProcessBuilder would use the one of this process.
        builder.command().addAll(0, List.of("sh", "-c", "exec \"$@\"", "sh"));
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
            String printed = Files.readString(output);
            assertTrue(ended, () -> List.of(command) + " still runs after " + SECONDS + " s:\n" + printed);
            assertEquals(0, process.exitValue(), () -> List.of(command) + " failed:\n" + printed);
            return printed;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private void require(String command) {
        for (String entry : path.split(":", -1)) {
            if (Files.isExecutable(Path.of(entry).resolve(command)) && Files.exists(installed("complete"))) {
                return;
            }
        }
        fail(missing(command));
    }

    /** The path of a program that the system installs, as a string; fails where it is missing. */
    public static String program(String path) {
        assertTrue(Files.isExecutable(Path.of(path)), () -> missing(path));
        return path;
    }

    private static String missing(String command) {
        return command + " is missing: ./build verify installs it, ./build verify -Dquick tests what does without";
    }
}
