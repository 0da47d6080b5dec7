package io.geckos.storage.fs.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.Span;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.Modes;
import io.geckos.storage.fs.files.OpenFile;
import io.geckos.storage.fs.files.PortableFiles;
import io.geckos.storage.fs.files.linux.LinuxFiles;
import io.geckos.storage.fs.testkit.ForwardingFiles;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk begins with a long upload while that is still coming in. */
class StagedTest {
    private static final int MIB = 1 << 20;

    @TempDir
    Path data;

    private final List<Span> begun = new ArrayList<>();

    /** Stages {@code bytes}, by pieces of an odd length, on files that write down what the disk was told to begin with. */
    private void stage(int bytes, Durability durability) throws Exception {
        Modes modes = Modes.of(OptionalInt.empty(), OptionalInt.empty());
        FileOps files = LinuxFiles.open(data, modes).orElseGet(() -> new PortableFiles(data, modes));

        FileOps noting = new ForwardingFiles(files) {
            @Override
            public void beginSync(OpenFile file, Span span) {
                begun.add(span);
                super.beginSync(file, span);
            }
        };
        try (Volume volume = new Volume(noting, durability, 0);
                Staged staged = Staged.begin(volume)) {
            byte[] piece = new byte[70_001];
            for (int written = 0; written < bytes; written += piece.length) {
                staged.write(ByteBuffer.wrap(piece, 0, Math.min(piece.length, bytes - written)));
            }
            staged.force();
            assertEquals(bytes, Files.size(data.resolve(staged.file().path())));
        }
    }

    @Test
    void eachStretchIsBegunWithOnceAndWhole() throws Exception {
        stage(20 * MIB, Durability.STRICT);
        assertEquals(List.of(new Span(0, 8L * MIB), new Span(8L * MIB, 8L * MIB)), begun);
    }

    @Test
    void whatIsShortIsNotWorthIt() throws Exception {
        stage(8 * MIB - 1, Durability.STRICT);
        assertEquals(List.of(), begun);
    }

    @Test
    void nothingIsBegunThatNobodyWaitsFor() throws Exception {
        stage(20 * MIB, Durability.RELAXED);
        assertEquals(List.of(), begun);
    }
}
