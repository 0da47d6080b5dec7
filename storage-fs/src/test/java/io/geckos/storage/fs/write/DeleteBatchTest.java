package io.geckos.storage.fs.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.error.StorageException;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.ForwardingFileOps;
import io.geckos.storage.fs.testkit.SingleThreadedStorage;
import io.geckos.storage.fs.testkit.call.StorageCall;
import io.geckos.storage.fs.testkit.call.StorageClient;
import io.geckos.storage.fs.testkit.disk.DiskImage;
import io.geckos.storage.fs.testkit.disk.MemoryFileOps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many objects that are deleted with one request. */
class DeleteBatchTest {
    private static final int OBJECTS = 1_000;

    private final List<String> synced = new ArrayList<>();
    private final AtomicBoolean failing = new AtomicBoolean();
    private final MemoryFileOps disk = new MemoryFileOps(new DiskImage());
    private final FileOps files = new ForwardingFileOps(disk) {
        @Override
        public void sync(DirectoryHandle dir) throws FileFault {
            if (failing.getAndSet(false)) {
                throw new FileFault(Errno.EIO, "fsync", dir.path());
            }
            synced.add(dir.path());
            super.sync(dir);
        }
    };

    private static StorageClient filled(SingleThreadedStorage storage, List<String> keys) {
        StorageClient client = new StorageClient(storage);
        assertEquals(
                StorageCall.DONE,
                StorageCall.createBucket(StorageCall.BUCKET.value()).run(client));
        keys.forEach(key ->
                assertEquals(StorageCall.DONE, StorageCall.put(key, "of " + key).run(client)));
        return client;
    }

    private static List<DeleteOutcome> delete(SingleThreadedStorage storage, List<DeleteTarget> targets) {
        return storage.objects().delete(StorageCall.BUCKET, targets);
    }

    private static DeleteTarget target(String key) {
        return new DeleteTarget(new ObjectKey(key), Version.LATEST, WriteCondition.ALWAYS);
    }

    @Test
    void aDirectoryIsSyncedOnceForManyThatLeaveIt() throws FileFault {
        List<String> keys =
                IntStream.range(0, OBJECTS).mapToObj(i -> i % 2 + "/" + i).toList();
        try (SingleThreadedStorage storage = SingleThreadedStorage.on(files, 0)) {
            StorageClient _ = filled(storage, keys);
            synced.clear();
            for (DeleteOutcome outcome :
                    delete(storage, keys.stream().map(DeleteBatchTest::target).toList())) {
                assertInstanceOf(DeleteOutcome.Deleted.class, outcome);
            }
            assertTrue(synced.size() <= OBJECTS / 16, () -> synced.size() + " syncs");
            ListQuery all = new ListQuery("", Optional.empty(), ListStart.START, 1);
            assertEquals(
                    List.of(), storage.objects().list(StorageCall.BUCKET, all).items());
            assertEquals(
                    List.of(),
                    disk.image().paths().stream()
                            .filter(path -> path.startsWith(StorageCall.BUCKET + "/"))
                            .toList());
        }
    }

    @Test
    void aKeyNamedTwiceIsDeletedOnceAndTheConditionOfTheSecondNotMet() throws FileFault {
        try (SingleThreadedStorage storage = SingleThreadedStorage.on(files, 0)) {
            StorageClient _ = filled(storage, List.of("a", "b"));
            DeleteTarget seen = new DeleteTarget(new ObjectKey("a"), Version.LATEST, new WriteCondition.IfPresent());
            List<DeleteOutcome> outcomes = delete(storage, List.of(seen, target("b"), seen, target("none")));
            assertInstanceOf(DeleteOutcome.Deleted.class, outcomes.get(0));
            assertInstanceOf(DeleteOutcome.Deleted.class, outcomes.get(1));
            assertInstanceOf(DeleteOutcome.Refused.class, outcomes.get(2));
            assertInstanceOf(DeleteOutcome.Deleted.class, outcomes.get(3));
        }
    }

    @Test
    void noneIsSaidToBeGoneWhenItsDirectoryCouldNotBeSynced() throws FileFault {
        try (SingleThreadedStorage storage = SingleThreadedStorage.on(files, 0)) {
            StorageClient _ = filled(storage, List.of("a", "b"));
            failing.set(true);
            for (DeleteOutcome outcome : delete(storage, List.of(target("a"), target("b")))) {
                DeleteOutcome.Refused refused = assertInstanceOf(DeleteOutcome.Refused.class, outcome);
                assertInstanceOf(StorageException.Unavailable.class, refused.reason());
            }
        }
    }
}
