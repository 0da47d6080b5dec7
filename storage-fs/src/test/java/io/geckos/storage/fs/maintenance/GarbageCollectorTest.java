package io.geckos.storage.fs.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.storage.fs.FsStorage;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.testkit.BucketFixture;
import io.geckos.storage.testkit.data.Uploads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What interrupted work left behind goes away, and nothing else does. */
class GarbageCollectorTest {
    @Test
    void anUploadIsRemovedOnceNobodyHasGoneOnWithItForItsAge() throws IOException {
        try (BucketFixture bucket = new BucketFixture("upload-age", "7d")) {
            UploadInfo idle = begin(bucket, "idle");
            UploadInfo slow = begin(bucket, "slow");
            setBack(directory(bucket, idle), Duration.ofDays(8));
            setBack(directory(bucket, slow), Duration.ofDays(8));
            bucket.storage().uploads().putPart(slow.id(), 1, Uploads.of("still coming"));
            round(bucket);
            assertThrows(
                    StorageException.NoSuchUpload.class,
                    () -> bucket.storage().uploads().get(idle.id()));
            assertEquals(slow, bucket.storage().uploads().get(slow.id()));
            assertEquals(List.of(), bucket.staged());
        }
    }

    @Test
    void anUploadStaysForGoodWhereNoAgeIsSet() throws IOException {
        try (BucketFixture bucket = new BucketFixture("upload-age", "0s")) {
            UploadInfo idle = begin(bucket, "idle");
            setBack(directory(bucket, idle), Duration.ofDays(4000));
            round(bucket);
            assertEquals(idle, bucket.storage().uploads().get(idle.id()));
        }
    }

    @Test
    void anOldSidecarOfOursWithoutAFileIsRemovedAndTheDirectoryItKept() throws IOException {
        try (BucketFixture bucket = new BucketFixture("leftovers-age", "0s")) {
            bucket.put("deep/down/gone", "1");
            bucket.put("kept", "1");
            Files.delete(bucket.path("deep/down/gone"));
            round(bucket);
            assertFalse(Files.exists(bucket.path("deep")));
            assertTrue(Files.exists(bucket.path("kept.metadata.json")));
            assertEquals(List.of("kept"), bucket.keys());
        }
    }

    @Test
    void aSidecarThatCameLatelyMayAwaitItsFile() throws IOException {
        try (BucketFixture bucket = new BucketFixture()) {
            ETag etag = bucket.put("a", "1").etag();
            Path away = bucket.elsewhere().resolve("a");
            Files.move(bucket.path("a"), away);
            setBack(bucket.path("a.metadata.json"), Duration.ofDays(100));
            round(bucket);
            Files.move(away, bucket.path("a"));
            assertEquals(etag, bucket.etag("a"));
        }
    }

    @Test
    void whatIsNotOursStays() throws IOException {
        try (BucketFixture bucket = new BucketFixture("leftovers-age", "0s")) {
            String seed = "{\"size\":4,\"lastModified\":\"2001-01-15T10:30:00Z\",\"etag\":\"\\\"a\\\"\"}";
            bucket.write("seed.metadata.json", seed);
            bucket.write("own.metadata.json", "{\"mine\":true}");
            bucket.put("folder/", "");
            round(bucket);
            assertEquals(List.of("folder/", "own.metadata.json", "seed.metadata.json"), bucket.keys());
        }
    }

    @Test
    void aSidecarWhoseFileIsJustComingIsNotAnOrphan() throws Exception {
        try (BucketFixture bucket = new BucketFixture("leftovers-age", "0s")) {
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 500; i++) {
                    bucket.put("a", "1");
                    assertEquals(BucketFixture.SPEC, bucket.stat("a").spec());
                    bucket.delete("a");
                }
            });
            while (!writer.isDone()) {
                ((FsStorage) bucket.storage()).housekeeping().goThroughBuckets();
            }
            writer.get();
        }
    }

    @Test
    void aBucketRemovedByHandLeavesNothingToOneMadeByHand() throws IOException {
        try (BucketFixture bucket = new BucketFixture()) {
            bucket.storage().buckets().putSetting(BucketFixture.NAME, BucketSetting.CORS, "old");
            Files.delete(bucket.path(""));
            round(bucket);
            Files.createDirectory(bucket.path(""));
            assertEquals(Optional.empty(), bucket.storage().buckets().setting(BucketFixture.NAME, BucketSetting.CORS));
        }
    }

    @Test
    void stagingIsClearedOfWhatNoWriteCanStillBeAt() throws IOException {
        try (BucketFixture bucket = new BucketFixture("leftovers-age", "1d")) {
            Path staging = bucket.data().resolve(".geckos3/staging");
            String dayBefore = Long.toHexString(FileStatus.nanos(Instant.now().minus(Duration.ofHours(25))));
            Path old = Files.writeString(staging.resolve(dayBefore), "half");
            Path tree = Files.createDirectory(staging.resolve(dayBefore + "1"));
            Files.createDirectory(tree.resolve("deep"));
            Path slow = Files.writeString(staging.resolve(dayBefore + "2"), "half");
            setBack(old, Duration.ofDays(2));
            setBack(tree, Duration.ofDays(2));
            round(bucket);
            assertEquals(List.of(slow.getFileName().toString()), bucket.staged());
        }
    }

    private static UploadInfo begin(BucketFixture bucket, String key) {
        return bucket.storage().uploads().begin(BucketFixture.id(key), ObjectSpec.EMPTY, Optional.empty());
    }

    private static Path directory(BucketFixture bucket, UploadInfo upload) {
        return bucket.data()
                .resolve(".geckos3/buckets/hands/uploads")
                .resolve(upload.id().value());
    }

    private static void setBack(Path path, Duration by) throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(Instant.now().minus(by)));
    }

    private static void round(BucketFixture bucket) {
        ((FsStorage) bucket.storage()).housekeeping().round();
    }
}
