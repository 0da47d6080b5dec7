package io.geckos.storage.fs.multipart;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileModes;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.nio.NioFileOps;
import io.geckos.storage.fs.testkit.HostileJson;
import io.geckos.storage.fs.testkit.TemporaryDataDirectories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Files of parts that somebody edited. */
class PartFileTest {
    private final TemporaryDataDirectories dirs = new TemporaryDataDirectories();
    private final Path data = dirs.next();

    @AfterEach
    void removeData() {
        dirs.close();
    }

    @Test
    void aTrailerNoParserReadsIsNoPart() throws IOException {
        FileOps files = new NioFileOps(data, new FileModes(0640, 0750));
        for (String trailer : HostileJson.DOCUMENTS) {
            Files.writeString(
                    data.resolve("00001"), "a" + trailer + HexFormat.of().toHexDigits(trailer.length()));
            try (FileHandle file = Objects.requireNonNull(files.open(files.root(), "00001"))) {
                FileFault fault = assertThrows(FileFault.class, () -> PartFile.read(files, file));
                assertTrue(fault.is(Errno.OTHER), fault::getMessage);
            }
        }
    }
}
