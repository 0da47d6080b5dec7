package io.geckos.storage.fs.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.checksum.ETag;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.storage.fs.FsSettings;
import io.geckos.storage.fs.FsStorage;
import io.geckos.storage.fs.FsStorageProvider;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.testkit.DirectoryContents;
import io.geckos.storage.fs.testkit.TemporaryDataDirectories;
import io.geckos.storage.fs.testkit.disk.AlteredFileOps;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.DataDirectoryLock;
import io.geckos.storage.fs.volume.Durability;
import io.geckos.storage.testkit.data.TestBucket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each step of describing a file that was put by hand fails once: nobody notices, and the next round does it. */
class FileAdoptionFaultTest {
    private static final Set<String> STEPS = Set.of("open", "read", "create", "write", "setModified", "rename");

    private static final ObjectId ID = ObjectId.of("hands", "a");

    /** Counts down to the call that fails; out of reach when none is to. */
    private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

    @ParameterizedTest
    @EnumSource(names = {"EIO", "ENOSPC", "EMFILE", "EROFS", "EACCES"})
    void aStepThatFailsIsMadeUpForInTheNextRound(Errno errno) throws IOException {
        requireRecovery(method -> {
            throw new FileFault(errno, method, "as the test wants it");
        });
    }

    @Test
    void aStepThatEndsByAnErrorIsMadeUpForInTheNextRound() throws IOException {
        requireRecovery(_ -> {
            throw new StackOverflowError("as the test wants it");
        });
    }

    /** What becomes of a call. */
    @FunctionalInterface
    private interface Failure {
        void of(String method) throws FileFault;
    }

    private void requireRecovery(Failure failure) throws IOException {
        int failed = 0;
        while (failsAndRecovers(failed, failure)) {
            failed++;
        }
        int steps = failed;
        assertTrue(steps > 5, () -> "only " + steps + " steps could fail");
    }

    /** False if adoption has no such step. */
    private boolean failsAndRecovers(int step, Failure failure) throws IOException {
        try (TemporaryDataDirectories dirs = new TemporaryDataDirectories()) {
            // Its own thread would be at it too.
            FsSettings settings = FsSettings.of(Map.of("data-dir", dirs.next().toString(), "adopt-rate", "0"));
            FileOps files = AlteredFileOps.of(FsStorageProvider.files(settings), (method, arguments, real) -> {
                if (STEPS.contains(method) && left.getAndDecrement() == 0) {
                    failure.of(method);
                }
                return real.call(arguments);
            });
            DataDirectoryLock lock = DataDirectoryLock.take(settings.dataDir().resolve(DataDirectoryLock.NAME));
            try (FsStorage storage =
                    new FsStorage(new DataDirectory(files, Durability.RELAXED, 0), lock, settings).start()) {
                TestBucket.create(storage.buckets(), new BucketName("hands"));
                Path file = Files.writeString(settings.dataDir().resolve("hands/a"), "by hand");
                Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
                ETag served = storage.objects().stat(ID, Version.LATEST).etag();
                MaintenanceRound housekeeping = housekeeping(storage);
                left.set(step);
                housekeeping.goThroughBuckets();
                boolean failed = left.get() < 0;
                left.set(Integer.MAX_VALUE);
                assertEquals(served, storage.objects().stat(ID, Version.LATEST).etag());
                assertEquals(List.of(), DirectoryContents.staged(settings.dataDir()));
                housekeeping.goThroughBuckets();
                assertTrue(Files.readString(settings.dataDir().resolve("hands/a.metadata.json"))
                        .contains("\"md5\""));
                assertEquals(served, storage.objects().stat(ID, Version.LATEST).etag());
                assertEquals("by hand", Files.readString(file));
                return failed;
            }
        }
    }

    private static MaintenanceRound housekeeping(FsStorage storage) {
        MaintenanceSettings upkeep =
                new MaintenanceSettings(Duration.ZERO, 1 << 30, Duration.ofDays(1), Duration.ZERO, 0);
        return storage.engine().housekeeping(storage.engine().multipartStore(), upkeep);
    }
}
