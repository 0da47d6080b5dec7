package io.geckos.storage.fs.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileAccess;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileModes;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.ForwardingFileOps;
import io.geckos.storage.fs.files.nio.NioFileOps;
import io.geckos.storage.fs.testkit.DirectoryContents;
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
class StagingAreaTest {
    @TempDir
    Path data;

    private DataDirectory volume;

    @BeforeEach
    void open() throws FileFault {
        volume = open(true);
    }

    @AfterEach
    void close() {
        volume.close();
    }

    private DataDirectory open(boolean keepingApart) throws FileFault {
        FileOps files =
                new ForwardingFileOps(new NioFileOps(data, FileModes.of(OptionalInt.empty(), OptionalInt.empty()))) {
                    @Override
                    public boolean spreadSubdirectories(DirectoryHandle dir) {
                        return keepingApart;
                    }
                };
        return new DataDirectory(files, Durability.STRICT, 0);
    }

    /** Makes files, each removed when closed, and answers the directories they were in. */
    private Set<String> made(int files) throws FileFault {
        Set<String> directories = new HashSet<>();
        for (int i = 0; i < files; i++) {
            try (StagedFile staged = StagedFile.begin(volume, FileAccess.OWNER)) {
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
        volume = new DataDirectory(
                new NioFileOps(directory(other), FileModes.of(OptionalInt.empty(), OptionalInt.empty())),
                Durability.STRICT,
                0);
        assertEquals(Set.of("staging"), made(100));
        assertEquals(List.of(), DirectoryContents.names(other.resolve(".geckos3/staging")));
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
        new StartupCleaner(volume).sweepStaging();
        assertEquals(List.of(), DirectoryContents.staged(data));
        assertEquals(64, made(64).size());
    }

    @Test
    void directoriesThatSomebodyRemovedAreDoneWithout() throws IOException {
        DirectoryContents.remove(data.resolve(".geckos3/staging.d/00"));
        Set<String> made = made(64);
        assertEquals(64, made.size());
        assertTrue(made.contains("staging"));
    }

    @Test
    void aNameThatIsTakenIsNotMadeElsewhere() throws FileFault {
        for (int i = 0; i < 64; i++) {
            volume.staging().create("same", FileAccess.OWNER).file().close();
        }
        FileFault fault = assertThrows(FileFault.class, () -> volume.staging().create("same", FileAccess.OWNER));
        assertEquals(Errno.EEXIST, fault.errno());
    }
}
