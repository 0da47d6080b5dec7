package io.geckos.storage.fs.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.ObjectSpec;
import io.geckos.domain.Storage;
import io.geckos.domain.StorageException;
import io.geckos.domain.Upload;
import io.geckos.domain.Version;
import io.geckos.domain.WriteCondition;
import io.geckos.domain.contract.Uploads;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.OpenDir;
import io.geckos.storage.fs.files.OpenFile;
import io.geckos.storage.fs.testkit.Call;
import io.geckos.storage.fs.testkit.Client;
import io.geckos.storage.fs.testkit.FailingFiles;
import io.geckos.storage.fs.testkit.ForwardingFiles;
import io.geckos.storage.fs.testkit.Image;
import io.geckos.storage.fs.testkit.MemoryFiles;
import io.geckos.storage.fs.testkit.OpenedStorage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Whatever fails, what was there stays, the caller is told what is so, and the next call works. */
class FaultTest {
    private static final List<Errno> CAUSES =
            List.of(Errno.EIO, Errno.ENOSPC, Errno.EDQUOT, Errno.EMFILE, Errno.EROFS, Errno.EINTR);

    @Test
    void everyOperationOfEveryCallMayFailInEveryWay() throws FileFault {
        int faults = 0;
        List<String> broken = new ArrayList<>();
        for (Scenario scenario : Scenarios.sequences()) {
            if (scenario.byHand().isEmpty() && scenario.calls().stream().noneMatch(Call::byHand)) {
                for (int last = 0; last < scenario.calls().size(); last++) {
                    List<Call> before = Scenarios.with(
                            scenario.before(), scenario.calls().subList(0, last).toArray(Call[]::new));
                    if (before.stream().noneMatch(Call::isCutOff)) {
                        faults += faults(before, scenario.calls().get(last), broken);
                    }
                }
            }
        }
        System.out.printf("%,d faults%n", faults);
        broken.forEach(System.out::println);
        assertEquals(List.of(), broken);
    }

    /** What the failed sync was for may come back or not, so nothing may be written beside it. */
    @Test
    void aWriteUnderWayIsRefusedOnceADirectoryCouldNotBeSynced() throws FileFault {
        AtomicBoolean failing = new AtomicBoolean();
        FileOps files = new ForwardingFiles(new MemoryFiles(new Image())) {
            @Override
            public void sync(OpenDir dir) throws FileFault {
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
        FailingFiles files = new FailingFiles(new MemoryFiles(new Image()));
        requireRefused(files, () -> files.fail(0, Errno.EIO), "Failed");
    }

    /** While an upload is under way, another fails with {@code outcome}; then the one under way is refused. */
    private static void requireRefused(FileOps files, Runnable failing, String outcome) throws FileFault {
        try (Storage storage = OpenedStorage.on(files, 0)) {
            Client client = new Client(storage);
            assertEquals(Call.DONE, Call.createBucket(Call.BUCKET.value()).run(client));
            Upload upload = Uploads.during(new byte[1], () -> {
                failing.run();
                assertEquals(outcome, Call.put("other", "other").run(client));
            });
            assertThrows(
                    StorageException.Unavailable.class,
                    () -> storage.objects().put(Call.id("key"), ObjectSpec.EMPTY, upload, WriteCondition.ALWAYS));
            assertThrows(
                    StorageException.NoSuchObject.class, () -> storage.objects().stat(Call.id("key"), Version.LATEST));
        }
    }

    @Test
    void nothingStaysOpenWhenOpeningFails() throws FileFault {
        Image image = new Image();
        OpenedStorage.on(new MemoryFiles(image), 0).close();
        boolean opened = false;
        for (int after = 0; !opened; after++) {
            MemoryFiles disk = new MemoryFiles(after % 2 == 0 ? image.copy() : new Image());
            FailingFiles files = new FailingFiles(disk);
            files.fail(after / 2, Errno.EIO);
            opened = open(files);
            assertEquals(0, disk.open(), "left open");
        }
    }

    private static boolean open(FailingFiles files) {
        try {
            OpenedStorage.on(files, 1).close();
            return files.failed().isEmpty();
        } catch (FileFault | StorageException _) {
            return false;
        }
    }

    @Test
    void whateverIsReadByteByByteIsReadWhole() throws FileFault {
        for (Scenario scenario : Scenarios.sequences()) {
            Image image = new Image();
            try (Storage storage = OpenedStorage.on(new MemoryFiles(image), 0)) {
                Client client = new Client(storage);
                scenario.before().forEach(call -> call.run(client));
                scenario.calls().forEach(call -> call.run(client));
            }
            assertEquals(view(new MemoryFiles(image.copy())), view(new SlowFiles(new MemoryFiles(image.copy()))));
        }
    }

    private static View view(FileOps files) throws FileFault {
        try (Storage storage = OpenedStorage.on(files, 1)) {
            return View.of(storage, Scenario.KEYS);
        }
    }

    /** Gives a byte at a time. */
    private static final class SlowFiles extends ForwardingFiles {
        SlowFiles(FileOps files) {
            super(files);
        }

        @Override
        public int read(OpenFile file, ByteBuffer buffer, long position) throws FileFault {
            int limit = buffer.limit();
            buffer.limit(Math.min(limit, buffer.position() + 1));
            try {
                return super.read(file, buffer, position);
            } finally {
                buffer.limit(limit);
            }
        }

        @Override
        public int readAtOnce(OpenFile file, ByteBuffer buffer, long position) throws FileFault {
            return read(file, buffer, position);
        }
    }

    private static int faults(List<Call> before, Call call, List<String> broken) throws FileFault {
        int faults = 0;
        for (Errno cause : CAUSES) {
            String failed = "first";
            for (int after = 0; !failed.isEmpty(); after++) {
                try {
                    failed = new Fault(before, call, new Image()).fail(after, cause);
                    faults++;
                } catch (AssertionError e) {
                    broken.add(String.valueOf(e.getMessage()));
                }
            }
        }
        return faults;
    }
}
