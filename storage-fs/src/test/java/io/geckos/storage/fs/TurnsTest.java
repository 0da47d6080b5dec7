package io.geckos.storage.fs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.ETag;
import io.geckos.domain.ObjectSpec;
import io.geckos.domain.Span;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.Modes;
import io.geckos.storage.fs.files.OpenFile;
import io.geckos.storage.fs.files.PortableFiles;
import io.geckos.storage.fs.files.Stat;
import io.geckos.storage.fs.format.Entry;
import io.geckos.storage.fs.format.Layout;
import io.geckos.storage.fs.read.Found;
import io.geckos.storage.fs.read.FsStoredObject;
import io.geckos.storage.fs.testkit.ForwardingFiles;
import io.geckos.storage.fs.testkit.OneBucket;
import io.geckos.storage.fs.volume.Durability;
import io.geckos.storage.fs.volume.Volume;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A long transfer goes elsewhere now and then, even if it has to wait for nothing. */
class TurnsTest {
    @TempDir
    Path data;

    private int elsewhere;

    @Test
    void everyMebibyteIsFollowedByAReadElsewhere() throws IOException {
        byte[] content = new byte[(4 << 20) + 5];
        new Random(3).nextBytes(content);
        Files.write(data.resolve("large"), content);
        FileOps counting =
                new ForwardingFiles(new PortableFiles(data, Modes.of(OptionalInt.empty(), OptionalInt.empty()))) {
                    @Override
                    public int read(OpenFile file, ByteBuffer buffer, long position) throws FileFault {
                        elsewhere++;
                        return super.read(file, buffer, position);
                    }

                    @Override
                    public int readAtOnce(OpenFile file, ByteBuffer buffer, long position) throws FileFault {
                        return super.read(file, buffer, position);
                    }
                };
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try (Volume volume = new Volume(counting, Durability.RELAXED, 0);
                FsStoredObject object = new FsStoredObject(volume, OneBucket.id("large"), found(volume))) {
            object.transferTo(Span.whole(content.length), Channels.newChannel(received));
        }
        assertArrayEquals(content, received.toByteArray());
        assertEquals(4, elsewhere);
    }

    private static Found found(Volume volume) throws FileFault {
        OpenFile file = Objects.requireNonNull(volume.files().open(volume.root(), "large"));
        Stat stat = volume.files().stat(file);
        Entry entry = new Entry(
                Entry.Binding.of(stat), new ETag("tag"), Instant.EPOCH, ObjectSpec.EMPTY, List.of(), null, List.of());
        return new Found(Layout.places(OneBucket.id("large").key()).getFirst(), entry, stat, file);
    }
}
