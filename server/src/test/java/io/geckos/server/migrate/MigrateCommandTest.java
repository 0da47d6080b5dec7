package io.geckos.server.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.WriteCondition;
import io.geckos.server.config.CommandLine;
import io.geckos.server.config.Configuration;
import io.geckos.server.config.ConfigurationException;
import io.geckos.storage.testkit.data.SealedBytes;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command, between two directories. */
class MigrateCommandTest {
    private static final BucketName BUCKET = new BucketName("photos");

    @TempDir
    Path directory;

    private final StringWriter printed = new StringWriter();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private Path from;
    private Path to;

    @BeforeEach
    void writeConfigurations() throws IOException {
        from = configuration("from");
        to = configuration("to");
    }

    private Path configuration(String name) throws IOException {
        Path file = directory.resolve(name + ".conf");
        return Files.writeString(
                file, "storage { data-dir = \"" + directory.resolve(name) + "\", durability = relaxed }\n");
    }

    private int run(String... arguments) {
        return MigrateCommand.run(List.of(arguments), new PrintWriter(printed), new PrintStream(errors));
    }

    private int migrate(String... flags) {
        List<String> arguments = new ArrayList<>(List.of(flags));
        arguments.addAll(List.of(from.toString(), to.toString()));
        return run(arguments.toArray(String[]::new));
    }

    private static Storage open(Path file) {
        Configuration configuration = new Configuration(CommandLine.parse("-config=" + file), Map.of());
        return configuration.provider().open(configuration.storage());
    }

    private void fill() {
        try (Storage source = open(from)) {
            TestBucket.create(source.buckets(), BUCKET);
            for (String key : List.of("a", "b", "c")) {
                put(source, key, "content of " + key);
            }
            source.objects()
                    .put(
                            id("sealed"),
                            SealedBytes.spec(SealedBytes.SEAL),
                            SealedBytes.upload("secret"),
                            WriteCondition.ALWAYS);
        }
    }

    private static void put(Storage storage, String key, String content) {
        storage.objects().put(id(key), ObjectSpec.EMPTY, Uploads.of(content), WriteCondition.ALWAYS);
    }

    private static ObjectId id(String key) {
        return new ObjectId(BUCKET, new ObjectKey(key));
    }

    private List<String> lines() {
        return printed.toString().lines().toList();
    }

    @Test
    void everythingIsCopiedAndCounted() {
        fill();
        assertEquals(0, migrate(), printed::toString);
        assertEquals("photos: copied, and the same in both", lines().getFirst());
        assertTrue(
                lines().getLast().startsWith("good: 4 versions copied, 0 were there already, 4 compared, "),
                printed::toString);
        assertEquals(0, migrate("-verify-only"), printed::toString);
        try (Storage source = open(from);
                Storage target = open(to)) {
            assertEquals(StoreContents.of(source), StoreContents.of(target));
        }
    }

    @Test
    void fileThatIsCopiedHasItsTime() throws IOException {
        fill();
        migrate();
        assertEquals(
                Files.getLastModifiedTime(directory.resolve("from/photos/a")),
                Files.getLastModifiedTime(directory.resolve("to/photos/a")));
    }

    @Test
    void damageInTheSourceIsNamedAndEverythingElseCopied() throws IOException {
        fill();
        Files.writeString(directory.resolve("from/photos/a.metadata.json"), "{\"size\":");
        Path b = directory.resolve("from/photos/b");
        var time = Files.getLastModifiedTime(b);
        Files.writeString(b, "Content of b");
        Files.setLastModifiedTime(b, time);
        Path sealed = directory.resolve("from/photos/sealed");
        time = Files.getLastModifiedTime(sealed);
        Files.writeString(sealed, "{", StandardOpenOption.WRITE);
        Files.setLastModifiedTime(sealed, time);
        assertEquals(3, migrate(), printed::toString);
        assertTrue(
                printed.toString()
                        .contains("photos/a: version null is not copied, nor are newer ones of this key:"
                                + " photos/a: has a sidecar that cannot be read"),
                printed::toString);
        assertTrue(printed.toString().contains("photos/b: the version has the MD5 "), printed::toString);
        assertTrue(printed.toString().contains("photos/sealed: has another CRC32C than "), printed::toString);
        assertTrue(lines().getLast().startsWith("incomplete: 1 versions copied"), printed::toString);
        try (Storage target = open(to)) {
            assertEquals(12, target.objects().stat(id("c"), Version.LATEST).size());
            assertThrows(
                    StorageException.NoSuchObject.class, () -> target.objects().stat(id("a"), Version.LATEST));
        }
    }

    @Test
    void migrationGoesOnOnceTheDamageIsRepaired() throws IOException {
        fill();
        Path sidecar = directory.resolve("from/photos/a.metadata.json");
        String whole = Files.readString(sidecar);
        Files.writeString(sidecar, "{\"size\":");
        assertEquals(3, migrate());
        Files.writeString(sidecar, whole);
        assertEquals(0, migrate(), printed::toString);
        assertTrue(
                lines().getLast().startsWith("good: 1 versions copied, 3 were there already, 4 compared, "),
                printed::toString);
    }

    @Test
    void damageInTheTargetIsFound() throws IOException {
        fill();
        migrate();
        Path copy = directory.resolve("to/photos/a");
        var time = Files.getLastModifiedTime(copy);
        Files.writeString(copy, "Content of a");
        Files.setLastModifiedTime(copy, time);
        assertEquals(3, migrate("-verify-only"));
        assertTrue(
                printed.toString().contains("photos/a: version null: in the target the version has the MD5 "),
                printed::toString);
    }

    @Test
    void storeThatAServerUsesIsRefused() {
        fill();
        try (Storage _ = open(from)) {
            assertThrows(StorageException.Unavailable.class, this::migrate);
        }
        try (Storage _ = open(to)) {
            assertThrows(StorageException.Unavailable.class, this::migrate);
        }
    }

    @Test
    void missingSourceIsNotMade() {
        StorageException.Unavailable e = assertThrows(StorageException.Unavailable.class, this::migrate);
        assertTrue(e.getMessage().endsWith("from of " + from + " does not exist"), e::getMessage);
        assertFalse(Files.exists(directory.resolve("from")));
        assertFalse(Files.exists(directory.resolve("to")));
    }

    @Test
    void comparisonWithAMissingTargetDoesNotMakeIt() {
        fill();
        assertThrows(StorageException.Unavailable.class, () -> migrate("-verify-only"));
        assertFalse(Files.exists(directory.resolve("to")));
    }

    @Test
    void mistakesInTheArgumentsAreNamed() {
        fill();
        assertEquals(
                "migrate: needs two configuration files, FROM.conf and TO.conf, and has 1; geckos3 migrate -help tells more",
                refusal(from.toString()));
        assertEquals(
                "migrate: unknown flag -buckets=photos; allowed are -bucket=NAME, -verify-only and -help",
                refusal("-buckets=photos", from.toString(), to.toString()));
        assertEquals("migrate: -bucket: not a bucket name: A", refusal("-bucket", "A", from.toString(), to.toString()));
        assertEquals(
                "migrate: " + from + " and " + from + " name the same store",
                refusal(from.toString(), from.toString()));
        assertEquals(
                "migrate: the source has no bucket other", refusal("-bucket=other", from.toString(), to.toString()));
    }

    private String refusal(String... arguments) {
        return assertThrows(ConfigurationException.class, () -> run(arguments)).getMessage();
    }

    @Test
    void helpIsPrinted() {
        assertEquals(0, run("--help"));
        assertEquals(MigrateCommand.USAGE, printed.toString());
    }
}
