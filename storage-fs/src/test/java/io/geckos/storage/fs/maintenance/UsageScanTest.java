package io.geckos.storage.fs.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.engine.BackgroundTaskReport;
import io.geckos.domain.engine.RateLimiter;
import io.geckos.domain.engine.StorageUsage;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectSummary;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.fs.FsEngine;
import io.geckos.storage.fs.FsStorage;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.format.Tree;
import io.geckos.storage.fs.read.BucketFileVisitor;
import io.geckos.storage.fs.testkit.BucketFixture;
import io.geckos.storage.fs.write.UsageCounters;
import io.geckos.storage.testkit.data.ListedUsage;
import io.geckos.storage.testkit.data.Uploads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How much buckets hold is counted once, kept up with what goes through the engine, and put right by each round. */
class UsageScanTest {
    @Test
    void nothingIsSaidOfABucketBeforeItWasCounted() throws IOException {
        try (BucketFixture bucket = new BucketFixture()) {
            bucket.put("a", "four");
            bucket.stop();
            bucket.start();
            bucket.put("b", "five5");
            assertEquals(new StorageUsage(false, List.of()), usage(bucket));
            round(bucket);
            assertTrue(usage(bucket).complete());
            assertHolds(bucket, 2, 9);
        }
    }

    @Test
    void aRoundCountsAllThatIsAnObject() throws IOException {
        try (BucketFixture bucket = new BucketFixture("leftovers-age", "1d")) {
            bucket.put("a", "1");
            bucket.put("a/b", "22");
            bucket.put("a/b/c", "333");
            bucket.put("folder/", "");
            bucket.put("filled/", "4444");
            bucket.put("a//b", "55555");
            bucket.put("x".repeat(1000), "666666");
            bucket.put("odd.metadata.json", "7777777");
            bucket.write("by.hand.metadata.json", "88888888");
            bucket.write("by/hand", "999999999");
            bucket.write(".metadata-tmp-1", "not an object");
            bucket.write("gone", "1");
            bucket.put("gone", "1");
            Files.delete(bucket.path("gone"));
            bucket.putInParts("parts", "one", "two");
            bucket.storage().uploads().begin(BucketFixture.id("begun"), ObjectSpec.EMPTY, Optional.empty());
            bucket.stop();
            bucket.start();
            round(bucket);
            List<ObjectSummary> listed = bucket.list();
            assertHolds(
                    bucket,
                    listed.size(),
                    listed.stream().mapToLong(ObjectSummary::size).sum());
            assertEquals(1, usage(bucket).buckets().getFirst().figures().uploads());
            assertEquals(0, usage(bucket).buckets().getFirst().uncertain());
        }
    }

    @Test
    void whatIsDoneByHandShowsWithTheNextRound() throws IOException {
        try (BucketFixture bucket = new BucketFixture()) {
            bucket.put("a", "four");
            bucket.write("b", "five5");
            Files.setLastModifiedTime(
                    bucket.write("future", "1"), FileTime.from(Instant.now().plus(Duration.ofDays(1))));
            Files.createDirectory(bucket.data().resolve("by-hand"));
            assertHolds(bucket, 1, 4);
            round(bucket);
            assertHolds(bucket, 3, 10);
            assertEquals(2, usage(bucket).buckets().size());
            Files.delete(bucket.path("b"));
            Files.delete(bucket.path("future"));
            Files.delete(bucket.data().resolve("by-hand"));
            round(bucket);
            assertHolds(bucket, 1, 4);
            assertEquals(1, usage(bucket).buckets().size());
        }
    }

    @Test
    void whatIsWrittenDuringACountIsCountedOnce() throws FileFault {
        try (BucketFixture bucket = new BucketFixture()) {
            bucket.put("old", "1");
            bucket.put("former", "22");
            FsEngine engine = ((FsStorage) bucket.storage()).engine();
            UsageScan count = UsageScan.begin(engine.counted(), BucketFixture.NAME);
            bucket.put("new", "333");
            walk(engine, count);
            bucket.put("newer", "4444");
            count.end();
            assertHolds(bucket, 4, 10);
            assertEquals(0, usage(bucket).buckets().getFirst().uncertain());
        }
    }

    @Test
    void whatACountMayHaveMissedIsToldUntilTheNext() throws FileFault {
        try (BucketFixture bucket = new BucketFixture()) {
            bucket.put("old", "1");
            bucket.put("former", "22");
            FsEngine engine = ((FsStorage) bucket.storage()).engine();
            UsageScan count = UsageScan.begin(engine.counted(), BucketFixture.NAME);
            bucket.delete("old");
            bucket.put("former", "333");
            walk(engine, count);
            count.end();
            assertEquals(2, usage(bucket).buckets().getFirst().uncertain());
            round(bucket);
            assertHolds(bucket, 1, 3);
            assertEquals(0, usage(bucket).buckets().getFirst().uncertain());
        }
    }

    @Test
    void aRoundCountsOlderVersionsAndDeleteMarkers() throws IOException {
        try (BucketFixture bucket = new BucketFixture()) {
            bucket.put("old", "before versions");
            keepVersions(bucket);
            for (String content : List.of("1", "22", "333")) {
                bucket.put("a", content);
                bucket.put("a/b", content);
            }
            bucket.put("old", "4444");
            bucket.delete("a/b");
            bucket.delete("never was");
            StorageUsage.Figures kept = usage(bucket).buckets().getFirst().figures();
            assertEquals(new StorageUsage.Figures(2, 7, 6, 24, 2, 0, 0), kept);
            bucket.stop();
            bucket.start();
            round(bucket);
            assertEquals(
                    List.of(kept),
                    usage(bucket).buckets().stream()
                            .map(StorageUsage.OfBucket::figures)
                            .toList());
        }
    }

    @Test
    void versionsThatComeDuringACountAreCountedOnce() throws FileFault {
        try (BucketFixture bucket = new BucketFixture()) {
            keepVersions(bucket);
            bucket.put("a", "1");
            bucket.put("b", "22");
            bucket.put("b", "333");
            FsEngine engine = ((FsStorage) bucket.storage()).engine();
            UsageScan count = UsageScan.begin(engine.counted(), BucketFixture.NAME);
            bucket.put("a", "4444");
            bucket.delete("b");
            walk(engine, count);
            bucket.put("a", "55555");
            bucket.delete("b");
            count.end();
            StorageUsage.Figures counted = usage(bucket).buckets().getFirst().figures();
            StorageUsage.Figures listed = ListedUsage.of(bucket.storage(), BucketFixture.NAME);
            assertEquals(listed.noncurrentVersions(), counted.noncurrentVersions());
            assertEquals(listed.noncurrentBytes(), counted.noncurrentBytes());
            assertEquals(listed.deleteMarkers(), counted.deleteMarkers());
            round(bucket);
            assertEquals(listed, usage(bucket).buckets().getFirst().figures());
        }
    }

    @Test
    void aVersionRemovedDuringACountMakesItUncertain() throws FileFault {
        try (BucketFixture bucket = new BucketFixture()) {
            keepVersions(bucket);
            Version.Named first = bucket.put("a", "1").version().orElseThrow();
            bucket.put("a", "22");
            FsEngine engine = ((FsStorage) bucket.storage()).engine();
            UsageScan count = UsageScan.begin(engine.counted(), BucketFixture.NAME);
            walk(engine, count);
            bucket.storage()
                    .objects()
                    .delete(
                            BucketFixture.NAME,
                            List.of(new DeleteTarget(new ObjectKey("a"), first, WriteCondition.ALWAYS)));
            count.end();
            assertEquals(1, usage(bucket).buckets().getFirst().uncertain());
            round(bucket);
            assertEquals(
                    ListedUsage.of(bucket.storage(), BucketFixture.NAME),
                    usage(bucket).buckets().getFirst().figures());
        }
    }

    @Test
    void partsOfUploadsAreCountedInAPartOfTheTimeToo() throws FileFault {
        try (BucketFixture bucket = new BucketFixture()) {
            FsEngine engine = ((FsStorage) bucket.storage()).engine();
            int[] pauses = {0};
            RateLimiter share = new RateLimiter(1, _ -> pauses[0]++);
            UsageScan.run(engine.counted(), BucketFixture.NAME, share);
            int without = pauses[0];
            UploadId upload = bucket.storage()
                    .uploads()
                    .begin(BucketFixture.id("begun"), ObjectSpec.EMPTY, Optional.empty())
                    .id();
            for (int number = 1; number <= 7; number++) {
                bucket.storage().uploads().putPart(upload, number, Uploads.of("part"));
            }
            pauses[0] = 0;
            UsageScan.run(engine.counted(), BucketFixture.NAME, share);
            assertEquals(without + 7, pauses[0]);
        }
    }

    @Test
    void countThatIsStoppedBetweenPartsLeavesTheOneBefore() throws FileFault {
        try (BucketFixture bucket = new BucketFixture()) {
            bucket.put("a", "four");
            round(bucket);
            UploadId upload = bucket.storage()
                    .uploads()
                    .begin(BucketFixture.id("begun"), ObjectSpec.EMPTY, Optional.empty())
                    .id();
            bucket.storage().uploads().putPart(upload, 1, Uploads.of("part"));
            UsageScan.Parts counted = ((FsStorage) bucket.storage()).engine().counted();
            int[] pauses = {0};
            UsageScan.run(counted, BucketFixture.NAME, new RateLimiter(1, _ -> pauses[0]++));
            StorageUsage before = usage(bucket);
            RateLimiter share = new RateLimiter(1, _ -> {
                pauses[0]--;
                if (pauses[0] == 0) {
                    throw new InterruptedException();
                }
            });
            assertThrows(RateLimiter.Stopped.class, () -> UsageScan.run(counted, BucketFixture.NAME, share));
            assertTrue(Thread.interrupted());
            assertEquals(before, usage(bucket));
            round(bucket);
            assertEquals(
                    before.buckets().getFirst().figures(),
                    usage(bucket).buckets().getFirst().figures());
        }
    }

    @Test
    void aCountThatFailsLeavesTheOneBefore() {
        try (BucketFixture bucket = new BucketFixture()) {
            bucket.put("a", "four");
            UsageCounters holdings = ((FsStorage) bucket.storage()).engine().holdings();
            UsageScan count =
                    UsageScan.begin(((FsStorage) bucket.storage()).engine().counted(), BucketFixture.NAME);
            count.fail(new FileFault(Errno.EIO, "list", "hands"));
            end(count);
            assertHolds(bucket, 1, 4);
            holdings.of(new BucketName("uncounted"));
            assertEquals(1, usage(bucket).buckets().size());
        }
    }

    @Test
    void aRoundTellsWhatItDid() throws IOException {
        try (BucketFixture bucket = new BucketFixture("leftovers-age", "0s")) {
            bucket.put("gone", "1");
            Files.delete(bucket.path("gone"));
            assertEquals(Optional.empty(), chore(bucket).began());
            round(bucket);
            BackgroundTaskReport chore = chore(bucket);
            assertFalse(chore.running());
            assertTrue(chore.began().isPresent() && chore.ended().isPresent(), chore.toString());
            assertEquals(1, chore.figures().get("sidecars.removed"));
            assertEquals(1, chore.figures().get("rounds"));
            assertEquals(1, chore.figures().get("names"));
            assertEquals(0, chore.figures().get("uploads.removed"));
        }
    }

    private static void keepVersions(BucketFixture bucket) {
        bucket.storage().buckets().setVersioning(BucketFixture.NAME, VersioningStatus.ENABLED);
    }

    private static BackgroundTaskReport chore(BucketFixture bucket) {
        return bucket.storage().backgroundTasks().stream()
                .filter(it -> it.name().equals("housekeeping"))
                .findFirst()
                .orElseThrow()
                .report();
    }

    private static void walk(FsEngine engine, UsageScan count) {
        for (Tree tree : Tree.values()) {
            new BucketFileVisitor(engine.volume().files(), (_, fault) -> count.fail(fault))
                    .run(BucketFixture.NAME, tree, count::visit);
        }
    }

    private static void end(UsageScan count) {
        try {
            count.end();
        } catch (FileFault fault) {
            throw new AssertionError(fault);
        }
    }

    private static void assertHolds(BucketFixture bucket, long objects, long bytes) {
        StorageUsage.OfBucket usage = usage(bucket).buckets().stream()
                .filter(it -> it.bucket().equals(BucketFixture.NAME))
                .findFirst()
                .orElseThrow();
        assertEquals(objects, usage.figures().objects());
        assertEquals(bytes, usage.figures().bytes());
    }

    private static StorageUsage usage(BucketFixture bucket) {
        return bucket.storage().usage().orElseThrow();
    }

    private static void round(BucketFixture bucket) {
        ((FsStorage) bucket.storage()).housekeeping().round();
    }
}
