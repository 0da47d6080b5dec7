package io.geckos.storage.fs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileModes;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.ForwardingFileOps;
import io.geckos.storage.fs.files.nio.NioFileOps;
import io.geckos.storage.fs.format.KeyLayout;
import io.geckos.storage.fs.format.ObjectMetadata;
import io.geckos.storage.fs.read.FsStoredObject;
import io.geckos.storage.fs.read.LocatedObject;
import io.geckos.storage.fs.testkit.BucketFixture;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.Durability;
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
class DiskExecutorTurnsTest {
    @TempDir
    Path data;

    private int elsewhere;

    @Test
    void everyMebibyteIsFollowedByAReadElsewhere() throws IOException {
        byte[] content = new byte[(4 << 20) + 5];
        new Random(3).nextBytes(content);
        Files.write(data.resolve("large"), content);
        FileOps counting =
                new ForwardingFileOps(new NioFileOps(data, FileModes.of(OptionalInt.empty(), OptionalInt.empty()))) {
                    @Override
                    public int read(FileHandle file, ByteBuffer buffer, long position) throws FileFault {
                        elsewhere++;
                        return super.read(file, buffer, position);
                    }

                    @Override
                    public int readCached(FileHandle file, ByteBuffer buffer, long position) throws FileFault {
                        return super.read(file, buffer, position);
                    }
                };
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try (DataDirectory volume = new DataDirectory(counting, Durability.RELAXED, 0);
                FsStoredObject object = new FsStoredObject(
                        volume, BucketFixture.id("large"), VersioningStatus.UNVERSIONED, found(volume))) {
            object.transferTo(ByteSpan.whole(content.length), Channels.newChannel(received));
        }
        assertArrayEquals(content, received.toByteArray());
        assertEquals(4, elsewhere);
    }

    private static LocatedObject found(DataDirectory volume) throws FileFault {
        FileHandle file = Objects.requireNonNull(volume.files().open(volume.root(), "large"));
        FileStatus stat = volume.files().stat(file);
        ObjectMetadata entry = new ObjectMetadata(
                ObjectMetadata.Binding.of(stat),
                new ETag("tag"),
                Instant.EPOCH,
                ObjectSpec.EMPTY,
                List.of(),
                null,
                List.of());
        return new LocatedObject(
                KeyLayout.places(BucketFixture.id("large").key()).getFirst(), entry, stat, file);
    }
}
