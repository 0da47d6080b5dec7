package io.geckos.storage.fs.manual;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ListEntry;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.StorageClass;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.fs.FsStorageProvider;
import io.geckos.storage.fs.testkit.DirectoryContents;
import io.geckos.storage.fs.testkit.HostileJson;
import io.geckos.storage.fs.testkit.TemporaryDataDirectories;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people, and the original geckos3, leave in a data directory. */
class ManualChangesTest {
    private static final BucketName BUCKET = new BucketName("hands");
    private static final Logger LOG = Logger.getLogger("io.geckos.storage.fs");

    private final TemporaryDataDirectories dirs = new TemporaryDataDirectories();
    private final Path data = dirs.next();
    private final Path bucket = data.resolve("hands");
    private Storage storage = open();

    private Storage open() {
        return new FsStorageProvider().open(Map.of("data-dir", data.toString(), "durability", "relaxed"));
    }

    @BeforeEach
    void createBucket() {
        TestBucket.create(storage.buckets(), BUCKET);
    }

    @AfterEach
    void close() {
        storage.close();
        dirs.close();
    }

    @Test
    void aFilePutByHandIsAnObject() throws IOException {
        write("notes/today.txt", "by hand");
        ObjectInfo info = stat("notes/today.txt");
        assertEquals(7, info.size());
        assertFalse(info.etag().isMd5());
        assertEquals("text/plain", info.spec().headers().get("content-type"));
        assertEquals(List.of("notes/today.txt"), keys());
    }

    @Test
    void aPageIsFilledUpWhenWhatSeemedAnObjectIsNone() throws IOException {
        put("a");
        put("b");
        put("c");
        Files.delete(bucket.resolve("a"));
        var page = storage.objects().list(BUCKET, new ListQuery("", Optional.empty(), ListStart.START, 1));
        ListEntry.Found only =
                assertInstanceOf(ListEntry.Found.class, page.items().getFirst());
        assertEquals("b", only.summary().id().key().value());
        assertTrue(page.next().isPresent());
    }

    @Test
    void anEditedFileIsServedAsItIsUnderAnotherTag() throws IOException {
        ObjectInfo before = put("a");
        write("a", "edited in place");
        assertNotEquals(before.etag(), stat("a").etag());
        assertEquals(15, stat("a").size());
    }

    @Test
    void aFileThatOnlyLooksLikeASidecarStaysAnObject() throws IOException {
        write("x.metadata.json", "{\"mine\":true}");
        assertEquals(List.of("x.metadata.json"), keys());
        put("x");
        assertEquals(List.of("x", "x.metadata.json"), keys());
        assertEquals(13, stat("x.metadata.json").size());
        assertThrows(
                StorageException.BucketNotEmpty.class, () -> storage.buckets().delete(BUCKET));
    }

    @Test
    void theSidecarsOfTheOriginalAreReadAndItsWorkFilesAreNot() throws IOException {
        write("cat.jpg", "meow");
        write(
                "cat.jpg.metadata.json",
                "{\"size\":4,\"lastModified\":\"2100-01-15T10:30:00.5+01:00\","
                        + "\"etag\":\"\\\"4a4be40c96ac6314e91d93f38043a634\\\"\",\"contentType\":\"image/jpeg\","
                        + "\"customMetadata\":{\"color\":\"red\"}}");
        write(".geckos3-tmp/.put-1", "half");
        write(".metadata-tmp-2", "half");
        ObjectInfo info = stat("cat.jpg");
        assertEquals(new ETag("4a4be40c96ac6314e91d93f38043a634"), info.etag());
        assertEquals(Map.of("content-type", "image/jpeg"), info.spec().headers());
        assertEquals(Map.of("color", "red"), info.spec().userMetadata());
        assertEquals(List.of("cat.jpg"), keys());
        Files.delete(bucket.resolve("cat.jpg"));
        Files.delete(bucket.resolve("cat.jpg.metadata.json"));
        storage.buckets().delete(BUCKET);
    }

    /** The original keeps the text that the bytes of a header are in UTF-8, and sends those bytes. */
    @Test
    void headersOfTheOriginalHaveOneCharacterForEachByte() throws IOException {
        write("a", "meow");
        write("a.metadata.json", sidecar("\"contentDisposition\":\"\u00dc\",\"customMetadata\":{\"a\":\"\u00dc\"}"));
        ObjectSpec spec = stat("a").spec();
        assertEquals(Map.of("content-disposition", "\u00c3\u009c"), spec.headers());
        assertEquals(Map.of("a", "\u00dc"), spec.userMetadata());
    }

    private static String sidecar(String fields) {
        return "{\"size\":4,\"lastModified\":\"2100-01-15T10:30:00Z\",\"etag\":\"4a4be40c96ac6314e91d93f38043a634\","
                + fields + "}";
    }

    @Test
    void aStorageClassThatSomebodyWroteIsAnswered() throws IOException {
        write("a", "meow");
        write("a.metadata.json", sidecar("\"storageClass\":\"GLACIER\""));
        ObjectInfo info = stat("a");
        assertEquals(new StorageClass("GLACIER"), info.spec().storageClass());
        assertEquals(
                List.of(new ListEntry.Found(info.summary())),
                storage.objects()
                        .list(BUCKET, new ListQuery("", Optional.empty(), ListStart.START, 10))
                        .items());
    }

    @Test
    void whatNoHeaderCanCarryIsLeftOutOfSidecarsAndLogged() throws IOException {
        write("a", "meow");
        write(
                "a.metadata.json",
                sidecar(
                        "\"contentType\":\"a\\r\\nb: c\",\"cacheControl\":\"x\\u0000\",\"contentEncoding\":\"br\","
                                + "\"headers\":{\"expires\":\"\\n\",\"content-language\":\"de\"},"
                                + "\"storageClass\":\"a\\r\\nb\","
                                + "\"customMetadata\":{\"bad: name\":\"1\",\"\":\"2\",\"c\\r\":\"3\",\"d\":\"\\r\",\"good\":\"4\"}"));
        List<String> logged = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord message) {
                logged.add(message.getMessage());
            }

            @Override
            public void flush() {
                // Nothing waits.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
        // Another test of the same process may have silenced the log.
        Level before = LOG.getLevel();
        LOG.setLevel(Level.WARNING);
        LOG.addHandler(handler);
        try {
            ObjectSpec spec = stat("a").spec();
            assertEquals(Map.of("content-encoding", "br", "content-language", "de"), spec.headers());
            assertEquals(Map.of("", "2", "good", "4"), spec.userMetadata());
            assertEquals(StorageClass.STANDARD, spec.storageClass());
        } finally {
            LOG.removeHandler(handler);
            LOG.setLevel(before);
        }
        assertEquals(
                List.of(
                        "hands/a.metadata.json: left out, as no header can carry what it says: cache-control, content-type,"
                                + " expires, x-amz-meta-bad:?name, x-amz-meta-c?, x-amz-meta-d,"
                                + " x-amz-storage-class"),
                logged);
    }

    @Test
    void linksAreNeitherFollowedNorReplaced() throws IOException {
        Path outside = Files.writeString(dirs.next().resolve("secret"), "secret");
        Files.createSymbolicLink(bucket.resolve("file"), outside);
        Files.createSymbolicLink(bucket.resolve("dir"), outside.getParent());
        assertEquals(List.of(), keys());
        for (String key : List.of("file", "dir/secret")) {
            assertThrows(StorageException.NoSuchObject.class, () -> stat(key));
            assertThrows(StorageException.UnusablePath.class, () -> put(key));
        }
        assertEquals("secret", Files.readString(outside));
        assertTrue(Files.isSymbolicLink(bucket.resolve("file")));
        assertEquals(List.of(), DirectoryContents.staged(data));
        assertThrows(
                StorageException.BucketNotEmpty.class, () -> storage.buckets().delete(BUCKET));
    }

    /** The system renames nothing where both names are of one file; a loss of power may leave that, too. */
    @Test
    void anObjectIsRenamedToAnotherNameOfItsFile() throws IOException {
        ObjectInfo put = put("a");
        Files.createLink(bucket.resolve("b"), bucket.resolve("a"));
        storage.objects()
                .rename(ObjectId.of("hands", "a"), WriteCondition.ALWAYS, new ObjectKey("b"), WriteCondition.ALWAYS);
        assertEquals(put.withId(ObjectId.of("hands", "b")), stat("b"));
        assertEquals(List.of("b"), keys());
    }

    @Test
    void aPipeIsNeverOpened() throws IOException, InterruptedException {
        assertEquals(
                0,
                new ProcessBuilder("mkfifo", bucket.resolve("pipe").toString())
                        .start()
                        .waitFor());
        assertThrows(
                StorageException.NoSuchObject.class,
                () -> storage.objects().open(ObjectId.of("hands", "pipe"), Version.LATEST));
        assertThrows(StorageException.UnusablePath.class, () -> put("pipe"));
        assertEquals(List.of(), keys());
    }

    @Test
    void aDamagedSidecarHidesNothing() throws IOException {
        put("a");
        for (String damaged : HostileJson.and("", "{", "[]", "{\"size\":", "{\"geckos3\":1}", "\0\0\0")) {
            write("a.metadata.json", damaged);
            assertEquals(1, stat("a").size());
            assertEquals(List.of("a"), keys());
        }
    }

    @Test
    void aBucketMadeByHandInheritsNothing() throws IOException {
        storage.buckets().putSetting(BUCKET, BucketSetting.CORS, "old");
        storage.close();
        Files.delete(bucket);
        storage = open();
        Files.createDirectory(bucket);
        assertEquals(Optional.empty(), storage.buckets().setting(BUCKET, BucketSetting.CORS));
    }

    @Test
    void whatACrashLeftInStagingIsGoneAfterTheStart() throws IOException {
        storage.close();
        Path staging = data.resolve(".geckos3/staging");
        Files.createDirectories(staging.resolve("1/deep"));
        Files.writeString(staging.resolve("2"), "half");
        storage = open();
        assertEquals(List.of(), DirectoryContents.staged(data));
    }

    @Test
    void aSecondServerIsRefusedByName() {
        assertTrue(assertThrows(StorageException.Unavailable.class, this::open)
                .getMessage()
                .contains(String.valueOf(ProcessHandle.current().pid())));
    }

    private void write(String path, String content) throws IOException {
        Path file = bucket.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content.getBytes(UTF_8));
    }

    private ObjectInfo put(String key) {
        return storage.objects()
                .put(ObjectId.of("hands", key), ObjectSpec.EMPTY, Uploads.of("1"), WriteCondition.ALWAYS);
    }

    private ObjectInfo stat(String key) {
        return storage.objects().stat(ObjectId.of("hands", key), Version.LATEST);
    }

    private List<String> keys() {
        return storage
                .objects()
                .list(BUCKET, new ListQuery("", Optional.empty(), ListStart.START, 100))
                .items()
                .stream()
                .map(entry -> ((ListEntry.Found) entry).summary().id().key().value())
                .toList();
    }
}
