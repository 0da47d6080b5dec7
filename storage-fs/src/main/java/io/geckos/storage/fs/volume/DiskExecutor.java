package io.geckos.storage.fs.volume;

import io.geckos.storage.fs.files.FileFault;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads of the operating system, for whatever may wait for the disk: a virtual thread that waits in a system call
 * keeps its carrier, of which there is one for each processor, from everybody else.
 */
public class DiskExecutor implements AutoCloseable {
    /** As many calls as a disk can usefully be asked for at once; more wait. */
    private static final int THREADS = 64;

    private static final long IDLE_SECONDS = 10;

    private final Semaphore calls = new Semaphore(THREADS, true);

    /** Whichever became idle last is taken first; and there is always one more for what a call itself waits for. */
    private final ExecutorService threads;

    public DiskExecutor() {
        ThreadFactory factory = Thread.ofPlatform().daemon().name("disk-", 0).factory();
        threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }

    /** What may wait for the disk. */
    @FunctionalInterface
    public interface Call<T> {
        T run() throws FileFault;
    }

    /** Makes a call on one of these threads, or on the caller's if that is no virtual one, and waits for its end. */
    public <T> T call(Call<T> call) throws FileFault {
        if (!Thread.currentThread().isVirtual()) {
            return call.run();
        }
        calls.acquireUninterruptibly();
        try {
            return await(start(call));
        } finally {
            calls.release();
        }
    }

    /** Makes all calls at the same time and returns when all have ended; throws what the first that failed threw. */
    public void all(List<? extends Call<?>> all) throws FileFault {
        List<CompletableFuture<?>> others = new ArrayList<>(all.size());
        for (Call<?> other : all.subList(1, all.size())) {
            others.add(start(other));
        }
        try {
            Object _ = call(all.getFirst());
        } finally {
            for (CompletableFuture<?> other : others) {
                other.handle((_, _) -> true).join();
            }
        }
        for (CompletableFuture<?> other : others) {
            Object _ = await(other);
        }
    }

    private <T> CompletableFuture<T> start(Call<T> call) {
        CompletableFuture<T> ended = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                ended.complete(call.run());
            } catch (FileFault | RuntimeException | Error e) {
                ended.completeExceptionally(e);
            }
        });
        return ended;
    }

    /** Waits, whoever interrupts, and throws what was thrown. */
    private static <T> T await(CompletableFuture<T> call) throws FileFault {
        try {
            return call.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case FileFault fault -> throw fault;
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case null, default -> throw e;
            }
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
