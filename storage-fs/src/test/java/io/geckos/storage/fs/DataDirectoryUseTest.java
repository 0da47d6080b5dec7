package io.geckos.storage.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.error.StorageException;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileModes;
import io.geckos.storage.fs.volume.DataDirectoryLock;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of a data directory that cannot be used, and what is left behind by a start that fails. */
class DataDirectoryUseTest {
    private static final FileModes MODES = FileModes.of(OptionalInt.empty(), OptionalInt.empty());

    @TempDir
    Path folder;

    @Test
    void whatWasMadeIsRemovedAgainAndNothingElse() throws IOException {
        DataDirectoryUse directory = new DataDirectoryUse(folder.resolve("a/b"), MODES);
        Files.createFile(directory.make().resolve(DataDirectoryLock.NAME));
        directory.undo();
        assertFalse(Files.exists(folder.resolve("a")));

        Files.createDirectories(folder.resolve("kept/bucket"));
        DataDirectoryUse kept = new DataDirectoryUse(folder.resolve("kept"), MODES);
        kept.make();
        kept.undo();
        assertTrue(Files.isDirectory(folder.resolve("kept/bucket")));
        assertFalse(Files.exists(folder.resolve("kept/.geckos3")));

        Path internal = kept.make();
        DataDirectoryUse again = new DataDirectoryUse(folder.resolve("kept"), MODES);
        again.make();
        again.undo();
        assertTrue(Files.isDirectory(internal), "made by an earlier start");
    }

    @Test
    void fileAndUserAreNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Map<String, String> settings =
                Map.of(FsSettings.DATA_DIR, file.resolve("below").toString());
        String message = assertThrows(
                        StorageException.Unavailable.class, () -> new FsStorageProvider().checkPlace(settings))
                .getMessage();
        assertTrue(message.contains(": " + file + " is a file; it must be a directory"), message);
        String denied = new DataDirectoryUse(folder, MODES)
                .unavailable(new AccessDeniedException(folder + "/.geckos3"))
                .getMessage();
        assertTrue(
                denied.contains("/.geckos3: permission denied for user " + System.getProperty("user.name") + ";"),
                denied);
        String refused = new DataDirectoryUse(folder, MODES)
                .unavailable(new FileFault(Errno.EACCES, "open", "."))
                .getMessage();
        assertTrue(refused.contains(": " + folder + ": permission denied for user "), refused);
    }

    /** The mode of what belongs to another user cannot be set, though it could be read. */
    @Test
    void directoryOfAnotherUserIsDeniedAndTheRemedyNamed() {
        String user = System.getProperty("user.name");
        String message = new DataDirectoryUse(folder, MODES)
                .unavailable(new FileSystemException(folder + "/.geckos3", null, "Operation not permitted"))
                .getMessage();
        assertTrue(
                message.endsWith("/.geckos3: permission denied for user " + user + "; let that user have it (chown -R "
                        + user + " " + folder + "), or choose another by -data-dir"),
                message);
        Path missing = folder.resolve("missing");
        String above = new DataDirectoryUse(missing, MODES)
                .unavailable(new AccessDeniedException(folder.toString()))
                .getMessage();
        assertFalse(above.contains("chown"), "what is above the data directory may be everybody's: " + above);
    }

    @Test
    void aDirectoryThatCanBeMadeWillDoAndIsNotMade() {
        Path missing = folder.resolve("a/b");
        new FsStorageProvider().checkPlace(Map.of(FsSettings.DATA_DIR, missing.toString()));
        assertFalse(Files.exists(folder.resolve("a")));
        assertEquals(false, new DataDirectoryUse(missing, MODES).requireUsable());
    }
}
