package io.geckos.storage.fs.versions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.engine.VerifyFinding;
import io.geckos.domain.engine.VerifyListener;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.VersionEntry;
import io.geckos.storage.fs.FsStorage;
import io.geckos.storage.fs.FsStorageProvider;
import io.geckos.storage.fs.testkit.BucketFixture;
import io.geckos.storage.fs.testkit.LoggedWarnings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people do to the files of a bucket that keeps versions, and what S3 sees of it. */
class VersionsByHandTest {
    private final VersionFixture versions = new VersionFixture();
    private final BucketFixture bucket = versions.bucket;

    @AfterEach
    void close() {
        versions.close();
    }

    @Test
    void aFileDroppedInIsAVersionWhoseIdStaysWhenItIsDescribed() throws IOException {
        bucket.write("a", "dropped");
        Version.Named seen = bucket.stat("a").version().orElseThrow();
        assertNotEquals(Version.NULL, seen);
        assertEquals(List.of("a dropped latest"), versions.history(10));
        assertEquals("dropped", versions.get("a", seen));
        ((FsStorage) bucket.storage()).housekeeping().round();
        assertTrue(Files.exists(bucket.path("a.metadata.json")));
        assertEquals(seen, bucket.stat("a").version().orElseThrow());
        versions.put("a", "put");
        assertEquals("dropped", versions.get("a", seen));
    }

    @Test
    void aFileDroppedInIsKeptWhenItIsReplacedBeforeAnybodyDescribedIt() throws IOException {
        versions.put("a", "1");
        versions.hide("a");
        bucket.write("a", "dropped");
        Version.Named seen = bucket.stat("a").version().orElseThrow();
        assertEquals(List.of("a dropped latest", "a -", "a 1"), versions.history(10));
        versions.put("a", "2");
        assertEquals(List.of("a 2 latest", "a dropped", "a -", "a 1"), versions.history(10));
        assertEquals("dropped", versions.get("a", seen));
    }

    @Test
    void anEditIsAVersionAndTheBytesOfTheFormerAreGone() throws IOException {
        Version first = versions.put("a", "1");
        Version former = versions.put("a", "22");
        bucket.write("a", "edited");
        assertEquals(List.of("a edited latest", "a 1"), versions.history(10));
        assertEquals(StorageException.NoSuchVersion.class, VersionFixture.refusal(() -> versions.get("a", former)));
        assertEquals("1", versions.get("a", first));
    }

    @Test
    void anOldVersionCopiedOverTheCurrentOneIsANewVersion() throws IOException {
        versions.put("a", "1");
        versions.put("a", "2");
        versions.put("a", "3");
        Path oldest = kept("a").getLast();
        copy(oldest, bucket.path("a"));
        copy(Path.of(oldest + ".metadata.json"), bucket.path("a.metadata.json"));
        assertEquals(List.of("a 1 latest", "a 2", "a 1"), versions.history(10));
        versions.put("a", "4");
        assertEquals(List.of("a 4 latest", "a 1", "a 2", "a 1"), versions.history(2));
    }

    @Test
    void anOlderVersionWithoutASidecarIsServedAndDescribedByTheNextRound() throws IOException {
        Version.Named first = versions.put("a", "1");
        Version.Named second = versions.put("a", "22");
        versions.put("a", "333");
        Path kept = kept("a").getLast();
        Files.delete(Path.of(kept + ".metadata.json"));
        settle(kept);
        ObjectInfo served = bucket.storage().objects().stat(BucketFixture.id("a"), first);
        ((FsStorage) bucket.storage()).housekeeping().round();
        assertEquals(served, bucket.storage().objects().stat(BucketFixture.id("a"), first));
        assertTrue(Files.readString(Path.of(kept + ".metadata.json"))
                .contains("\"md5\":\"c4ca4238a0b923820dcc509a6f75849b\""));
        assertEquals(List.of("a 333 latest", "a 22", "a 1"), versions.history(10));
        assertEquals("22", versions.get("a", second));
        assertEquals(List.of(), findings(false));
    }

    @Test
    void anOlderVersionThatLostItsTimesGetsBackWhatWasSaidOfIt() throws IOException {
        bucket.put("a", "1");
        Version.Named first = bucket.stat("a").version().orElseThrow();
        ObjectInfo before = bucket.stat("a");
        versions.put("a", "22");
        Path kept = kept("a").getLast();
        settle(kept);
        assertNotEquals(
                before.etag(),
                bucket.storage().objects().stat(BucketFixture.id("a"), first).etag());
        ((FsStorage) bucket.storage()).housekeeping().round();
        assertEquals(before, bucket.storage().objects().stat(BucketFixture.id("a"), first));
        assertEquals(List.of(), findings(false));
    }

    @Test
    void aSidecarOfAnOlderVersionThatIsNotUnderstoodIsLeftAlone() throws IOException {
        versions.put("a", "1");
        versions.put("a", "22");
        Path sidecar = Path.of(kept("a").getLast() + ".metadata.json");
        Files.writeString(sidecar, "a person's own notes");
        settle(kept("a").getLast());
        ((FsStorage) bucket.storage()).housekeeping().round();
        assertEquals("a person's own notes", Files.readString(sidecar));
        assertEquals(List.of("a 22 latest", "a 1"), versions.history(10));
    }

    @Test
    void theLogTellsOfAFileThatKeepsABucketFromBeingDeletedAndThatNoListingShows() throws IOException {
        versions.delete("a", versions.put("a", "1"));
        Path notes = Files.writeString(
                Files.createDirectories(versions.directory("a")).resolve("README"), "notes");
        try (LoggedWarnings log = new LoggedWarnings()) {
            assertEquals(
                    StorageException.BucketNotEmpty.class,
                    VersionFixture.refusal(() -> bucket.storage().buckets().delete(BucketFixture.NAME)));
            assertEquals(
                    List.of(
                            "a bucket is not deleted, as .geckos3/buckets/hands/versions/^=a holds what is no object: README"),
                    log.messages());
        }
        Files.delete(notes);
        bucket.storage().buckets().delete(BucketFixture.NAME);
    }

    @Test
    void aFileThatIsRemovedLeavesTheVersionsUnderAMarker() throws IOException {
        versions.put("a", "1");
        versions.put("a", "2");
        Files.delete(bucket.path("a"));
        assertEquals(
                StorageException.VersionIsDeleteMarker.class,
                VersionFixture.refusal(() -> versions.get("a", Version.LATEST)));
        assertEquals(List.of("a - latest", "a 1"), versions.history(10));
        VersionEntry.DeleteMarker marker = (VersionEntry.DeleteMarker)
                versions.page("", "", ListStart.START, 1).items().getFirst();
        assertEquals(
                StorageException.VersionIsDeleteMarker.class,
                VersionFixture.refusal(() -> versions.get("a", marker.version())));
        versions.delete("a", marker.version());
        assertEquals(List.of("a 1 latest"), versions.history(10));
        Files.delete(bucket.path("a"));
        versions.put("a", "3");
        assertEquals(List.of("a 3 latest"), versions.history(10));
    }

    @Test
    void restoringTheVersionThatWasDeletedUndoesTheDelete() throws IOException {
        versions.put("a", "1");
        versions.put("a", "2");
        versions.hide("a");
        Path newest = kept("a").getFirst();
        copy(newest, bucket.path("a"));
        copy(Path.of(newest + ".metadata.json"), bucket.path("a.metadata.json"));
        assertEquals("2", versions.get("a", Version.LATEST));
        assertEquals(List.of("a 2 latest", "a 1"), versions.history(10));
        versions.put("a", "3");
        assertEquals(List.of("a 3 latest", "a 2", "a 1"), versions.history(10));
    }

    @Test
    void verifyReadsVersionsAndQuarantinesDamagedOnes() throws IOException {
        versions.put("a", "1");
        versions.put("a", "2");
        assertEquals(List.of(), findings(false));
        Path damaged = kept("a").getFirst();
        byte[] bytes = {'x'};
        var time = Files.getLastModifiedTime(damaged);
        Files.write(damaged, bytes);
        Files.setLastModifiedTime(damaged, time);
        assertEquals(List.of(VerifyFinding.Kind.DAMAGED), findings(true));
        assertEquals(List.of(), findings(false));
        assertEquals(List.of("a 2 latest"), versions.history(10));
    }

    private List<VerifyFinding.Kind> findings(boolean repair) {
        bucket.stop();
        List<VerifyFinding.Kind> kinds = new ArrayList<>();
        new FsStorageProvider().verify(bucket.settings(), repair, new VerifyListener() {
            @Override
            public void found(VerifyFinding finding) {
                kinds.add(finding.kind());
            }

            @Override
            public void expect(long objects, long bytes) {}

            @Override
            public void read(long bytes) {}

            @Override
            public void done() {}
        });
        bucket.start();
        return kinds;
    }

    @Test
    void aRoundRemovesWhatACrashLeftOfKeysThatNobodyTouches() throws IOException {
        versions.put("a", "1");
        versions.put("a", "2");
        Path kept = kept("a").getFirst();
        Files.delete(kept);
        Files.createDirectories(versions.directory("b"));
        bucket.stop();
        bucket.start();
        ((FsStorage) bucket.storage()).housekeeping().round();
        assertEquals(List.of("^=a"), versions.kept());
        assertEquals(List.of("a 2 latest"), versions.history(10));
    }

    @Test
    void aLostBucketDirectoryLosesNoVersion() throws IOException {
        versions.put("a", "1");
        versions.put("a", "2");
        Files.delete(bucket.path("a"));
        Files.delete(bucket.path("a.metadata.json"));
        Files.delete(bucket.path(""));
        bucket.stop();
        bucket.start();
        Path quarantine = bucket.data().resolve(".geckos3/quarantine");
        try (Stream<Path> all = Files.walk(quarantine)) {
            Path lost = all.filter(path -> path.endsWith("buckets/hands"))
                    .findFirst()
                    .orElseThrow();
            Files.createDirectory(bucket.path(""));
            bucket.stop();
            Files.move(lost, bucket.data().resolve(".geckos3/buckets/hands"));
        }
        bucket.start();
        assertEquals(List.of("a - latest", "a 1"), versions.history(10));
    }

    @Test
    void suspendedAFileDroppedInIsAVersionToo() throws IOException {
        versions.set(VersioningStatus.SUSPENDED);
        versions.put("a", "null");
        bucket.write("a", "dropped");
        versions.put("a", "null again");
        assertEquals(List.of("a null again null latest", "a dropped"), versions.history(10));
    }

    /** The files of the versions that are kept of a key, newest first. */
    private List<Path> kept(String key) throws IOException {
        try (Stream<Path> all = Files.list(versions.directory(key))) {
            return all.filter(path -> path.getFileName().toString().matches("[0-9a-f]{16}-[0-9a-f]{16}"))
                    .sorted()
                    .toList();
        }
    }

    /** Gives a file a time that is long past, and not the one that its sidecar tells. */
    private static void settle(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
    }
}
