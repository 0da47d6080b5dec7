package io.geckos.storage.fs.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException.NoSuchBucket;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.testkit.SingleThreadedStorage;
import io.geckos.storage.fs.testkit.disk.AlteredFileOps;
import io.geckos.storage.fs.testkit.disk.DiskImage;
import io.geckos.storage.fs.testkit.disk.MemoryFileOps;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A record that goes, or comes anew, while it is read: that is a bucket's end, and no damage. */
class BucketRecordsTest {
    private static final ObjectId ID = ObjectId.of("bucket", "key");
    private static final BucketName BUCKET = ID.bucket();

    private final DiskImage disk = new DiskImage();
    private Storage other;

    @BeforeEach
    void create() throws Exception {
        other = SingleThreadedStorage.on(new MemoryFileOps(disk), 0);
        createBucket();
    }

    @AfterEach
    void close() {
        other.close();
    }

    @Test
    void aBucketDeletedBeforeItsRecordIsReadIsNotThere() throws Exception {
        try (Storage storage =
                SingleThreadedStorage.on(withTurns(() -> other.buckets().delete(BUCKET), () -> {}), 1)) {
            assertThrows(NoSuchBucket.class, () -> put(storage));
        }
    }

    @Test
    void aBucketMadeAnewWhileItsRecordIsReadIsWrittenTo() throws Exception {
        try (Storage storage =
                SingleThreadedStorage.on(withTurns(() -> other.buckets().delete(BUCKET), this::createBucket), 1)) {
            put(storage);
            assertEquals(1, storage.objects().stat(ID, Version.LATEST).size());
        }
    }

    /** Somebody deletes the bucket after its record was first looked for, and acts again after it was first opened. */
    private FileOps withTurns(Runnable afterLook, Runnable afterOpen) {
        boolean[] done = new boolean[2];
        return AlteredFileOps.of(new MemoryFileOps(disk), (method, arguments, real) -> {
            Object answer = real.call(arguments);
            boolean ofRecord = Arrays.asList(arguments).contains(BucketRecords.RECORD);
            if (ofRecord && method.equals("stat") && !done[0]) {
                done[0] = true;
                afterLook.run();
            } else if (ofRecord && method.equals("open") && done[0] && !done[1]) {
                done[1] = true;
                afterOpen.run();
            }
            return answer;
        });
    }

    private void createBucket() {
        other.buckets().create(BUCKET, TestBucket.OWNER, Optional.empty());
    }

    private static void put(Storage storage) throws Exception {
        storage.objects().put(ID, ObjectSpec.EMPTY, Uploads.of("1"), WriteCondition.ALWAYS);
    }
}
