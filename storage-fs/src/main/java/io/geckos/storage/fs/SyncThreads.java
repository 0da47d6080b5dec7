package io.geckos.storage.fs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Waits for the disk on threads of the operating system: a virtual thread would keep its carrier, of which there are few,
 * from everybody else for as long.
 */
final class SyncThreads implements AutoCloseable {
    /** As many syncs as a disk can usefully be asked for at once; more wait. */
    private static final int THREADS = 64;

    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads;

    SyncThreads() {
        threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("sync-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** What waits for the disk. */
    @FunctionalInterface
    interface Sync {
        void run() throws FileFault;
    }

    /** Returns when {@code sync} has ended; throws what it threw. */
    void run(Sync sync) throws FileFault {
        run(List.of(sync));
    }

    /** Makes all calls at the same time and returns when all have ended; throws what the first that failed threw. */
    void run(List<Sync> syncs) throws FileFault {
        List<CompletableFuture<Void>> running = new ArrayList<>(syncs.size());
        for (Sync sync : syncs) {
            running.add(CompletableFuture.runAsync(() -> call(sync), threads));
        }
        CompletionException failure = null;
        for (CompletableFuture<Void> one : running) {
            try {
                one.join();
            } catch (CompletionException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null && failure.getCause() instanceof FileFault fault) {
            throw fault;
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static void call(Sync sync) {
        try {
            sync.run();
        } catch (FileFault fault) {
            throw new CompletionException(fault);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
