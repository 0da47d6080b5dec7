package io.geckos.storage.fs.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.multipart.PartReference;
import io.geckos.domain.multipart.UploadCompletion;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.fs.FsStorageProvider;
import io.geckos.storage.fs.files.nio.NioFileOps;
import io.geckos.storage.fs.testkit.TemporaryDataDirectories;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may read what the engine makes. */
class FileModesTest {
    private final TemporaryDataDirectories dirs = new TemporaryDataDirectories();
    private final Path data = dirs.next().resolve("made/here");

    @AfterEach
    void removeData() {
        dirs.close();
    }

    @Test
    void filesAndDirectoriesOfBucketsHaveTheModesAskedForAndInternalOnesAreTheOwnersAlone() throws IOException {
        try (Storage storage = open("0666", "0777")) {
            fill(storage);
            assertEquals("rwxrwxrwx", mode(data));
            assertEquals("rwxrwxrwx", mode(data.resolve("modes")));
            assertEquals("rwxrwxrwx", mode(data.resolve("modes/a")));
            assertEquals("rw-rw-rw-", mode(data.resolve("modes/a/b")));
            assertEquals("rw-rw-rw-", mode(data.resolve("modes/a/b.metadata.json")));
            assertEquals("rw-rw-rw-", mode(data.resolve("modes/whole")));
            assertInternalsArePrivate();
        }
    }

    @Test
    void withoutSettingsTheUmaskDecides() throws IOException {
        Path usual = Files.createFile(dirs.next().resolve("usual"));
        Path usualDirectory = Files.createDirectory(dirs.next().resolve("usual"));
        try (Storage storage = open("", "")) {
            fill(storage);
            assertEquals(mode(usual), mode(data.resolve("modes/a/b")));
            assertEquals(mode(usualDirectory), mode(data.resolve("modes/a")));
        }
    }

    @Test
    void whatAnEarlierVersionLeftOpenIsClosed() throws IOException {
        Files.createDirectories(data.resolve(".geckos3"));
        Files.setPosixFilePermissions(data.resolve(".geckos3"), PosixFilePermissions.fromString("rwxr-xr-x"));
        open("", "").close();
        assertEquals("rwx------", mode(data.resolve(".geckos3")));
    }

    @Test
    void theFallbackGivesTheSameModes() throws IOException {
        Files.createDirectories(data);
        try (FileOps files = new NioFileOps(data, new FileModes(0664, 0775))) {
            files.mkdir(files.root(), InternalPaths.ROOT);
            DirectoryHandle internal = Objects.requireNonNull(files.openDir(files.root(), InternalPaths.ROOT));
            files.mkdir(internal, "inside");
            files.mkdir(files.root(), "bucket");
            FileHandle file = files.create(internal, "file", FileAccess.OWNER);
            FileHandle open = files.create(internal, "open", FileAccess.BUCKET);
            assertEquals("rw-------", mode(data.resolve(".geckos3/file")));
            assertEquals("rw-rw-r--", mode(data.resolve(".geckos3/open")));
            assertEquals("rwx------", mode(data.resolve(".geckos3")));
            assertEquals("rwx------", mode(data.resolve(".geckos3/inside")));
            assertEquals("rwxrwxr-x", mode(data.resolve("bucket")));
            file.close();
            open.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"file-mode,rw-r--r--", "file-mode,0888", "file-mode,0444", "directory-mode,0600", "file-mode,07777"})
    void modesThatWouldLockTheServerOutOrMakeNoSenseAreRefused(String key, String value) {
        String message = String.valueOf(assertThrows(
                        IllegalArgumentException.class,
                        () -> new FsStorageProvider().open(Map.of("data-dir", data.toString(), key, value)))
                .getMessage());
        assertTrue(message.startsWith(key + ": bad value \"" + value + "\", allowed is "), message);
    }

    private Storage open(String fileMode, String directoryMode) {
        return new FsStorageProvider()
                .open(Map.of(
                        "data-dir",
                        data.toString(),
                        "durability",
                        "relaxed",
                        "file-mode",
                        fileMode,
                        "directory-mode",
                        directoryMode));
    }

    private static void fill(Storage storage) {
        TestBucket.create(storage.buckets(), new BucketName("modes"));
        ObjectId id = ObjectId.of("modes", "a/b");
        storage.objects().put(id, ObjectSpec.EMPTY, Uploads.of("1"), WriteCondition.ALWAYS);
        var upload = storage.uploads().begin(ObjectId.of("modes", "whole"), ObjectSpec.EMPTY, Optional.empty());
        ObjectPart part = storage.uploads().putPart(upload.id(), 1, Uploads.of("part"));
        List<PartReference> parts = List.of(new PartReference(1, part.etag(), List.of()));
        storage.uploads()
                .complete(
                        upload.id(),
                        new UploadCompletion(parts, 0, Optional.empty(), OptionalLong.empty(), WriteCondition.ALWAYS));
        var open = storage.uploads().begin(id, ObjectSpec.EMPTY, Optional.empty());
        storage.uploads().putPart(open.id(), 1, Uploads.of("part"));
    }

    private void assertInternalsArePrivate() throws IOException {
        try (Stream<Path> internal = Files.walk(data.resolve(".geckos3"))) {
            for (Path path : internal.toList()) {
                assertTrue(mode(path).endsWith("------"), () -> path + " is open to others");
            }
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
