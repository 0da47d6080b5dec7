package io.geckos.storage.fs.volume;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException;
import io.geckos.storage.fs.FsStorageProvider;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileModes;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.linux.LinuxFileOps;
import io.geckos.storage.fs.files.nio.NioFileOps;
import io.geckos.storage.fs.testkit.DirectoryContents;
import io.geckos.storage.fs.testkit.HostileJson;
import io.geckos.storage.fs.testkit.TemporaryDataDirectories;
import io.geckos.storage.fs.testkit.disk.AlteredFileOps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of a data directory before anything is served from it. */
class DataDirectoryStartTest {
    private static final FileModes MODES = new FileModes(0640, 0750);
    private final TemporaryDataDirectories dirs = new TemporaryDataDirectories();
    private final Path data = dirs.next();
    private final Path format = data.resolve(".geckos3/format.json");

    @AfterEach
    void removeData() {
        dirs.close();
    }

    @Test
    void aDataDirectorySaysHowItIsLaidOut() throws IOException {
        open().close();
        assertEquals("{\"geckos3\":1,\"layout\":1}\n", Files.readString(format));
        open().close();
        assertEquals("{\"geckos3\":1,\"layout\":1}\n", Files.readString(format));
    }

    @Test
    void aLayoutThisVersionDoesNotKnowIsLeftAlone() throws IOException {
        open().close();
        Files.writeString(format, "{\"geckos3\":1,\"layout\":3}");
        Path left = Files.writeString(data.resolve(".geckos3/staging/left"), "left");
        refused("layout 3", "knows layout 1 and layout 2");
        assertTrue(Files.exists(left));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"layout\":\"1\"}", "\0"})
    void aFormatThatCannotBeReadIsNotGuessed(String damaged) throws IOException {
        open().close();
        Files.writeString(format, damaged);
        refused(".geckos3/format.json", "cannot be read");
    }

    @Test
    void aFormatNoParserReadsIsRefusedByName() throws IOException {
        for (String damaged : HostileJson.DOCUMENTS) {
            open().close();
            String good = Files.readString(format);
            Files.writeString(format, damaged);
            refused(".geckos3/format.json", "cannot be read");
            Files.writeString(format, good);
        }
    }

    @Test
    void aFileSystemThatRoundsTimesIsRefusedUnlessAllowed() throws FileFault {
        FileOps coarse = AlteredFileOps.of(files(), (method, arguments, real) -> {
            if (method.equals("setModified")) {
                arguments[1] = (long) arguments[1] / 1_000_000 * 1_000_000;
            }
            return real.call(arguments);
        });
        probeRefuses(coarse, "allow-coarse-times");
        assertDoesNotThrow(() -> FileSystemProbe.run(new DataDirectory(coarse, Durability.RELAXED, 0), true));
    }

    @Test
    void aFileSystemThatMixesUpCasesIsRefused() throws FileFault {
        FileOps insensitive = AlteredFileOps.of(files(), (method, arguments, real) -> {
            if (method.equals("stat") && arguments.length == 2) {
                arguments[1] = ((String) arguments[1]).toLowerCase(Locale.ROOT);
            }
            return real.call(arguments);
        });
        probeRefuses(insensitive, "upper from lower case");
    }

    @Test
    void aFileSystemThatRewritesNamesIsRefused() throws FileFault {
        FileOps decomposing = AlteredFileOps.of(files(), (method, arguments, real) -> {
            if (arguments.length > 1 && arguments[1] instanceof String name) {
                arguments[1] = Normalizer.normalize(name, Normalizer.Form.NFD);
            }
            return real.call(arguments);
        });
        probeRefuses(decomposing, "Unicode");
    }

    @Test
    void theFileSystemOfThisMachineServesAndNothingIsLeftOfTheProbe() {
        open().close();
        assertEquals(List.of(), DirectoryContents.staged(data));
    }

    private FileOps files() throws FileFault {
        return LinuxFileOps.open(data, MODES).orElseGet(() -> new NioFileOps(data, MODES));
    }

    private void probeRefuses(FileOps files, String why) throws FileFault {
        DataDirectory volume = new DataDirectory(files, Durability.RELAXED, 0);
        String message = assertThrows(StorageException.Unavailable.class, () -> FileSystemProbe.run(volume, false))
                .getMessage();
        assertTrue(message.contains(why), message);
        assertEquals(List.of(), DirectoryContents.staged(data));
    }

    private Storage open() {
        return new FsStorageProvider().open(Map.of("data-dir", data.toString(), "durability", "relaxed"));
    }

    private void refused(String... parts) {
        String message =
                assertThrows(StorageException.Unavailable.class, this::open).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
        assertFalse(message.contains("\n"), message);
    }
}
