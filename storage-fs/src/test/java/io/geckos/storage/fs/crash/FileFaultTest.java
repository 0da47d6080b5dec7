package io.geckos.storage.fs.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.ForwardingFileOps;
import io.geckos.storage.fs.format.Tree;
import io.geckos.storage.fs.testkit.SingleThreadedStorage;
import io.geckos.storage.fs.testkit.call.StorageCall;
import io.geckos.storage.fs.testkit.call.StorageClient;
import io.geckos.storage.fs.testkit.disk.DiskImage;
import io.geckos.storage.fs.testkit.disk.FailingFileOps;
import io.geckos.storage.fs.testkit.disk.MemoryFileOps;
import io.geckos.storage.testkit.data.Uploads;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Whatever fails, what was there stays, the caller is told what is so, and the next call works. */
class FileFaultTest {
    /** A run with fewer faults than these tries less than it did. */
    private static final int FAULTS = 14_000;

    private static final int FAULTS_OF_VERSIONS = 17_000;
    private static final List<Errno> CAUSES =
            List.of(Errno.EIO, Errno.ENOSPC, Errno.EDQUOT, Errno.EMFILE, Errno.EROFS, Errno.EINTR);

    @Test
    void everyOperationOfEveryCallMayFailInEveryWay() throws FileFault {
        requireNothingBroken(CrashScenarios.sequences(), FAULTS);
    }

    @Test
    void everyOperationOfEveryCallMayFailWhereVersionsAreKept() throws FileFault {
        requireNothingBroken(VersionScenarios.sequences(), FAULTS_OF_VERSIONS);
    }

    private static void requireNothingBroken(List<CrashScenario> scenarios, int least) throws FileFault {
        int faults = 0;
        List<String> broken = new ArrayList<>();
        for (CrashScenario scenario : scenarios) {
            if (scenario.byHand().isEmpty() && scenario.calls().stream().noneMatch(StorageCall::byHand)) {
                for (int last = 0; last < scenario.calls().size(); last++) {
                    List<StorageCall> before = CrashScenarios.with(
                            scenario.before(), scenario.calls().subList(0, last).toArray(StorageCall[]::new));
                    if (before.stream().noneMatch(StorageCall::isCutOff)) {
                        faults += faults(before, scenario.calls().get(last), broken);
                    }
                }
            }
        }
        System.out.printf("%,d faults%n", faults);
        assertEquals(List.of(), broken);
        assertTrue(faults >= least, faults + " faults");
    }

    /** What the failed sync was for may come back or not, so nothing may be written beside it. */
    @Test
    void aWriteUnderWayIsRefusedOnceADirectoryCouldNotBeSynced() throws FileFault {
        AtomicBoolean failing = new AtomicBoolean();
        FileOps files = new ForwardingFileOps(new MemoryFileOps(new DiskImage())) {
            @Override
            public void sync(DirectoryHandle dir) throws FileFault {
                if (failing.getAndSet(false)) {
                    throw new FileFault(Errno.OTHER, "fsync", dir.path());
                }
                super.sync(dir);
            }
        };
        requireRefused(files, () -> failing.set(true), "Unavailable");
    }

    /** Nor once any medium has failed: what it still takes is not to be trusted. */
    @Test
    void aWriteUnderWayIsRefusedOnceTheMediumHasFailed() throws FileFault {
        FailingFileOps files = new FailingFileOps(new MemoryFileOps(new DiskImage()));
        requireRefused(files, () -> files.fail(0, Errno.EIO), "StorageFailure");
    }

    /** While an upload is under way, another fails with {@code outcome}; then the one under way is refused. */
    private static void requireRefused(FileOps files, Runnable failing, String outcome) throws FileFault {
        try (Storage storage = SingleThreadedStorage.on(files, 0)) {
            StorageClient client = new StorageClient(storage);
            assertEquals(
                    StorageCall.DONE,
                    StorageCall.createBucket(StorageCall.BUCKET.value()).run(client));
            ObjectUpload upload = Uploads.during(new byte[1], () -> {
                failing.run();
                assertEquals(outcome, StorageCall.put("other", "other").run(client));
            });
            assertThrows(
                    StorageException.Unavailable.class,
                    () -> storage.objects()
                            .put(StorageCall.id("key"), ObjectSpec.EMPTY, upload, WriteCondition.ALWAYS));
            assertThrows(
                    StorageException.NoSuchObject.class,
                    () -> storage.objects().stat(StorageCall.id("key"), Version.LATEST));
        }
    }

    @Test
    void nothingStaysOpenWhenOpeningFails() throws FileFault {
        DiskImage image = new DiskImage();
        SingleThreadedStorage.on(new MemoryFileOps(image), 0).close();
        boolean opened = false;
        for (int after = 0; !opened; after++) {
            MemoryFileOps disk = new MemoryFileOps(after % 2 == 0 ? image.copy() : new DiskImage());
            FailingFileOps files = new FailingFileOps(disk);
            files.fail(after / 2, Errno.EIO);
            opened = open(files);
            assertEquals(0, disk.open(), "left open");
        }
    }

    private static boolean open(FailingFileOps files) {
        try {
            SingleThreadedStorage.on(files, 1).close();
            return files.failed().isEmpty();
        } catch (FileFault | StorageException _) {
            return false;
        }
    }

    /** Else an object that nobody can delete for good would be kept below a bucket without versions. */
    @Test
    void aDeletionThatMayNotKnowWhetherVersionsAreKeptKeepsNone() throws FileFault {
        DiskImage image = new DiskImage();
        try (Storage storage = SingleThreadedStorage.on(new MemoryFileOps(image), 0)) {
            StorageClient client = new StorageClient(storage);
            StorageCall.createBucket(StorageCall.BUCKET.value()).run(client);
            StorageCall.put("key", "old").run(client);
        }
        String failed = "first";
        for (int after = 0; !failed.isEmpty(); after++) {
            MemoryFileOps disk = new MemoryFileOps(image.copy());
            FailingFileOps files = new FailingFileOps(disk);
            try (Storage storage = SingleThreadedStorage.on(files, 1)) {
                files.fail(after, Errno.ENFILE);
                String _ = StorageCall.delete("key").run(new StorageClient(storage));
                failed = files.failed();
            }
            String what = failed;
            assertFalse(
                    disk.image().paths().stream().anyMatch(path -> path.contains("/" + Tree.DIRECTORY)),
                    () -> "kept although this failed: " + what);
        }
    }

    @Test
    void whateverIsReadByteByByteIsReadWhole() throws FileFault {
        for (CrashScenario scenario : CrashScenarios.sequences()) {
            DiskImage image = new DiskImage();
            try (Storage storage = SingleThreadedStorage.on(new MemoryFileOps(image), 0)) {
                StorageClient client = new StorageClient(storage);
                scenario.before().forEach(call -> call.run(client));
                scenario.calls().forEach(call -> call.run(client));
            }
            assertEquals(view(new MemoryFileOps(image.copy())), view(new SlowFiles(new MemoryFileOps(image.copy()))));
        }
    }

    private static StorageSnapshot view(FileOps files) throws FileFault {
        try (Storage storage = SingleThreadedStorage.on(files, 1)) {
            return StorageSnapshot.of(storage, CrashScenario.KEYS);
        }
    }

    /** Gives a byte at a time. */
    private static final class SlowFiles extends ForwardingFileOps {
        SlowFiles(FileOps files) {
            super(files);
        }

        @Override
        public int read(FileHandle file, ByteBuffer buffer, long position) throws FileFault {
            int limit = buffer.limit();
            buffer.limit(Math.min(limit, buffer.position() + 1));
            try {
                return super.read(file, buffer, position);
            } finally {
                buffer.limit(limit);
            }
        }

        @Override
        public int readCached(FileHandle file, ByteBuffer buffer, long position) throws FileFault {
            return read(file, buffer, position);
        }
    }

    private static int faults(List<StorageCall> before, StorageCall call, List<String> broken) throws FileFault {
        int faults = 0;
        for (Errno cause : CAUSES) {
            String failed = "first";
            for (int after = 0; !failed.isEmpty(); after++) {
                try {
                    failed = new FaultCase(before, call, new DiskImage()).fail(after, cause);
                    faults++;
                } catch (AssertionError e) {
                    broken.add(String.valueOf(e.getMessage()));
                }
            }
        }
        return faults;
    }
}
