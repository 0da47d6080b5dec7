package io.geckos.storage.fs.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.BucketName;
import io.geckos.domain.From;
import io.geckos.domain.ListEntry;
import io.geckos.domain.ListQuery;
import io.geckos.domain.ObjectId;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.Modes;
import io.geckos.storage.fs.files.OpenDir;
import io.geckos.storage.fs.files.PortableFiles;
import io.geckos.storage.fs.files.Watcher;
import io.geckos.storage.fs.read.Listing;
import io.geckos.storage.fs.read.Lookup;
import io.geckos.storage.fs.read.Strays;
import io.geckos.storage.fs.testkit.Await;
import io.geckos.storage.fs.testkit.DataDirs;
import io.geckos.storage.fs.testkit.Disk;
import io.geckos.storage.fs.testkit.ForwardingFiles;
import io.geckos.storage.fs.volume.Durability;
import io.geckos.storage.fs.volume.KeyLocks;
import io.geckos.storage.fs.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That there is a key below a common prefix is seen from one entry; the others are not read. */
class CommonPrefixTest {
    private static final BucketName BUCKET = new BucketName("bucket");
    private static final int DIRECTORIES = 30;
    private static final int FILES = 200;

    private final DataDirs dirs = new DataDirs();
    private final Path data = dirs.next();
    private final AtomicInteger entries = new AtomicInteger();
    private final AtomicInteger readings = new AtomicInteger();
    private final FileOps files = new ForwardingFiles(new PortableFiles(data, new Modes(0666, 0777))) {
        @Override
        public void list(OpenDir dir, EntryVisitor visitor) throws FileFault {
            readings.incrementAndGet();
            super.list(dir, (name, type) -> {
                entries.incrementAndGet();
                visitor.visit(name, type);
            });
        }
    };

    @AfterEach
    void removeData() {
        dirs.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1 << 20})
    void oneEntryOfEachDirectoryIsRead(long memory) throws IOException {
        make("");
        assertRolledUp(memory, 2 * DIRECTORIES);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1 << 20})
    void oneEntryOfEachDirectoryOnTheWayDownIsRead(long memory) throws IOException {
        make("/deep/and/deeper");
        assertRolledUp(memory, 5 * DIRECTORIES);
    }

    @Test
    void whatIsBelowIsNotKept() throws IOException {
        make("");
        try (Volume volume = volume(1 << 20)) {
            list(volume);
            // Of each directory, that it was looked into; its names would take more by far.
            assertTrue(
                    volume.index().bytes() < DIRECTORIES * 1_500, volume.index().bytes() + " bytes");
        }
    }

    @Test
    void aDirectoryThatHasNotChangedIsNotReadAgain() throws Exception {
        make("");
        try (Volume volume = volume(1 << 20)) {
            Await.until("all has settled", () -> {
                list(volume);
                readings.set(0);
                list(volume);
                return readings.get() == 0;
            });
            Disk.remove(data.resolve("bucket/007"));
            Files.createDirectory(data.resolve("bucket/007"));
            assertEquals(DIRECTORIES - 1, list(volume).size());
        }
    }

    private void make(String below) throws IOException {
        for (int i = 0; i < DIRECTORIES; i++) {
            Path dir = Files.createDirectories(data.resolve("bucket/%03d%s".formatted(i, below)));
            for (int j = 0; j < FILES; j++) {
                Files.createFile(dir.resolve("file-%03d".formatted(j)));
            }
        }
        Files.createDirectories(data.resolve("bucket/empty/and/empty"));
    }

    private void assertRolledUp(long memory, int most) throws FileFault {
        try (Volume volume = volume(memory)) {
            entries.set(0);
            List<String> prefixes =
                    IntStream.range(0, DIRECTORIES).mapToObj("%03d/"::formatted).toList();
            assertEquals(prefixes, list(volume));
            // And the entries of the bucket itself, and what is empty.
            assertTrue(entries.get() <= most + DIRECTORIES + 20, entries + " entries were read");
        }
    }

    private Volume volume(long memory) throws FileFault {
        DirectoryIndex.Limits limits = new DirectoryIndex.Limits(memory, 1_000, DirectoryIndex.Limits.DEFAULT.rescan());
        return new Volume(files, Durability.RELAXED, 0, new DirectoryIndex(files, limits, Watcher.NONE));
    }

    private static List<String> list(Volume volume) throws FileFault {
        Lookup lookup = new Lookup(volume.files(), new KeyLocks<ObjectId>());
        ListQuery query = new ListQuery("", Optional.of("/"), From.START, 1_000);
        return new Listing(volume, lookup, new Strays())
                .page(BUCKET, query).items().stream()
                        .map(entry -> ((ListEntry.CommonPrefix) entry).prefix())
                        .toList();
    }
}
