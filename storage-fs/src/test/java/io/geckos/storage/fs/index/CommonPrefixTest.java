package io.geckos.storage.fs.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.object.ListEntry;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.DirectoryWatcher;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileModes;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.ForwardingFileOps;
import io.geckos.storage.fs.files.nio.NioFileOps;
import io.geckos.storage.fs.read.AdoptionQueue;
import io.geckos.storage.fs.read.ObjectLister;
import io.geckos.storage.fs.read.ObjectLookup;
import io.geckos.storage.fs.testkit.Await;
import io.geckos.storage.fs.testkit.DirectoryContents;
import io.geckos.storage.fs.testkit.TemporaryDataDirectories;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.Durability;
import io.geckos.storage.fs.volume.KeyLocks;
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

    private final TemporaryDataDirectories dirs = new TemporaryDataDirectories();
    private final Path data = dirs.next();
    private final AtomicInteger entries = new AtomicInteger();
    private final AtomicInteger readings = new AtomicInteger();
    private final FileOps files = new ForwardingFileOps(new NioFileOps(data, new FileModes(0666, 0777))) {
        @Override
        public boolean listWhile(DirectoryHandle dir, EntryTest test) throws FileFault {
            readings.incrementAndGet();
            return super.listWhile(dir, (name, type) -> {
                entries.incrementAndGet();
                return test.test(name, type);
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
        try (DataDirectory volume = volume(1 << 20)) {
            list(volume);
            // Of each directory, that it was looked into; its names would take more by far.
            assertTrue(
                    volume.index().bytes() < DIRECTORIES * 1_500, volume.index().bytes() + " bytes");
        }
    }

    @Test
    void aDirectoryThatHasNotChangedIsNotReadAgain() throws Exception {
        make("");
        try (DataDirectory volume = volume(1 << 20)) {
            Await.until("all has settled", () -> {
                list(volume);
                readings.set(0);
                list(volume);
                return readings.get() == 0;
            });
            DirectoryContents.remove(data.resolve("bucket/007"));
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
        try (DataDirectory volume = volume(memory)) {
            entries.set(0);
            List<String> prefixes =
                    IntStream.range(0, DIRECTORIES).mapToObj("%03d/"::formatted).toList();
            assertEquals(prefixes, list(volume));
            // And the entries of the bucket itself, and what is empty.
            assertTrue(entries.get() <= most + DIRECTORIES + 20, entries + " entries were read");
        }
    }

    private DataDirectory volume(long memory) throws FileFault {
        DirectoryIndex.Limits limits = new DirectoryIndex.Limits(memory, 1_000, DirectoryIndex.Limits.DEFAULT.rescan());
        return new DataDirectory(
                files, Durability.RELAXED, 0, new DirectoryIndex(files, limits, DirectoryWatcher.NONE));
    }

    private static List<String> list(DataDirectory volume) throws FileFault {
        ObjectLookup lookup = new ObjectLookup(volume.files(), new KeyLocks<ObjectId>());
        ListQuery query = new ListQuery("", Optional.of("/"), ListStart.START, 1_000);
        return new ObjectLister(volume, lookup, new AdoptionQueue())
                .page(BUCKET, query).items().stream()
                        .map(entry -> ((ListEntry.CommonPrefix) entry).prefix())
                        .toList();
    }
}
