package io.geckos.storage.fs.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.checksum.ETag;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.fs.FsStorage;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.ForwardingFileOps;
import io.geckos.storage.fs.testkit.BucketFixture;
import io.geckos.storage.fs.testkit.SingleThreadedStorage;
import io.geckos.storage.fs.testkit.call.StorageCall;
import io.geckos.storage.fs.testkit.call.StorageClient;
import io.geckos.storage.fs.testkit.disk.DiskImage;
import io.geckos.storage.fs.testkit.disk.MemoryFileOps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What hands do at bad moments. */
class FileHazardsTest {
    private static final int LARGE = 3 << 20;
    private final BucketFixture bucket = new BucketFixture();

    @AfterEach
    void close() {
        bucket.close();
    }

    /** What a person does to a file. */
    @FunctionalInterface
    private interface FileAction {
        void to(Path file) throws IOException;
    }

    @Test
    void aFileEditedWhileItIsReadDoesNotEndWell() throws IOException {
        for (String key : List.of("put", "by hand")) {
            large(key);
            assertThrows(
                    StorageException.StorageFailure.class,
                    () -> read(key, file -> Files.writeString(file, "edited", StandardOpenOption.WRITE)));
        }
    }

    @Test
    void aFileTruncatedOrGrownWhileItIsReadDoesNotEndWell() throws IOException {
        for (long size : List.of(0L, 100L, 2L * LARGE)) {
            large("put");
            assertThrows(
                    StorageException.StorageFailure.class,
                    () -> read("put", file -> {
                        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
                            open.setLength(size);
                        }
                    }));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "EDITED"})
    void aFileEditedBeforeItIsCopiedIsNotCopiedAndWritingGoesOn(String content) throws IOException {
        bucket.put("a", "before");
        UploadId upload = bucket.storage()
                .uploads()
                .begin(BucketFixture.id("b"), BucketFixture.SPEC, Optional.empty())
                .id();
        try (StoredObject source = bucket.storage().objects().open(BucketFixture.id("a"), Version.LATEST)) {
            Files.writeString(bucket.path("a"), content);
            assertThrows(
                    StorageException.StorageFailure.class,
                    () -> bucket.storage()
                            .objects()
                            .copy(source, BucketFixture.id("b"), BucketFixture.SPEC, Set.of(), WriteCondition.ALWAYS));
            assertThrows(
                    StorageException.StorageFailure.class,
                    () -> bucket.storage().uploads().copyPart(upload, 1, source, ByteSpan.whole(6)));
        }
        assertThrows(StorageException.NoSuchObject.class, () -> bucket.stat("b"));
        assertEquals("after", putAndGet("a", "after"));
    }

    @Test
    void aFileReplacedOrRemovedWhileItIsReadIsReadToItsEnd() throws IOException {
        large("a");
        assertEquals(
                LARGE,
                read(
                        "a",
                        file -> Files.move(
                                bucket.write("fresh", "replaces"), file, StandardCopyOption.REPLACE_EXISTING)));
        assertEquals("replaces", bucket.get("a"));
        large("a");
        assertEquals(LARGE, read("a", Files::delete));
        assertThrows(StorageException.NoSuchObject.class, () -> bucket.stat("a"));
    }

    @Test
    void aFileRemovedWhileItGivesWayIsInNobodysWay() throws FileFault {
        FileOps files = new ForwardingFileOps(new MemoryFileOps(new DiskImage())) {
            @Override
            public void rename(DirectoryHandle from, String name, DirectoryHandle to, String newName) throws FileFault {
                if (name.equals("a")) {
                    super.unlink(from, name);
                }
                super.rename(from, name, to, newName);
            }
        };
        try (Storage storage = SingleThreadedStorage.on(files, 0)) {
            StorageClient client = new StorageClient(storage);
            assertEquals(
                    StorageCall.DONE,
                    StorageCall.createBucket(StorageCall.BUCKET.value()).run(client));
            assertEquals(StorageCall.DONE, StorageCall.put("a", "1").run(client));
            assertEquals(StorageCall.DONE, StorageCall.put("a/b", "2").run(client));
            assertThrows(
                    StorageException.NoSuchObject.class,
                    () -> storage.objects().stat(StorageCall.id("a"), Version.LATEST));
        }
    }

    /** It writes beside, renames, and the times are the source's. */
    @Test
    void whatRsyncBringsIsServedAsItIs() throws IOException {
        ETag before = bucket.put("a", "before").etag();
        Path beside = bucket.write(".a.Xy12ab", "behind");
        assertEquals(List.of(".a.Xy12ab", "a"), bucket.keys());
        Files.setLastModifiedTime(beside, FileTime.fromMillis(1_000_000));
        Files.move(beside, bucket.path("a"), StandardCopyOption.REPLACE_EXISTING);
        assertEquals("behind", bucket.get("a"));
        assertNotEquals(before, bucket.etag("a"));
        assertEquals(List.of("a"), bucket.keys());
    }

    @Test
    void aRenamedFileIsAnotherObjectAndTheFormerIsGone() throws IOException {
        bucket.put("a", "1");
        Files.move(bucket.path("a"), bucket.path("b"));
        assertEquals(List.of("b"), bucket.keys());
        assertFalse(bucket.etag("b").isMd5());
        assertThrows(StorageException.NoSuchObject.class, () -> bucket.stat("a"));
        assertEquals("2", putAndGet("a", "2"));
    }

    @Test
    void aPairThatIsRenamedKeepsAllThatIsSaidOfIt() throws IOException {
        ETag etag = bucket.put("a", "1").etag();
        Files.move(bucket.path("a"), bucket.path("b"));
        Files.move(bucket.path("a.metadata.json"), bucket.path("b.metadata.json"));
        assertEquals(etag, bucket.etag("b"));
        assertEquals(BucketFixture.SPEC, bucket.stat("b").spec());
    }

    @Test
    void anotherObjectsSidecarSaysNothingOfThisOne() throws IOException {
        bucket.put("a", "1");
        bucket.put("b", "2");
        Files.copy(bucket.path("a.metadata.json"), bucket.path("b.metadata.json"), StandardCopyOption.REPLACE_EXISTING);
        assertFalse(bucket.etag("b").isMd5());
        ((FsStorage) bucket.storage()).housekeeping().goThroughBuckets();
        assertFalse(bucket.etag("b").isMd5());
        assertEquals("2", bucket.get("b"));
    }

    @Test
    void aHugeSidecarIsNotReadAndIsReplacedByAWrite() throws IOException {
        bucket.put("a", "1");
        try (RandomAccessFile huge =
                new RandomAccessFile(bucket.path("a.metadata.json").toFile(), "rw")) {
            huge.setLength(1L << 40);
        }
        assertEquals("1", bucket.get("a"));
        assertEquals(List.of("a"), bucket.keys());
        assertEquals("2", putAndGet("a", "2"));
        assertTrue(bucket.etag("a").isMd5());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"geckos3\":2,\"size\":1,\"lastModified\":\"2001-01-15T10:30:00Z\",\"etag\":\"\\\"a\\\"\"}",
                "{\"geckos3\":1,\"size\":-1,\"lastModified\":\"2001-01-15T10:30:00Z\",\"etag\":\"\\\"a\\\"\"}",
                "{\"geckos3\":1,\"size\":1e400,\"lastModified\":1,\"etag\":[]}",
                "{\"geckos3\":\"1\",\"size\":true}",
                "\u0000\u0001\u0002",
                "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
            })
    void sidecarsOfNoUseNeitherHideNorKeepAnything(String content) throws IOException {
        bucket.put("a", "1");
        Files.writeString(bucket.path("a.metadata.json"), content);
        assertEquals("1", bucket.get("a"));
        assertFalse(bucket.etag("a").isMd5());
        assertEquals(List.of("a"), bucket.keys());
        assertEquals("2", putAndGet("a", "2"));
        assertTrue(bucket.etag("a").isMd5());
        bucket.delete("a");
        assertEquals(List.of(), bucket.keys());
    }

    @Test
    void whatStandsInThePlaceOfASidecarAndIsNoFileIsNotReplaced() throws IOException {
        bucket.put("dir", "1");
        bucket.put("link", "1");
        for (String name : List.of("dir", "link", "new")) {
            Files.deleteIfExists(bucket.path(name + ".metadata.json"));
        }
        Files.createDirectory(bucket.path("dir.metadata.json"));
        Files.createDirectory(bucket.path("new.metadata.json"));
        Files.createSymbolicLink(bucket.path("link.metadata.json"), Path.of("dir"));
        for (String key : List.of("dir", "link", "new")) {
            assertThrows(StorageException.UnusablePath.class, () -> bucket.put(key, "2"), key);
        }
        assertEquals("1", bucket.get("dir"));
        assertEquals("1", bucket.get("link"));
        assertEquals(List.of(), bucket.staged());
    }

    private void large(String key) throws IOException {
        if (key.equals("by hand")) {
            bucket.write(key, "x".repeat(LARGE));
        } else {
            bucket.put(key, "x".repeat(LARGE));
        }
    }

    private String putAndGet(String key, String content) throws IOException {
        bucket.put(key, content);
        return bucket.get(key);
    }

    /** Reads an object to its end; after its first bytes something happens to its file. */
    private int read(String key, FileAction deed) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        WritableByteChannel target = Channels.newChannel(bytes);
        try (StoredObject object = bucket.storage().objects().open(BucketFixture.id(key), Version.LATEST)) {
            object.transferTo(ByteSpan.whole(object.info().size()), new WritableByteChannel() {
                @Override
                public int write(ByteBuffer buffer) throws IOException {
                    if (bytes.size() == 0) {
                        deed.to(bucket.path(key));
                    }
                    return target.write(buffer);
                }

                @Override
                public boolean isOpen() {
                    return true;
                }

                @Override
                public void close() {
                    // There is nothing to release.
                }
            });
        }
        return bytes.size();
    }
}
