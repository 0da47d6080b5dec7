package io.geckos.storage.fs.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.fs.FsSettings;
import io.geckos.storage.fs.FsStorage;
import io.geckos.storage.fs.FsStorageProvider;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.InternalPaths;
import io.geckos.storage.fs.files.linux.InotifyWatcher;
import io.geckos.storage.fs.files.linux.LinuxFileOps;
import io.geckos.storage.fs.index.DirectoryIndex;
import io.geckos.storage.fs.index.DirectoryIndex.Limits;
import io.geckos.storage.fs.testkit.DirectoryContents;
import io.geckos.storage.fs.testkit.TemporaryDataDirectories;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.DataDirectoryLock;
import io.geckos.storage.fs.volume.Durability;
import io.geckos.storage.testkit.contract.ListingConcurrencyContract;
import io.geckos.storage.testkit.contract.StorageSource;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** While many write, an index misses and repeats nothing, whatever it may remember. */
class ListingUnderLimitsTest {
    private static final BucketName BUCKET = new BucketName("bucket");
    private static final int WRITERS = 16;
    private static final Duration NEVER = Duration.ofDays(1);

    private final TemporaryDataDirectories dirs = new TemporaryDataDirectories();

    @AfterEach
    void removeData() {
        dirs.close();
    }

    private Storage open(Path data, long memory, int small) {
        try {
            FsSettings settings = FsSettings.of(
                    Map.of("data-dir", data.toString(), "housekeeping-interval", "0s", "adopt-rate", "0"));
            DataDirectoryLock lock = DataDirectoryLock.take(
                    Files.createDirectories(data.resolve(InternalPaths.ROOT)).resolve(DataDirectoryLock.NAME));
            FileOps files = FsStorageProvider.files(settings);
            Limits limits = new Limits(memory, small, NEVER);
            DirectoryIndex index = new DirectoryIndex(files, limits, new InotifyWatcher(files, LinuxFileOps::fd));
            return new FsStorage(new DataDirectory(files, Durability.RELAXED, 0, index), lock, settings).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    abstract class Concurrency extends ListingConcurrencyContract {
        private final long memory;
        private final int small;

        Concurrency(long memory, int small) {
            this.memory = memory;
            this.small = small;
        }

        @Override
        protected StorageSource source() {
            return () -> ListingUnderLimitsTest.this.open(dirs.next(), memory, small);
        }

        @Override
        protected int writers() {
            return WRITERS;
        }
    }

    @Nested
    class AllWatched extends Concurrency {
        AllWatched() {
            super(1 << 20, 0);
        }
    }

    @Nested
    class HardlyAnythingRemembered extends Concurrency {
        HardlyAnythingRemembered() {
            super(2_500, 0);
        }
    }

    @Nested
    class NothingRemembered extends Concurrency {
        NothingRemembered() {
            super(0, 0);
        }
    }

    @Test
    void directoriesLeftEmptyGoAwayAndNoWriteIntoThemIsLost() throws Exception {
        Path data = dirs.next();
        try (Storage storage = open(data, 1 << 20, 0);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            TestBucket.create(storage.buckets(), BUCKET);
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                ObjectId id = ObjectId.of(BUCKET.value(), "deep/er/and/deep/er/" + writer % 4 + "/" + writer);
                running.add(threads.submit(() -> putAndDelete(storage, id)));
            }
            for (Future<?> writer : running) {
                writer.get();
            }
            assertEquals(List.of(), DirectoryContents.names(data.resolve(BUCKET.value())));
            storage.buckets().delete(BUCKET);
        }
    }

    private static void putAndDelete(Storage storage, ObjectId id) {
        DeleteTarget target = new DeleteTarget(id.key(), Version.LATEST, WriteCondition.ALWAYS);
        for (int i = 0; i < 100; i++) {
            storage.objects().put(id, ObjectSpec.EMPTY, Uploads.of("1"), WriteCondition.ALWAYS);
            assertEquals(1, storage.objects().stat(id, Version.LATEST).size());
            List<DeleteOutcome> outcomes = storage.objects().delete(BUCKET, List.of(target));
            assertInstanceOf(DeleteOutcome.Deleted.class, outcomes.getFirst());
        }
    }
}
