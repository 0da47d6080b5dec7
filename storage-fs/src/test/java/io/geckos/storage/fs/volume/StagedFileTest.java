package io.geckos.storage.fs.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.name.ByteSpan;
import io.geckos.storage.fs.files.FileAccess;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileModes;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.ForwardingFileOps;
import io.geckos.storage.fs.files.linux.LinuxFileOps;
import io.geckos.storage.fs.files.nio.NioFileOps;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The write-back of a long upload starts before the upload has ended. */
class StagedFileTest {
    private static final int MIB = 1 << 20;

    @TempDir
    Path data;

    private final List<ByteSpan> begun = new ArrayList<>();

    /** Stages {@code bytes} in pieces of an odd length, on files that record which spans are written back. */
    private void stage(int bytes, Durability durability) throws Exception {
        FileModes modes = FileModes.of(OptionalInt.empty(), OptionalInt.empty());
        FileOps files = LinuxFileOps.open(data, modes).orElseGet(() -> new NioFileOps(data, modes));

        FileOps noting = new ForwardingFileOps(files) {
            @Override
            public void beginSync(FileHandle file, ByteSpan span) {
                begun.add(span);
                super.beginSync(file, span);
            }
        };
        try (DataDirectory volume = new DataDirectory(noting, durability, 0);
                StagedFile staged = StagedFile.begin(volume, FileAccess.OWNER)) {
            byte[] piece = new byte[70_001];
            for (int written = 0; written < bytes; written += piece.length) {
                staged.write(ByteBuffer.wrap(piece, 0, Math.min(piece.length, bytes - written)));
            }
            staged.force();
            assertEquals(bytes, Files.size(data.resolve(staged.file().path())));
        }
    }

    @Test
    void eachFullSpanIsWrittenBackOnce() throws Exception {
        stage(20 * MIB, Durability.STRICT);
        assertEquals(List.of(new ByteSpan(0, 8L * MIB), new ByteSpan(8L * MIB, 8L * MIB)), begun);
    }

    @Test
    void shortUploadsAreNotWrittenBackEarly() throws Exception {
        stage(8 * MIB - 1, Durability.STRICT);
        assertEquals(List.of(), begun);
    }

    @Test
    void relaxedDurabilityWritesNothingBackEarly() throws Exception {
        stage(20 * MIB, Durability.RELAXED);
        assertEquals(List.of(), begun);
    }
}
