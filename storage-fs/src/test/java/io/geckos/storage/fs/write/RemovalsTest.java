package io.geckos.storage.fs.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.DeleteOutcome;
import io.geckos.domain.DeleteTarget;
import io.geckos.domain.From;
import io.geckos.domain.ListQuery;
import io.geckos.domain.ObjectKey;
import io.geckos.domain.StorageException;
import io.geckos.domain.Version;
import io.geckos.domain.WriteCondition;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.OpenDir;
import io.geckos.storage.fs.testkit.Call;
import io.geckos.storage.fs.testkit.Client;
import io.geckos.storage.fs.testkit.ForwardingFiles;
import io.geckos.storage.fs.testkit.Image;
import io.geckos.storage.fs.testkit.MemoryFiles;
import io.geckos.storage.fs.testkit.OpenedStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many objects that are deleted with one request. */
class RemovalsTest {
    private static final int OBJECTS = 1_000;

    private final List<String> synced = new ArrayList<>();
    private final AtomicBoolean failing = new AtomicBoolean();
    private final MemoryFiles disk = new MemoryFiles(new Image());
    private final FileOps files = new ForwardingFiles(disk) {
        @Override
        public void sync(OpenDir dir) throws FileFault {
            if (failing.getAndSet(false)) {
                throw new FileFault(Errno.EIO, "fsync", dir.path());
            }
            synced.add(dir.path());
            super.sync(dir);
        }
    };

    private static Client filled(OpenedStorage storage, List<String> keys) {
        Client client = new Client(storage);
        assertEquals(Call.DONE, Call.createBucket(Call.BUCKET.value()).run(client));
        keys.forEach(key -> assertEquals(Call.DONE, Call.put(key, "of " + key).run(client)));
        return client;
    }

    private static List<DeleteOutcome> delete(OpenedStorage storage, List<DeleteTarget> targets) {
        return storage.objects().delete(Call.BUCKET, targets);
    }

    private static DeleteTarget target(String key) {
        return new DeleteTarget(new ObjectKey(key), Version.LATEST, WriteCondition.ALWAYS);
    }

    @Test
    void aDirectoryIsSyncedOnceForManyThatLeaveIt() throws FileFault {
        List<String> keys =
                IntStream.range(0, OBJECTS).mapToObj(i -> i % 2 + "/" + i).toList();
        try (OpenedStorage storage = OpenedStorage.on(files, 0)) {
            Client _ = filled(storage, keys);
            synced.clear();
            for (DeleteOutcome outcome :
                    delete(storage, keys.stream().map(RemovalsTest::target).toList())) {
                assertInstanceOf(DeleteOutcome.Deleted.class, outcome);
            }
            assertTrue(synced.size() <= OBJECTS / 16, () -> synced.size() + " syncs");
            ListQuery all = new ListQuery("", Optional.empty(), From.START, 1);
            assertEquals(List.of(), storage.objects().list(Call.BUCKET, all).items());
            assertEquals(
                    List.of(),
                    disk.image().paths().stream()
                            .filter(path -> path.startsWith(Call.BUCKET + "/"))
                            .toList());
        }
    }

    @Test
    void aKeyNamedTwiceIsDeletedOnceAndTheConditionOfTheSecondNotMet() throws FileFault {
        try (OpenedStorage storage = OpenedStorage.on(files, 0)) {
            Client _ = filled(storage, List.of("a", "b"));
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
        try (OpenedStorage storage = OpenedStorage.on(files, 0)) {
            Client _ = filled(storage, List.of("a", "b"));
            failing.set(true);
            for (DeleteOutcome outcome : delete(storage, List.of(target("a"), target("b")))) {
                DeleteOutcome.Refused refused = assertInstanceOf(DeleteOutcome.Refused.class, outcome);
                assertInstanceOf(StorageException.Unavailable.class, refused.reason());
            }
        }
    }
}
