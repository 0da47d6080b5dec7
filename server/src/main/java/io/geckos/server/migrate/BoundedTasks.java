package io.geckos.server.migrate;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Runs tasks on virtual threads, a few at a time. The first failure ends all: it is thrown to the thread that brings tasks. */
final class BoundedTasks implements AutoCloseable {
    private final int most;
    private final Semaphore free;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile @Nullable Throwable failure;

    BoundedTasks(int most) {
        this.most = most;
        this.free = new Semaphore(most);
    }

    /** Waits until another task may run, and begins it. */
    void run(Runnable task) {
        free.acquireUninterruptibly();
        throwFailure();
        threads.execute(() -> {
            try {
                if (failure == null) {
                    task.run();
                }
            } catch (RuntimeException | Error e) {
                fail(e);
            } finally {
                free.release();
            }
        });
    }

    private synchronized void fail(Throwable e) {
        if (failure == null) {
            failure = e;
        }
    }

    /** Waits until all tasks have ended. */
    void await() {
        free.acquireUninterruptibly(most);
        free.release(most);
        throwFailure();
    }

    private void throwFailure() {
        Throwable first = failure;
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof RuntimeException exception) {
            throw exception;
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
