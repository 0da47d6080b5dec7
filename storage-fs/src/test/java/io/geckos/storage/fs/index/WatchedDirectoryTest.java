package io.geckos.storage.fs.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.files.linux.InotifyWatcher;
import io.geckos.storage.fs.files.linux.LinuxFileOps;
import io.geckos.storage.fs.read.AdoptionQueue;
import io.geckos.storage.fs.read.ObjectLister;
import io.geckos.storage.fs.read.ObjectLookup;
import io.geckos.storage.fs.testkit.TemporaryDataDirectories;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.Durability;
import io.geckos.storage.fs.volume.KeyLocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What others change in large directories shows, though they are not read again. */
class WatchedDirectoryTest {
    private static final BucketName BUCKET = new BucketName("bucket");
    private static final FileModes MODES = new FileModes(0666, 0777);
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final TemporaryDataDirectories dirs = new TemporaryDataDirectories();
    private final Path data = dirs.next();
    private final Path bucket = data.resolve("bucket");
    private final FileOps files = LinuxFileOps.open(data, MODES).orElseThrow();
    private final InotifyWatcher inotify = new InotifyWatcher(files, LinuxFileOps::fd);
    private final DataDirectory volume = volume(1 << 20, Duration.ofDays(1), inotify);

    WatchedDirectoryTest() throws FileFault {}

    private DataDirectory volume(long memory, Duration rescan, DirectoryWatcher watcher) throws FileFault {
        DirectoryIndex.Limits limits = new DirectoryIndex.Limits(memory, 2, rescan);
        return new DataDirectory(files, Durability.RELAXED, 0, new DirectoryIndex(files, limits, watcher));
    }

    @BeforeEach
    void makeBucket() throws IOException {
        Files.createDirectories(bucket.resolve("d"));
        for (String name : List.of("a", "b", "c", "e")) {
            write("d/" + name);
        }
        assertEquals(List.of("d/a", "d/b", "d/c", "d/e"), keys(volume));
    }

    @AfterEach
    void close() {
        volume.close();
        dirs.close();
    }

    @Test
    void filesThatComeAndGoAreSeen() throws IOException {
        write("d/bb");
        Files.delete(bucket.resolve("d/c"));
        awaitKeys("d/a", "d/b", "d/bb", "d/e");
        Files.move(bucket.resolve("d/a"), bucket.resolve("d/z"));
        Files.createDirectory(bucket.resolve("d/c"));
        write("d/c/x");
        awaitKeys("d/b", "d/bb", "d/c/x", "d/e", "d/z");
        Files.move(bucket.resolve("d/b"), data.resolve("away"));
        awaitKeys("d/bb", "d/c/x", "d/e", "d/z");
    }

    @Test
    void sidecarsThatComeAndGoChangeNothing() throws IOException {
        write("d/a.metadata.json");
        Files.delete(bucket.resolve("d/c"));
        awaitKeys("d/a", "d/b", "d/e");
        Files.delete(bucket.resolve("d/a"));
        awaitKeys("d/a.metadata.json", "d/b", "d/e");
        write("d/a");
        awaitKeys("d/a", "d/b", "d/e");
    }

    @Test
    void aDirectoryThatWasMovedIsSeenWhereItIs() throws IOException {
        Files.move(bucket.resolve("d"), bucket.resolve("f"));
        awaitKeys("f/a", "f/b", "f/c", "f/e");
        write("f/g");
        awaitKeys("f/a", "f/b", "f/c", "f/e", "f/g");
        Files.createDirectory(bucket.resolve("d"));
        write("d/new");
        awaitKeys("d/new", "f/a", "f/b", "f/c", "f/e", "f/g");
    }

    @Test
    void aDirectoryThatWasReplacedIsSeenAsItIs() throws IOException {
        Files.move(bucket.resolve("d"), data.resolve("away"));
        Files.createDirectory(bucket.resolve("d"));
        for (String name : List.of("1", "2", "3", "4")) {
            write("d/" + name);
        }
        assertEquals(List.of("d/1", "d/2", "d/3", "d/4"), keys(volume));
        write("d/5");
        awaitKeys("d/1", "d/2", "d/3", "d/4", "d/5");
    }

    @Test
    void moreChangesThanTheSystemRemembersLoseNothing() throws Exception {
        Path limit = Path.of("/proc/sys/fs/inotify/max_queued_events");
        int events = Integer.parseInt(Files.readAllLines(limit).getFirst());
        assumeTrue(events < 100_000, "the queue is too long to be filled");
        CountDownLatch filled = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Path other = Files.createDirectory(data.resolve("other"));
        try (DirectoryHandle dir = Objects.requireNonNull(files.openDir(files.root(), "other"))) {
            assertTrue(inotify.watch(dir, new DirectoryWatcher.Watch() {
                @Override
                public void changed(String name, FileType type, boolean present) {
                    await(filled);
                }

                @Override
                public void ended() {
                    ended.countDown();
                }
            }));
            for (int i = 0; i <= events; i++) {
                Path file = Files.createFile(other.resolve("file"));
                Files.delete(file);
            }
            write("d/lost");
            filled.countDown();
            await(ended);
        }
        awaitKeys("d/a", "d/b", "d/c", "d/e", "d/lost");
    }

    @Test
    void aDirectoryThatWasTooLargeIsWatchedWhenItIsNot() throws IOException {
        try (DataDirectory tight = volume(4_000, Duration.ZERO, new InotifyWatcher(files, LinuxFileOps::fd))) {
            for (int i = 0; i < 33_000; i++) {
                write("d/x%05d".formatted(i));
            }
            assertEquals(100, keys(tight).size());
            for (int i = 0; i < 33_000; i++) {
                Files.delete(bucket.resolve("d/x%05d".formatted(i)));
            }
            awaitKeys(tight, "d/a", "d/b", "d/c", "d/e");
            write("d/f");
            awaitKeys(tight, "d/a", "d/b", "d/c", "d/e", "d/f");
        }
    }

    @Test
    void whatCannotBeWatchedIsReadAgain() throws IOException {
        try (DataDirectory blind = volume(1 << 20, Duration.ZERO, DirectoryWatcher.NONE)) {
            assertEquals(List.of("d/a", "d/b", "d/c", "d/e"), keys(blind));
            write("d/bb");
            Files.delete(bucket.resolve("d/c"));
            assertEquals(List.of("d/a", "d/b", "d/bb", "d/e"), keys(blind));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(DEADLINE_NANOS, TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitKeys(String... expected) throws FileFault {
        awaitKeys(volume, expected);
    }

    private void awaitKeys(DataDirectory asked, String... expected) throws FileFault {
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (!keys(asked).equals(List.of(expected)) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
        assertEquals(List.of(expected), keys(asked));
    }

    private void write(String path) throws IOException {
        Files.write(bucket.resolve(path), "by hand".getBytes(UTF_8));
    }

    private List<String> keys(DataDirectory asked) throws FileFault {
        ObjectLookup lookup = new ObjectLookup(files, new KeyLocks<ObjectId>());
        ListQuery query = new ListQuery("", Optional.empty(), ListStart.START, 100);
        return new ObjectLister(asked, lookup, new AdoptionQueue())
                .page(BUCKET, query).items().stream()
                        .map(entry ->
                                ((ListEntry.Found) entry).summary().id().key().value())
                        .toList();
    }
}
