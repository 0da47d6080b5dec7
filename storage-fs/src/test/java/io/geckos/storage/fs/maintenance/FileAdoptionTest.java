package io.geckos.storage.fs.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.checksum.ETag;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.fs.FsStorage;
import io.geckos.storage.fs.testkit.Await;
import io.geckos.storage.fs.testkit.BucketFixture;
import io.geckos.storage.testkit.data.Uploads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files put, changed or restored by hand come to be described, and nobody who reads them notices. */
class FileAdoptionTest {
    private final BucketFixture bucket = new BucketFixture();

    @AfterEach
    void close() {
        bucket.close();
    }

    @Test
    void anAdoptedFileKeepsItsBytesItsTimesAndTheTagItWasServedUnder() throws IOException {
        Path file = bucket.write("notes/today.txt", "by hand");
        ObjectInfo served = bucket.stat("notes/today.txt");
        FileTime modified = Files.getLastModifiedTime(file);
        round();
        assertTrue(sidecar("notes/today.txt").contains("\"md5\":\"7d909037a76176adb749eda313187060\""));
        assertEquals(served, bucket.stat("notes/today.txt"));
        assertEquals(modified, Files.getLastModifiedTime(file));
        assertEquals("by hand", bucket.get("notes/today.txt"));
        assertEquals(List.of("notes/today.txt"), bucket.keys());
        assertEquals(List.of(), bucket.staged());
    }

    @Test
    void aFileFoundByAReaderIsAdoptedSoon() throws Exception {
        bucket.write("a", "by hand");
        bucket.stat("a");
        Await.until("a is described", () -> Files.exists(bucket.path("a.metadata.json")));
    }

    @Test
    void aFileFoundInAListingIsAdoptedSoon() throws Exception {
        bucket.write("a", "by hand");
        bucket.keys();
        Await.until("a is described", () -> Files.exists(bucket.path("a.metadata.json")));
    }

    @Test
    void aFileThatWasJustWrittenIsAdoptedOnceItHasSettled() throws Exception {
        Path file = bucket.writeNow("a", "by hand");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(Duration.ofSeconds(1))));
        ETag served = bucket.etag("a");
        round();
        assertFalse(Files.exists(bucket.path("a.metadata.json")));
        Await.until("a is described", () -> Files.exists(bucket.path("a.metadata.json")));
        assertEquals(served, bucket.etag("a"));
    }

    @Test
    void aFileEditedAfterItWasAdoptedIsServedAsItIsUnderAnotherTag() throws IOException {
        bucket.write("a", "one");
        round();
        ETag adopted = bucket.etag("a");
        bucket.writeNow("a", "two");
        assertNotEquals(adopted, bucket.etag("a"));
        assertEquals("two", bucket.get("a"));
    }

    @Test
    void anObjectWhoseFileOnlyLostItsTimeIsItselfAgain() throws IOException {
        ObjectInfo whole = bucket.put("whole", "as it was put");
        ObjectInfo parts = bucket.putInParts("parts", "as it was ", "put in parts");
        restoreCoarsely("whole");
        restoreCoarsely("parts");
        assertFalse(bucket.etag("whole").isMd5());
        assertEquals(BucketFixture.SPEC, bucket.stat("whole").spec());
        round();
        assertEquals(whole, bucket.stat("whole"));
        assertEquals(parts, bucket.stat("parts"));
    }

    @Test
    void anObjectEditedToTheSameSizeKeepsWhatWasSaidOfItButItsTag() throws IOException {
        ObjectInfo before = bucket.put("a", "before");
        ObjectInfo partsBefore = bucket.putInParts("parts", "before", "hand");
        bucket.write("a", "behind");
        bucket.write("parts", "beforehund");
        ObjectInfo served = bucket.stat("a");
        ObjectInfo partsServed = bucket.stat("parts");
        round();
        assertEquals(served, bucket.stat("a"));
        assertEquals(before.spec(), served.spec());
        assertNotEquals(before.etag(), served.etag());
        assertEquals(partsServed, bucket.stat("parts"));
        assertNotEquals(partsBefore.etag(), partsServed.etag());
        restoreCoarsely("a");
        round();
        assertEquals(served, bucket.stat("a"));
    }

    @Test
    void aFileReplacedByAnotherSizeIsDescribedAnew() throws IOException {
        bucket.put("a.txt", "before");
        bucket.write("a.txt", "another size");
        ObjectInfo served = bucket.stat("a.txt");
        round();
        assertEquals(served, bucket.stat("a.txt"));
        assertEquals(Map.of("content-type", "text/plain"), served.spec().headers());
    }

    @Test
    void theOriginalsObjectsAreRecognisedWhenTheirFilesAreNewer() throws IOException {
        bucket.write("cat.jpg", "meow");
        bucket.write("dog.jpg", "wuff");
        for (String name : List.of("cat.jpg", "dog.jpg")) {
            bucket.write(
                    name + ".metadata.json",
                    "{\"size\":4,\"lastModified\":\"2001-01-15T10:30:00Z\","
                            + "\"etag\":\"\\\"4a4be40c96ac6314e91d93f38043a634\\\"\",\"contentType\":\"image/jpeg\"}");
        }
        ETag dog = bucket.etag("dog.jpg");
        round();
        ObjectInfo cat = bucket.stat("cat.jpg");
        assertEquals(new ETag("4a4be40c96ac6314e91d93f38043a634"), cat.etag());
        assertEquals(Instant.parse("2001-01-15T10:30:00Z"), cat.lastModified());
        assertEquals(dog, bucket.etag("dog.jpg"));
        assertEquals(
                Map.of("content-type", "image/jpeg"),
                bucket.stat("dog.jpg").spec().headers());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a person's own",
                "{\"geckos3\":99,\"size\":7,\"lastModified\":\"2001-01-15T10:30:00Z\",\"etag\":\"\\\"a\\\"\"}",
                "{"
            })
    void whatIsNotUnderstoodIsNotReplaced(String content) throws IOException {
        bucket.write("a", "by hand");
        Path beside = bucket.write("a.metadata.json", content);
        round();
        assertEquals(content, Files.readString(beside));
        assertEquals("by hand", bucket.get("a"));
    }

    @Test
    void anEmptySidecarIsReplaced() throws IOException {
        bucket.write("a", "by hand");
        bucket.write("a.metadata.json", "");
        ETag served = bucket.etag("a");
        round();
        assertTrue(sidecar("a").contains("\"md5\""));
        assertEquals(served, bucket.etag("a"));
    }

    @Test
    void adoptionLosesAgainstAWriterAndConditionsHoldAcrossIt() throws IOException {
        bucket.write("a", "by hand");
        ETag served = bucket.etag("a");
        round();
        bucket.storage()
                .objects()
                .put(BucketFixture.id("a"), ObjectSpec.EMPTY, Uploads.of("new"), new WriteCondition.IfMatch(served));
        round();
        assertTrue(bucket.etag("a").isMd5());
        assertEquals("new", bucket.get("a"));
    }

    @Test
    void withoutARateNothingIsAdopted() throws IOException {
        try (BucketFixture other = new BucketFixture("adopt-rate", "0")) {
            other.write("a", "by hand");
            housekeeping(other).round();
            assertFalse(Files.exists(other.path("a.metadata.json")));
        }
    }

    @Test
    void namesWithoutRoomForASidecarAndEscapedOnesDoNoHarm() throws IOException {
        String longest = "n".repeat(250);
        bucket.write(longest, "long");
        bucket.put("dir/file", "1");
        bucket.put("dir", "gave way");
        bucket.write("^=dir", "by hand");
        ETag served = bucket.etag("dir");
        round();
        assertEquals(List.of("dir", "dir/file", longest), bucket.keys());
        assertEquals(served, bucket.etag("dir"));
        assertEquals("by hand", bucket.get("dir"));
    }

    /** As classic tar does. */
    private void restoreCoarsely(String name) throws IOException {
        Path file = bucket.path(name);
        long seconds = Files.getLastModifiedTime(file).toInstant().getEpochSecond() - 60;
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(seconds)));
    }

    private String sidecar(String name) throws IOException {
        return Files.readString(bucket.path(name + ".metadata.json"));
    }

    private void round() {
        housekeeping(bucket).round();
    }

    private static MaintenanceRound housekeeping(BucketFixture of) {
        return Objects.requireNonNull((FsStorage) of.storage()).housekeeping();
    }
}
