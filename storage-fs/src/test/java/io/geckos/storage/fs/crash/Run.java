package io.geckos.storage.fs.crash;

import io.geckos.domain.contract.MemoryStorage;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.OpenDir;
import io.geckos.storage.fs.testkit.Call;
import io.geckos.storage.fs.testkit.Change;
import io.geckos.storage.fs.testkit.Client;
import io.geckos.storage.fs.testkit.Image;
import io.geckos.storage.fs.testkit.KeepingFiles;
import io.geckos.storage.fs.testkit.MemoryFiles;
import io.geckos.storage.fs.testkit.OpenedStorage;
import io.geckos.storage.fs.testkit.RecordingFiles;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A scenario that was run, on a disk in memory.
 *
 * @param settled what the disk held before the calls that count
 * @param changes all that happened since
 */
record Run(Scenario scenario, Image settled, List<Change> changes) {
    /**
     * Runs a scenario.
     *
     * @param stop before which change the last call is held up until the one meanwhile has ended or waits for it
     * @param between what the engine has instead of the file system
     */
    static Run of(Scenario scenario, int stop, UnaryOperator<FileOps> between) throws FileFault {
        Image settled = new Image();
        FileOps first = new KeepingFiles(between.apply(new MemoryFiles(settled)));
        Client before = new Client(new MemoryStorage())
                .on(scenario.before().isEmpty() ? new MemoryStorage() : OpenedStorage.on(first, 0), first);
        scenario.before().forEach(call -> require(call, before));
        before.storage().close();
        RecordingFiles files = new RecordingFiles(new MemoryFiles(settled.copy()));
        for (String path : scenario.byHand()) {
            makeByHand(files, files.root(), path);
        }
        Client client = before.on(OpenedStorage.on(between.apply(files), 1), files);
        int last = scenario.calls().size() - 1;
        for (int i = 0; i <= last; i++) {
            int number = i;
            Call call = scenario.calls().get(number);
            if (i < last || scenario.meanwhile().isEmpty()) {
                make(call, number, client, files);
            } else {
                Call other = scenario.meanwhile().getFirst();
                overlap(
                        files,
                        stop,
                        () -> make(call, number, client, files),
                        () -> make(other, number + 1, client, files));
            }
        }
        List<Change> changes = files.changes();
        client.storage().close();
        return new Run(scenario, settled, changes);
    }

    /** The instant at which a call began. */
    int began(int call) {
        return IntStream.range(0, changes.size())
                .filter(at -> changes.get(at).equals(new Change.Began(call)))
                .findFirst()
                .orElse(-1);
    }

    /** The instant at which a call was answered; none comes before that of one that never was. */
    int ended(int call) {
        return IntStream.range(0, changes.size())
                .filter(at -> changes.get(at) instanceof Change.Ended ended && ended.call() == call)
                .findFirst()
                .orElse(Integer.MAX_VALUE);
    }

    /** Tells whether a call is answered, some time, with a refusal. */
    boolean isRefused(int call) {
        int at = ended(call);
        return at < changes.size()
                && changes.get(at) instanceof Change.Ended ended
                && !ended.outcome().equals(Call.DONE);
    }

    private static void require(Call call, Client client) {
        String outcome = call.run(client);
        if (!outcome.equals(Call.DONE)) {
            throw new IllegalStateException(call.name() + ": " + outcome);
        }
    }

    private static void make(Call call, int number, Client client, RecordingFiles files) {
        files.add(new Change.Began(number));
        String outcome = call.run(client);
        if (!call.byHand()) {
            files.add(new Change.Ended(number, outcome));
        }
    }

    private static void makeByHand(FileOps files, OpenDir dir, String path) throws FileFault {
        int slash = path.indexOf('/');
        String name = slash < 0 ? path : path.substring(0, slash);
        if (files.stat(dir, name) == null) {
            files.mkdir(dir, name);
        }
        if (slash >= 0) {
            try (OpenDir below = Objects.requireNonNull(files.openDir(dir, name))) {
                makeByHand(files, below, path.substring(slash + 1));
            }
        }
    }

    /** Holds {@code call} up before one of its changes while {@code other} gets as far as it can. */
    private static void overlap(RecordingFiles files, int stop, Runnable call, Runnable other) {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Thread held = new Thread(() -> {
            call.run();
            reached.countDown();
        });
        int[] left = {stop};
        files.before(() -> {
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
