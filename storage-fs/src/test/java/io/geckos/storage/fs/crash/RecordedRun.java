package io.geckos.storage.fs.crash;

import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.testkit.SingleThreadedStorage;
import io.geckos.storage.fs.testkit.call.StorageCall;
import io.geckos.storage.fs.testkit.call.StorageClient;
import io.geckos.storage.fs.testkit.disk.DiskChange;
import io.geckos.storage.fs.testkit.disk.DiskImage;
import io.geckos.storage.fs.testkit.disk.MemoryFileOps;
import io.geckos.storage.fs.testkit.disk.RecordingFileOps;
import io.geckos.storage.fs.testkit.disk.UploadKeepingFileOps;
import io.geckos.storage.testkit.memory.MemoryStorage;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A scenario that was run, on a disk in memory.
 *
 * @param initial what the disk held before the calls that count
 * @param changes all that happened since
 */
record RecordedRun(CrashScenario scenario, DiskImage initial, List<DiskChange> changes) {
    /**
     * Runs a scenario.
     *
     * @param stop before which change the last call is held up until the one meanwhile has ended or waits for it
     * @param between what the engine has instead of the file system
     */
    static RecordedRun of(CrashScenario scenario, int stop, UnaryOperator<FileOps> between) throws FileFault {
        DiskImage initial = new DiskImage();
        FileOps first = new UploadKeepingFileOps(between.apply(new MemoryFileOps(initial)));
        StorageClient before = new StorageClient(new MemoryStorage())
                .on(scenario.before().isEmpty() ? new MemoryStorage() : SingleThreadedStorage.on(first, 0), first);
        scenario.before().forEach(call -> require(call, before));
        before.storage().close();
        RecordingFileOps files = new RecordingFileOps(new MemoryFileOps(initial.copy()));
        for (String path : scenario.byHand()) {
            makeByHand(files, files.root(), path);
        }
        StorageClient client = before.on(SingleThreadedStorage.on(between.apply(files), 1), files);
        int last = scenario.calls().size() - 1;
        for (int i = 0; i <= last; i++) {
            int number = i;
            StorageCall call = scenario.calls().get(number);
            if (i < last || scenario.meanwhile().isEmpty()) {
                make(call, number, client, files);
            } else {
                StorageCall other = scenario.meanwhile().getFirst();
                overlap(
                        files,
                        stop,
                        () -> make(call, number, client, files),
                        () -> make(other, number + 1, client, files));
            }
        }
        List<DiskChange> changes = files.changes();
        client.storage().close();
        return new RecordedRun(scenario, initial, changes);
    }

    /** The instant at which a call began. */
    int began(int call) {
        return IntStream.range(0, changes.size())
                .filter(at -> changes.get(at).equals(new DiskChange.CallStarted(call)))
                .findFirst()
                .orElse(-1);
    }

    /** The instant at which a call was answered; none comes before that of one that never was. */
    int ended(int call) {
        return IntStream.range(0, changes.size())
                .filter(at -> changes.get(at) instanceof DiskChange.CallEnded ended && ended.call() == call)
                .findFirst()
                .orElse(Integer.MAX_VALUE);
    }

    /** Tells whether a call is answered, some time, with a refusal. */
    boolean isRefused(int call) {
        int at = ended(call);
        return at < changes.size()
                && changes.get(at) instanceof DiskChange.CallEnded ended
                && !ended.outcome().equals(StorageCall.DONE);
    }

    private static void require(StorageCall call, StorageClient client) {
        String outcome = call.run(client);
        if (!outcome.equals(StorageCall.DONE)) {
            throw new IllegalStateException(call.name() + ": " + outcome);
        }
    }

    private static void make(StorageCall call, int number, StorageClient client, RecordingFileOps files) {
        files.add(new DiskChange.CallStarted(number));
        String outcome = call.run(client);
        if (!call.byHand()) {
            files.add(new DiskChange.CallEnded(number, outcome));
        }
    }

    private static void makeByHand(FileOps files, DirectoryHandle dir, String path) throws FileFault {
        int slash = path.indexOf('/');
        String name = slash < 0 ? path : path.substring(0, slash);
        if (files.stat(dir, name) == null) {
            files.mkdir(dir, name);
        }
        if (slash >= 0) {
            try (DirectoryHandle below = Objects.requireNonNull(files.openDir(dir, name))) {
                makeByHand(files, below, path.substring(slash + 1));
            }
        }
    }

    /** Holds {@code call} up before one of its changes while {@code other} gets as far as it can. */
    private static void overlap(RecordingFileOps files, int stop, Runnable call, Runnable other) {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Thread held = new Thread(() -> {
            call.run();
            reached.countDown();
        });
        int[] left = {stop};
        files.beforeEachChange(() -> {
            if (Thread.currentThread().equals(held) && left[0]-- == 0) {
                reached.countDown();
                await(go);
            }
        });
        Thread free = new Thread(other);
        held.start();
        await(reached);
        free.start();
        while (free.isAlive() && free.getState() != Thread.State.WAITING) {
            LockSupport.parkNanos(10_000);
        }
        go.countDown();
        join(held);
        join(free);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
