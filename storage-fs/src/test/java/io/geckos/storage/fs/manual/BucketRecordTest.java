package io.geckos.storage.fs.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.fs.FsStorage;
import io.geckos.storage.fs.testkit.BucketFixture;
import io.geckos.storage.testkit.data.TestBucket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a bucket whose record, or whose directory, was lost or damaged. */
class BucketRecordTest {
    private static final String RECORD = ".geckos3/buckets/hands/bucket.json";

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"created\":\"2026-01-01T00:00:00Z\",\"settings\":{\"NEWER\":\"x\"}}"})
    void aRecordThatCannotBeReadStopsWritesAndHidesSettings(String content) throws IOException {
        try (BucketFixture bucket = new BucketFixture()) {
            bucket.put("a", "kept");
            bucket.stop();
            Files.writeString(bucket.data().resolve(RECORD), content);
            bucket.start();
            assertEquals("kept", bucket.get("a"));
            assertEquals(List.of("a"), bucket.keys());
            assertEquals(
                    BucketFixture.NAME,
                    bucket.storage().buckets().get(BucketFixture.NAME).name());
            assertThrows(
                    StorageException.Unavailable.class,
                    () -> bucket.storage().buckets().settings(BucketFixture.NAME));
            assertThrows(
                    StorageException.Unavailable.class,
                    () -> bucket.storage().buckets().setting(BucketFixture.NAME, BucketSetting.POLICY));
            assertThrows(StorageException.Unavailable.class, () -> bucket.put("a", "new"));
            assertThrows(
                    StorageException.Unavailable.class,
                    () -> bucket.storage().objects().retag(BucketFixture.id("a"), Version.LATEST, Map.of("b", "c")));
            assertThrows(
                    StorageException.Unavailable.class,
                    () -> bucket.storage().uploads().begin(BucketFixture.id("b"), ObjectSpec.EMPTY, Optional.empty()));
            assertThrows(
                    StorageException.Unavailable.class,
                    () -> bucket.storage().buckets().putSetting(BucketFixture.NAME, BucketSetting.CORS, "x"));
            assertThrows(
                    StorageException.Unavailable.class,
                    () -> bucket.storage().buckets().delete(BucketFixture.NAME));
            List<DeleteOutcome> outcomes = bucket.storage()
                    .objects()
                    .delete(
                            BucketFixture.NAME,
                            List.of(new DeleteTarget(
                                    BucketFixture.id("a").key(), Version.LATEST, WriteCondition.ALWAYS)));
            assertTrue(outcomes.getFirst() instanceof DeleteOutcome.Refused(var _, StorageException.Unavailable _));
            assertEquals("kept", bucket.get("a"));
        }
    }

    @Test
    void onceTheRecordIsPutBackWritesGoOnWithoutARestart() throws IOException {
        try (BucketFixture bucket = new BucketFixture()) {
            bucket.storage().buckets().putSetting(BucketFixture.NAME, BucketSetting.CORS, "rules");
            bucket.stop();
            String right = Files.readString(bucket.data().resolve(RECORD));
            Files.writeString(bucket.data().resolve(RECORD), "{");
            bucket.start();
            assertThrows(StorageException.Unavailable.class, () -> bucket.put("a", "1"));
            Files.writeString(bucket.data().resolve(RECORD), right);
            bucket.put("a", "2");
            assertEquals(
                    Optional.of("rules"), bucket.storage().buckets().setting(BucketFixture.NAME, BucketSetting.CORS));
        }
    }

    @Test
    void aMissingRecordBesideVersionsMeansThatVersionsAreKept() throws IOException {
        try (BucketFixture bucket = new BucketFixture()) {
            bucket.stop();
            Files.delete(bucket.data().resolve(RECORD));
            bucket.start();
            assertEquals(VersioningStatus.UNVERSIONED, versioning(bucket));
            bucket.stop();
            Files.createDirectory(bucket.data().resolve(".geckos3/buckets/hands/versions"));
            bucket.start();
            assertEquals(VersioningStatus.ENABLED, versioning(bucket));
        }
    }

    private static VersioningStatus versioning(BucketFixture bucket) {
        return bucket.storage().buckets().get(BucketFixture.NAME).versioning();
    }

    @Test
    void whatIsKeptOfALostBucketGoesToQuarantineAtTheNextStart() throws IOException {
        try (BucketFixture bucket = lost()) {
            bucket.stop();
            bucket.start();
            assertQuarantined(bucket);
        }
    }

    @Test
    void whatIsKeptOfALostBucketGoesToQuarantineInARound() throws IOException {
        try (BucketFixture bucket = lost()) {
            ((FsStorage) bucket.storage()).housekeeping().round();
            assertQuarantined(bucket);
        }
    }

    @Test
    void whatIsKeptOfALostBucketGoesToQuarantineBeforeAnotherOfItsNameIsMade() throws IOException {
        try (BucketFixture bucket = lost()) {
            bucket.storage().buckets().create(BucketFixture.NAME, TestBucket.OWNER, Optional.empty());
            assertQuarantined(bucket);
            assertEquals(Optional.empty(), bucket.storage().buckets().setting(BucketFixture.NAME, BucketSetting.CORS));
        }
    }

    @Test
    void aRecordThatSaysNothingIsNotKept() throws IOException {
        try (BucketFixture bucket = new BucketFixture()) {
            Files.delete(bucket.path(""));
            bucket.stop();
            bucket.start();
            assertFalse(Files.exists(bucket.data().resolve(".geckos3/quarantine")));
            assertFalse(Files.exists(bucket.data().resolve(RECORD)));
        }
    }

    @Test
    void aBucketThatWasDeletedLeavesNothing() throws IOException {
        try (BucketFixture bucket = new BucketFixture()) {
            bucket.storage().buckets().putSetting(BucketFixture.NAME, BucketSetting.CORS, "rules");
            bucket.storage().buckets().delete(BucketFixture.NAME);
            assertFalse(Files.exists(bucket.data().resolve(".geckos3/quarantine")));
            assertFalse(Files.exists(bucket.data().resolve(".geckos3/buckets/hands")));
        }
    }

    @Test
    void aDeletionThatACrashCutOffIsNoLoss() throws IOException {
        try (BucketFixture bucket = lost()) {
            bucket.stop();
            Files.createDirectory(bucket.data().resolve(".geckos3/staging/188675981eb2a000.hands"));
            bucket.start();
            assertFalse(Files.exists(bucket.data().resolve(".geckos3/quarantine")));
            assertFalse(Files.exists(bucket.data().resolve(".geckos3/buckets/hands")));
            assertEquals(List.of(), bucket.staged());
        }
    }

    private static BucketFixture lost() throws IOException {
        BucketFixture bucket = new BucketFixture();
        bucket.storage().buckets().putSetting(BucketFixture.NAME, BucketSetting.CORS, "rules");
        Path versions = bucket.data().resolve(".geckos3/buckets/hands/versions/^=a");
        Files.createDirectories(versions);
        Files.writeString(versions.resolve("version"), "earlier");
        Files.delete(bucket.path(""));
        return bucket;
    }

    private static void assertQuarantined(BucketFixture bucket) throws IOException {
        try (Stream<Path> all = Files.walk(bucket.data().resolve(".geckos3/quarantine"))) {
            List<Path> files = all.filter(Files::isRegularFile).sorted().toList();
            assertEquals(2, files.size(), files::toString);
            assertTrue(Files.readString(files.getFirst()).contains("rules"));
            assertEquals("earlier", Files.readString(files.getLast()));
            assertTrue(files.getFirst().endsWith(RECORD), files::toString);
        }
    }
}
