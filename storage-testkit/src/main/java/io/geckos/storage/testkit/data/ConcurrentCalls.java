package io.geckos.storage.testkit.data;

import io.geckos.domain.error.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls made at the same time, each on a virtual thread of its own, as a server makes them. */
public final class ConcurrentCalls {
    /** How long a race may take: far longer than any does, so that a deadlock fails its test instead of the build. */
    private static final long SECONDS = 60;

    private ConcurrentCalls() {}

    /** Starts all together, waits for all, and answers what they answered, in their order; fails as the first to fail. */
    public static <T> List<T> of(List<? extends Callable<T>> racers) {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> racer : racers) {
                running.add(threads.submit(() -> {
                    start.await();
                    return racer.call();
                }));
            }
            start.countDown();
            try {
                return results(running);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    /** A racer that answers how it was refused, if it was. */
    public static Callable<Optional<StorageException>> attempt(Runnable call) {
        return () -> {
            try {
                call.run();
                return Optional.empty();
            } catch (StorageException e) {
                return Optional.of(e);
            }
        };
    }

    private static <T> List<T> results(List<Future<T>> running) {
        List<T> results = new ArrayList<>();
        try {
            for (Future<T> racer : running) {
                results.add(racer.get(SECONDS, TimeUnit.SECONDS));
            }
        } catch (ExecutionException e) {
            throw new AssertionError("a racer failed", e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("a race did not end", e);
        }
        return results;
    }
}
