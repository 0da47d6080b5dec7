package io.geckos.storage.fs.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.Modes;
import io.geckos.storage.fs.files.OpenDir;
import io.geckos.storage.fs.files.PortableFiles;
import io.geckos.storage.fs.testkit.Disk;
import io.geckos.storage.fs.testkit.ForwardingFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are made in many directories by turns where the file system keeps those apart, and in one elsewhere. */
class StagingTest {
    @TempDir
    Path data;

    private Volume volume;

    @BeforeEach
    void open() throws FileFault {
        volume = open(true);
    }

    @AfterEach
    void close() {
        volume.close();
    }

    private Volume open(boolean keepingApart) throws FileFault {
        FileOps files =
                new ForwardingFiles(new PortableFiles(data, Modes.of(OptionalInt.empty(), OptionalInt.empty()))) {
                    @Override
                    public boolean keepApart(OpenDir dir) {
                        return keepingApart;
                    }
                };
        return new Volume(files, Durability.STRICT, 0);
    }

    /** Makes files, each removed when closed, and answers the directories they were in. */
    private Set<String> made(int files) throws FileFault {
        Set<String> directories = new HashSet<>();
        for (int i = 0; i < files; i++) {
            try (Staged staged = Staged.begin(volume)) {
                Path file = Path.of(staged.file().path());
                directories.add(file.getName(file.getNameCount() - 2).toString());
            }
        }
        return directories;
    }

    @Test
    void filesAreMadeInManyDirectoriesByTurns() throws FileFault {
        assertEquals(64, made(64).size());
        assertEquals(64, made(1000).size());
    }

    @Test
    void filesAreMadeInOneWhereNothingIsKeptApart() throws FileFault {
        volume.close();
        Path other = data.resolve("other");
        volume = new Volume(
                new PortableFiles(directory(other), Modes.of(OptionalInt.empty(), OptionalInt.empty())),
                Durability.STRICT,
                0);
        assertEquals(Set.of("staging"), made(100));
        assertEquals(List.of(), Disk.names(other.resolve(".geckos3/staging")));
    }

    private static Path directory(Path path) {
        try {
            return Files.createDirectory(path);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatACrashLeftInAnyIsSwept() throws IOException {
        Path staging = data.resolve(".geckos3/staging");
        Files.writeString(data.resolve(".geckos3/staging.d/07/1"), "half");
        Files.writeString(staging.resolve("2"), "half");
        Files.createDirectories(staging.resolve("3/deep"));
        new Janitor(volume).sweepStaging();
        assertEquals(List.of(), Disk.staged(data));
        assertEquals(64, made(64).size());
    }

    @Test
    void directoriesThatSomebodyRemovedAreDoneWithout() throws IOException {
        Disk.remove(data.resolve(".geckos3/staging.d/00"));
        Set<String> made = made(64);
        assertEquals(64, made.size());
        assertTrue(made.contains("staging"));
    }

    @Test
    void aNameThatIsTakenIsNotMadeElsewhere() throws FileFault {
        for (int i = 0; i < 64; i++) {
            volume.staging().create("same").file().close();
        }
        FileFault fault = assertThrows(FileFault.class, () -> volume.staging().create("same"));
        assertEquals(Errno.EEXIST, fault.errno());
    }
}
