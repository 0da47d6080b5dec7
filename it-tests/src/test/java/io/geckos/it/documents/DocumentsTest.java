package io.geckos.it.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of the documentation do what stands around them: all {@code sh} blocks of a page, in one shell. */
class DocumentsTest {
    private static final Path DOCUMENTS = Path.of("..", "docs");
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    /** start.md is run by StartPageTest, which starts its servers too, and backup-and-restore.md by BackupToolsTest. */
    private static final Set<String> RUN = Set.of(
            "README.md",
            "start.md",
            "operations.md",
            "migrate.md",
            "troubleshooting.md",
            "users.md",
            "versions.md",
            "backup-and-restore.md");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"../README.md", "operations.md", "migrate.md", "troubleshooting.md", "users.md", "versions.md"})
    void commandsRun(String page) throws Exception {
        String commands = BLOCK.matcher(Files.readString(DOCUMENTS.resolve(page)))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining());
        assertFalse(commands.isEmpty(), "no commands in " + page);
        InetSocketAddress admin = ServerLaunch.freeAddress();
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.copy(DOCUMENTS.resolve("../README.md"), folder.resolve("README.md"));
        ServerLaunch launch =
                ServerLaunch.on(data).admin(admin).environment("GECKOS3_ADMIN_TOKEN", "a-long-random-string");
        try (ServerProcess server = launch.start()) {
            String script = commands.replace(
                            "127.0.0.1:9000", "127.0.0.1:" + server.address().getPort())
                    .replace("127.0.0.1:9001", "127.0.0.1:" + admin.getPort());
            run(script);
        }
    }

    @Test
    void noOtherPageSaysThatItsCommandsAreRun() throws Exception {
        Set<String> pages = new TreeSet<>();
        for (Path directory : List.of(DOCUMENTS, DOCUMENTS.resolve(".."), DOCUMENTS.resolve("adr"))) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path page :
                        files.filter(it -> it.toString().endsWith(".md")).toList()) {
                    if (BLOCK.matcher(Files.readString(page)).find()) {
                        pages.add(page.getFileName().toString());
                    }
                }
            }
        }
        assertEquals(RUN, pages);
    }

    private void run(String script) throws Exception {
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder("bash", "-euxo", "pipefail", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().put("HOME", folder.toString());
        Process shell = builder.start();
        if (!shell.waitFor(300, TimeUnit.SECONDS)) {
            shell.destroyForcibly();
        }
        assertEquals(0, shell.waitFor(), () -> read(output));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
