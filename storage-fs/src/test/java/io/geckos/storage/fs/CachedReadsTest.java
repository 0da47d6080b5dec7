package io.geckos.storage.fs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.StoredObject;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileModes;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.ForwardingFileOps;
import io.geckos.storage.fs.files.ReadOps;
import io.geckos.storage.fs.files.linux.LinuxFileOps;
import io.geckos.storage.fs.testkit.SingleThreadedStorage;
import io.geckos.storage.fs.testkit.TemporaryDataDirectories;
import io.geckos.storage.testkit.data.ObjectBytes;
import io.geckos.storage.testkit.data.TestBucket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Looks at what the system has in memory: no other than looks that wait, and no end of a request if they would have to. */
class CachedReadsTest {
    private static final FileModes MODES = new FileModes(0666, 0777);
    private static final BucketName BUCKET = new BucketName("bucket");

    private final TemporaryDataDirectories dirs = new TemporaryDataDirectories();
    private final Path data = dirs.next();
    private final FileOps files = LinuxFileOps.open(data, MODES).orElseThrow();
    private final ReadOps cachedReads = Objects.requireNonNull(files.cachedReads());

    CachedReadsTest() throws FileFault {}

    @AfterEach
    void close() {
        files.close();
        dirs.close();
    }

    @Test
    void seesWhatIsThere() throws Exception {
        Files.writeString(data.resolve("file"), "content");
        Files.createDirectories(data.resolve("directory/below"));
        assertEquals(files.stat(files.root(), "file"), cachedReads.stat(cachedReads.root(), "file"));
        assertEquals(files.stat(files.root(), "directory"), cachedReads.stat(cachedReads.root(), "directory"));
        assertNull(cachedReads.open(cachedReads.root(), "directory"));
        try (DirectoryHandle dir = Objects.requireNonNull(cachedReads.openDir(cachedReads.root(), "directory/below"))) {
            assertEquals("directory/below", dir.path());
        }
        try (FileHandle file = Objects.requireNonNull(cachedReads.open(cachedReads.root(), "file"))) {
            assertEquals(files.stat(files.root(), "file"), file.opened());
        }
    }

    /** Below the build's own directory, as a file system in memory cannot tell that it never waits. */
    @Test
    void readsWhatWasJustWritten() throws Exception {
        Path onDisk = Files.createTempDirectory(Path.of("target"), "at-once-");
        Files.writeString(onDisk.resolve("file"), "content");
        try (FileOps there = LinuxFileOps.open(onDisk, MODES).orElseThrow()) {
            ReadOps now = Objects.requireNonNull(there.cachedReads());
            try (FileHandle file = Objects.requireNonNull(now.open(now.root(), "file"))) {
                ByteBuffer buffer = ByteBuffer.allocate(7);
                assertEquals(7, now.read(file, buffer, 0));
                assertEquals("content", new String(buffer.array(), UTF_8));
            }
        } finally {
            Files.delete(onDisk.resolve("file"));
            Files.delete(onDisk);
        }
    }

    @Test
    void seesThatNothingIsThereOrDoesNotKnow() throws Exception {
        assertNull(files.stat(files.root(), "missing"));
        notFound(() -> cachedReads.stat(cachedReads.root(), "missing"));
        notFound(() -> cachedReads.open(cachedReads.root(), "missing"));
        notFound(() -> cachedReads.openDir(cachedReads.root(), "missing"));
    }

    private interface Look {
        @Nullable
        Object take() throws FileFault;
    }

    private static void notFound(Look look) {
        try {
            assertNull(look.take());
        } catch (FileFault fault) {
            assertEquals(Errno.EAGAIN, fault.errno());
        }
    }

    @Test
    void followsNoLinkAndOpensNothingButFiles() throws Exception {
        Path outside = dirs.next();
        Files.writeString(outside.resolve("secret"), "secret");
        Files.createSymbolicLink(data.resolve("link"), outside.resolve("secret"));
        Files.createSymbolicLink(data.resolve("way"), outside);
        new ProcessBuilder("mkfifo", data.resolve("pipe").toString()).start().waitFor();
        assertEquals(files.stat(files.root(), "link"), cachedReads.stat(cachedReads.root(), "link"));
        assertNull(cachedReads.open(cachedReads.root(), "link"));
        assertNull(cachedReads.open(cachedReads.root(), "pipe"));
        assertEquals(
                Errno.ELOOP,
                assertThrows(FileFault.class, () -> cachedReads.openDir(cachedReads.root(), "way"))
                        .errno());
    }

    /** Refuses all calls from one on, as if memory had run out then. */
    private static final class Forgetting extends ForwardingFileOps {
        private final ReadOps real;
        private final AtomicInteger left = new AtomicInteger();
        private int refused;

        Forgetting(FileOps files) {
            super(files);
            this.real = Objects.requireNonNull(files.cachedReads());
        }

        private void use() throws FileFault {
            if (left.getAndDecrement() <= 0) {
                refused++;
                throw new FileFault(Errno.EAGAIN, "look", "");
            }
        }

        @Override
        public ReadOps cachedReads() {
            return new ReadOps() {
                @Override
                public DirectoryHandle root() {
                    return real.root();
                }

                @Override
                public @Nullable DirectoryHandle openDir(DirectoryHandle base, String path) throws FileFault {
                    use();
                    return real.openDir(base, path);
                }

                @Override
                public @Nullable FileStatus stat(DirectoryHandle dir, String name) throws FileFault {
                    use();
                    return real.stat(dir, name);
                }

                @Override
                public @Nullable FileHandle open(DirectoryHandle dir, String name) throws FileFault {
                    use();
                    return real.open(dir, name);
                }

                @Override
                public int read(FileHandle file, ByteBuffer buffer, long position) throws FileFault {
                    use();
                    return real.read(file, buffer, position);
                }
            };
        }
    }

    @Test
    void whatWouldHaveToWaitIsReadAllTheSame() throws Exception {
        Forgetting forgetting = new Forgetting(files);
        SingleThreadedStorage storage = SingleThreadedStorage.on(forgetting, 0);
        TestBucket.create(storage.buckets(), BUCKET);
        int looks = 0;
        do {
            forgetting.refused = 0;
            forgetting.left.set(looks++);
            // A name that nobody has looked at yet, so that nothing of it is remembered.
            String key = "key-" + looks;
            Files.writeString(data.resolve("bucket/" + key), "content");
            assertEquals("content", content(storage, key));
        } while (forgetting.refused > 0);
        assertTrue(looks > 2, "looks: " + looks);
        forgetting.left.set(0);
        ObjectId missing = new ObjectId(BUCKET, new ObjectKey("missing"));
        assertThrows(
                StorageException.NoSuchObject.class, () -> storage.objects().stat(missing, Version.LATEST));
    }

    private static String content(SingleThreadedStorage storage, String key) {
        try (StoredObject object = storage.objects().open(new ObjectId(BUCKET, new ObjectKey(key)), Version.LATEST)) {
            return new String(ObjectBytes.read(object), UTF_8);
        }
    }
}
