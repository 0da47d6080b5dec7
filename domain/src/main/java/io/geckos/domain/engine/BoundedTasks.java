package io.geckos.domain.engine;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks on virtual threads, a limited number at a time. After one has failed no other begins. For one thread, which closes
 * it; closing waits for all tasks.
 */
public final class BoundedTasks implements AutoCloseable {
    private final Semaphore places;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Runs at most so many tasks at a time. */
    public BoundedTasks(int most) {
        this(new Semaphore(most));
    }

    /** Each task takes one of {@code places}, which others may share. */
    public BoundedTasks(Semaphore places) {
        this.places = places;
    }

    /** Waits for a place and begins a task; throws what an earlier task has thrown. */
    public void run(Runnable task) {
        throwFailure();
        places.acquireUninterruptibly();
        threads.execute(() -> {
            try {
                if (failure.get() == null) {
                    task.run();
                }
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            } finally {
                places.release();
            }
        });
    }

    /** Waits for all tasks; throws what the first that failed has thrown. No task may begin afterwards. */
    public void await() {
        threads.close();
        throwFailure();
    }

    private void throwFailure() {
        Throwable thrown = failure.get();
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
