package io.geckos.storage.rados.maintenance;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs calls on virtual threads, a limited number at a time. After one has failed no other begins. For one thread, which closes
 * it; closing waits for all calls.
 */
final class CallWindow implements AutoCloseable {
    /** How many calls a task has under way at a time at most, so that requests find the cluster's queues short. */
    static final int CALLS = 64;

    private final Semaphore places;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Each call takes one of {@code places}, which several windows may share. */
    CallWindow(Semaphore places) {
        this.places = places;
    }

    /** Waits for a place and begins a call; throws what an earlier call has thrown. */
    void start(Runnable call) {
        throwFailure();
        places.acquireUninterruptibly();
        threads.execute(() -> {
            try {
                if (failure.get() == null) {
                    call.run();
                }
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            } finally {
                places.release();
            }
        });
    }

    /** Waits for all calls; throws what the first that failed has thrown. No call may begin afterwards. */
    void finish() {
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
