package io.geckos.storage.fs.versions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.ObjectLock;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.Retention;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.fs.FsStorage;
import io.geckos.storage.fs.testkit.BucketFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A protected version stays protected when what tells of its protection is lost or damaged. */
class LostLocksTest {
    private static final String RECORD = ".geckos3/buckets/hands";

    private final VersionFixture versions = new VersionFixture();
    private final BucketFixture bucket = versions.bucket;
    private Version.Named locked;

    @BeforeEach
    void protect() {
        bucket.storage().buckets().setLock(BucketFixture.NAME, ObjectLock.WITHOUT_DEFAULT);
        locked = versions.put("a", "locked");
        Retention retention =
                new Retention(Retention.Mode.COMPLIANCE, Instant.now().plus(Duration.ofDays(1)));
        bucket.storage().objects().retain(BucketFixture.id("a"), locked, Optional.of(retention), false);
    }

    @AfterEach
    void close() {
        versions.close();
    }

    @Test
    void aBucketThatLostAllThatIsKeptOfItKeepsVersionsAgain() throws IOException {
        bucket.stop();
        delete(bucket.data().resolve(RECORD));
        bucket.start();
        versions.put("a", "2");
        assertEquals(List.of("a 2 latest", "a locked"), versions.history(10));
        assertProtected();
        assertEquals(
                Optional.of(ObjectLock.WITHOUT_DEFAULT),
                bucket.storage().buckets().get(BucketFixture.NAME).lock());
    }

    @Test
    void aDeletionInABucketThatLostItsRecordMakesAMarker() throws IOException {
        bucket.stop();
        delete(bucket.data().resolve(RECORD));
        bucket.start();
        assertTrue(versions.delete("a", Version.LATEST).marker());
        assertEquals(List.of("a - latest", "a locked"), versions.history(10));
        assertProtected();
    }

    @Test
    void aBucketThatLostItsRecordAloneProtectsWhatIsProtected() throws IOException {
        versions.put("a", "2");
        bucket.stop();
        Files.delete(bucket.data().resolve(RECORD + "/bucket.json"));
        bucket.start();
        assertProtected();
        // Another record is written, which tells of no lock.
        bucket.storage().buckets().putSetting(BucketFixture.NAME, BucketSetting.CORS, "x");
        assertProtected();
        assertEquals(List.of("a 2 latest", "a locked"), versions.history(10));
    }

    @Test
    void aProtectedObjectIsNotReplacedWhereTheRecordTellsOfNoVersions() throws IOException {
        bucket.stop();
        delete(bucket.data().resolve(RECORD));
        bucket.start();
        bucket.storage().buckets().putSetting(BucketFixture.NAME, BucketSetting.CORS, "x");
        assertEquals(
                VersioningStatus.UNVERSIONED,
                bucket.storage().buckets().get(BucketFixture.NAME).versioning());
        assertThrows(StorageException.VersionProtected.class, () -> bucket.put("a", "2"));
        assertThrows(
                StorageException.VersionProtected.class,
                () -> bucket.storage()
                        .objects()
                        .rename(
                                BucketFixture.id("a"),
                                WriteCondition.ALWAYS,
                                BucketFixture.id("b").key(),
                                WriteCondition.ALWAYS));
        assertRefused(StorageException.VersionProtected.class, Version.LATEST);
        assertEquals("locked", bucket.get("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{garbage", "lost"})
    void aKeptVersionWhoseSidecarIsDamagedIsNotRemoved(String content) throws IOException {
        versions.put("a", "2");
        Path sidecar = kept().resolveSibling(kept().getFileName() + ".metadata.json");
        bucket.stop();
        if (content.equals("lost")) {
            Files.delete(sidecar);
        } else {
            Files.writeString(sidecar, content);
        }
        bucket.start();
        assertRefused(StorageException.Unavailable.class, locked);
        ((FsStorage) bucket.storage()).housekeeping().round();
        assertRefused(StorageException.Unavailable.class, locked);
        assertEquals(List.of("a 2 latest", "a locked"), versions.history(10));
    }

    @Test
    void aCurrentObjectWhoseSidecarIsDamagedIsNotChanged() throws IOException {
        bucket.stop();
        Files.writeString(bucket.path("a.metadata.json"), "{garbage");
        bucket.start();
        Version.Named seen = bucket.stat("a").version().orElseThrow();
        assertRefused(StorageException.Unavailable.class, seen);
        assertRefused(StorageException.Unavailable.class, Version.LATEST);
        assertThrows(StorageException.Unavailable.class, () -> bucket.put("a", "2"));
        assertEquals("locked", bucket.get("a"));
    }

    private void assertProtected() {
        assertRefused(StorageException.VersionProtected.class, locked);
    }

    private void assertRefused(Class<? extends StorageException> reason, Version version) {
        DeleteOutcome.Refused refused = assertInstanceOf(
                DeleteOutcome.Refused.class, versions.deleteAll("a", version).getFirst());
        assertInstanceOf(reason, refused.reason());
    }

    private Path kept() throws IOException {
        try (Stream<Path> all = Files.list(versions.directory("a"))) {
            return all.filter(path -> !path.toString().endsWith(".metadata.json"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
